// The publishing check, the service as a whole: what it is called and found by, whose it is, what may be kept, what people read and hear.

#include "base/text.h"
#include "catalogue/check_parts.h"

#include <algorithm>

namespace catalogue {
namespace {

/// Interaction types that we know what to do with (LGIL).
constexpr std::int64_t interactions[] = {0, 4, 8, 17};

void look_at_numbers(const Definition& service, const Surroundings& around, Faults& faults) {
    if (!around.listed.empty() && !std::ranges::binary_search(around.listed, service.lgsl))
        say_fault(faults, "lgsl", fmt::format("{} is not on the national list of services: look the service up there and take its number", service.lgsl));
    if (std::ranges::find(interactions, service.lgil) == std::end(interactions))
        say_fault(faults, "lgil", "the interaction is not said: 0 (applying for something), 4 (paying), 8 (information) or 17 (reporting)");
}

void look_at_others(const Definition& service, const Surroundings& around, Faults& faults) {
    const auto& all = around.services;
    if (const auto same = std::ranges::count(all, service.code, &KnownService::code); same > 1)
        say_fault(faults, "code", fmt::format("{} services have the code '{}': give one of them another", same, service.code));
    if (service.keywords.empty()) return;
    std::vector<std::string> own;
    for (const auto& word : service.keywords) own.push_back(base::lower_ascii(word));
    for (const auto& other : all) {
        if (other.code == service.code) continue;
        std::vector<std::string> theirs;
        for (const auto& word : other.keywords) theirs.push_back(base::lower_ascii(word));
        const auto has = [&](const std::string& word) { return std::ranges::find(theirs, word) != theirs.end(); };
        if (std::ranges::all_of(own, has))
            say_fault(faults, "keywords", fmt::format("'{}' ({}) has all of these words too, so they never find this one alone: add words that only this service is meant by", other.name, other.code));
    }
}

void look_at_teams(const Definition& service, const Surroundings& around, Faults& faults) {
    const auto unknown = [](std::string_view team) { return fmt::format("there is no team '{}': set it up first, or name one that there is", team); };
    if (!around.may_have_team(service.team)) say_fault(faults, "team", unknown(service.team));
    for (const auto& rung : service.levels.escalate)
        if (rung.to != "team_leader" && rung.to != "manager" && !around.may_have_team(rung.to)) say_fault(faults, "levels.escalate.to", unknown(rung.to));
}

void look_at_keeping(const Definition& service, Faults& faults) {
    if (!service.retention) say_fault(faults, "retention", "it is not said how long what was asked is kept: say years, and the rule that asks for so many as basis");
    if (service.lawful_basis.kind.empty()) say_fault(faults, "lawful_basis", "it is not said why the council may hold what people tell it: say kind, and the duty or power as law");
}

/// Every service is asked for on the phone too: the agent reads this aloud.
void look_at_script(const Definition& service, Faults& faults) {
    if (service.script.greeting.empty()) say_fault(faults, "script.greeting", "an agent on the phone would have nothing to begin with: write a sentence to say before the questions");
    if (service.script.closing.empty()) say_fault(faults, "script.closing", "an agent on the phone would have nothing to end with: write a sentence to say before goodbye");
}

void look_at_articles(const Definition& service, const Surroundings& around, Faults& faults) {
    if (base::trim(service.article).empty()) faults.push_back({std::string(article_file), "article", "there is nothing for residents to read: write what the service does, for whom, and how long it takes"});
    for (const auto& article : around.articles) {
        const auto file = fmt::format("knowledge/{}.md", article.slug);
        if (std::ranges::find(article.services, service.code) != article.services.end() && around.today && article.needs_review(*around.today))
            faults.push_back({file, "review", fmt::format("was to be looked over by {}: read it, correct it, and set another day", base::to_iso(article.review_on))});
        for (const auto& question : article.questions)
            if (const auto dot = question.find('.'); question.substr(0, dot) == service.code && dot != std::string::npos && service.form.find(question.substr(dot + 1)) == nullptr)
                faults.push_back({file, question, "the service has no such question, so nobody would see the article beside it: name one that it has"});
    }
}

}  // namespace

void look_at_standing(const Definition& service, const Surroundings& around, Faults& faults) {
    look_at_numbers(service, around, faults);
    look_at_others(service, around, faults);
    look_at_teams(service, around, faults);
    look_at_keeping(service, faults);
    look_at_script(service, faults);
    look_at_articles(service, around, faults);
}

}  // namespace catalogue
