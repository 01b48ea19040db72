// The publishing check, the questions.

#include "catalogue/check_parts.h"
#include "dmn/domain.h"

#include <algorithm>
#include <map>

namespace catalogue {
namespace {

using Given = std::map<std::string, std::string, std::less<>>;

forms::Sent sent_of(const Given& given) {
    return [&given](std::string_view code) -> std::optional<std::string_view> {
        const auto found = given.find(code);
        return found == given.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    };
}

/// Whether it has to be thought about: proof and signature are given, not answered.
bool wants_an_answer(const forms::Question& question) { return question.required && question.type != forms::Type::files && question.type != forms::Type::signature; }

/// How many answers an example must give.
std::ptrdiff_t required_in(const Definition& service, const Example& example) {
    Given given;
    for (const auto& answer : example.answers) given.emplace(answer.question, answer.value);
    return std::ranges::count_if(forms::asked(service.form, sent_of(given)), [](const auto* question) { return wants_an_answer(*question); });
}

/// So much may be asked of somebody who only wants a thing put right, whichever branches they go down; the place counts as one.
void count_questions(const Definition& service, Faults& faults) {
    constexpr auto most = 5;
    auto required = std::ranges::count_if(service.form.questions, [](const auto& question) { return wants_an_answer(question) && !question.condition; });
    for (const auto& example : service.examples) required = std::max(required, required_in(service, example));
    required += service.has_place() ? 1 : 0;
    if (required > most) say_fault(faults, "questions", fmt::format("{} answers are required, with the place; {} are the most", required, most));
}

/// The page that asks has fields of its own; a question by such a name would never be heard.
void look_for_taken_codes(const Definition& service, Faults& faults) {
    constexpr std::string_view taken[] = {"visit", "location", "uprn", "name", "email", "phone", "operation", "csrf", "again", "at", "from", "go", "then", "row", "choosing", "contact", "code", "action", "method", "elements", "submit", "reset", "before", "after", "remove"};
    for (const auto& question : service.form.questions)
        if (std::ranges::find(taken, question.code) != std::end(taken)) say_fault(faults, question.code, "this code is taken by the form itself: give the question another");
}

bool chooses(const forms::Question& question) { return question.type == forms::Type::choice || question.type == forms::Type::choices; }

/// Who has to answer it, and whom every answer sends away.
void look_for_walls(const Definition& service, Faults& faults) {
    for (const auto& question : service.form.questions)
        if (question.required && !question.condition && chooses(question) && std::ranges::none_of(question.choices, [](const auto& choice) { return choice.stop.empty(); }))
            say_fault(faults, question.code, "every answer ends the form, so nobody could ever send it: take 'stop' from one of them, or do not require it");
}

/// Answers that stand for all that a condition can tell apart, the empty one included; nothing where they cannot be told.
std::optional<std::vector<std::string>> answers_to(const forms::Question& question, const std::vector<dmn::Value>& literals) {
    using forms::Type;
    std::vector<std::string> all;
    if (!question.required || question.condition) all.emplace_back();
    const auto add_numbers = [&](const dmn::Domain& domain) {
        for (const auto& number : dmn::samples_of(domain, literals)) all.push_back(number.number().text());
    };
    const auto bound = [](const std::optional<std::int64_t>& given) { return given ? std::optional(dmn::Decimal(*given)) : std::nullopt; };
    switch (question.type) {
        case Type::choice:
        case Type::choices:
            for (const auto& choice : question.choices)
                if (choice.stop.empty()) all.push_back(choice.code);
            for (std::size_t i = 0; question.type == Type::choices && i < question.choices.size(); ++i)
                for (std::size_t k = i + 1; k < question.choices.size(); ++k)
                    if (const auto &a = question.choices[i], &b = question.choices[k]; a.stop.empty() && b.stop.empty() && !a.alone && !b.alone) all.push_back(a.code + "," + b.code);
            return all;
        case Type::number:
            add_numbers({.numbers = true, .whole = question.decimals == 0, .from = bound(question.from), .up_to = bound(question.up_to)});
            return all;
        case Type::text:
        case Type::long_text:
            for (const auto& literal : literals)
                if (literal.kind() == dmn::Value::Kind::text && !literal.text().empty()) all.push_back(literal.text());
            all.emplace_back("something else");
            return all;
        default: return std::nullopt;
    }
}

/// Tries a question's condition over all answers before it that it hangs on.
class Reach {
public:
    explicit Reach(const Definition& service) : service_(service) {}

    /// False where nobody can be asked; true also where that cannot be told.
    bool can_be_asked(const forms::Question& question) {
        hangs_on_.clear(), literals_.clear();
        gather(question);
        std::vector<std::vector<std::string>> answers;
        std::size_t ways = 1;
        for (const auto* each : hangs_on_) {
            const auto some = answers_to(*each, literals_);
            if (!some) return true;
            answers.push_back(*some);
            ways *= std::max<std::size_t>(some->size(), 1);
            if (ways > most_ways) return true;
        }
        Given given;
        return try_from(0, answers, question.code, given);
    }

    /// A text in a condition on nothing but choices that none of them has; empty where there is none.
    std::string unknown_choice(const forms::Question& question) {
        hangs_on_.clear(), literals_.clear();
        gather(question);
        if (!std::ranges::all_of(hangs_on_, [](const auto* each) { return chooses(*each); })) return {};
        for (const auto& literal : literals_) {
            if (literal.kind() != dmn::Value::Kind::text) continue;
            const auto has = [&](const auto* each) { return std::ranges::find(each->choices, literal.text(), &forms::Choice::code) != each->choices.end(); };
            if (std::ranges::none_of(hangs_on_, has)) return literal.text();
        }
        return {};
    }

private:
    void gather(const forms::Question& question) {
        if (question.when.empty()) return;
        const auto condition = dmn::parse(question.when);
        if (!condition) return;
        std::ranges::move(dmn::literals_of(*condition), std::back_inserter(literals_));
        for (const auto& path : dmn::paths_of(*condition)) {
            const auto* found = service_.form.find(path.substr(0, path.find('.')));
            if (found == nullptr || std::ranges::find(hangs_on_, found) != hangs_on_.end()) continue;
            hangs_on_.push_back(found);
            gather(*found);
        }
    }

    bool try_from(std::size_t at, const std::vector<std::vector<std::string>>& answers, std::string_view code, Given& given) {
        if (at == answers.size()) return std::ranges::any_of(forms::asked(service_.form, sent_of(given)), [&](const auto* each) { return each->code == code; });
        for (const auto& answer : answers[at]) {
            given[hangs_on_[at]->code] = answer;
            if (try_from(at + 1, answers, code, given)) return true;
        }
        return false;
    }

    static constexpr std::size_t most_ways = 20'000;
    const Definition& service_;
    std::vector<const forms::Question*> hangs_on_;
    std::vector<dmn::Value> literals_;
};

void look_for_the_unasked(const Definition& service, Faults& faults) {
    Reach reach(service);
    for (const auto& question : service.form.questions) {
        if (!question.condition) continue;
        if (const auto other = reach.unknown_choice(question); !other.empty())
            say_fault(faults, question.code, fmt::format("when: '{}' is no answer to a question that it hangs on: name one of its choices by code", other));
        else if (!reach.can_be_asked(question))
            say_fault(faults, question.code, "when: no answers make it true, so nobody is ever asked: change the condition, or take the question out");
    }
}

}  // namespace

void look_at_form(const Definition& service, Faults& faults) {
    count_questions(service, faults);
    look_for_taken_codes(service, faults);
    look_for_walls(service, faults);
    look_for_the_unasked(service, faults);
}

}  // namespace catalogue
