// Find anything from anywhere: cases, people and services, each as far as one may see it; and what one person told us.

#include "base/text.h"
#include "desk/export_form.h"
#include "desk/parts.h"
#include "desk/rows.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "knowledge/knowledge.h"
#include "people/contact_details.h"
#include "website/bin_days.h"

#include <array>

namespace desk {
namespace {

namespace govuk = html::govuk;

constexpr int most_cases = 35, most_people = 10;
constexpr std::size_t most_services = 5;

struct Person {
    people::PersonId id;
    people::Contact details;
};

struct Found {
    Listed cases;
    std::vector<Person> people;
    std::vector<catalogue::DefinitionPtr> services;
    std::vector<knowledge::Article> articles;
    std::size_t count() const { return cases.lines.size() + people.size() + services.size() + articles.size(); }
};

Result<std::vector<Person>> find_people(db::Tx& tx, const access::Actor& who, const std::string& words) {
    std::vector<Person> found;
    if (!may_read_everybody(who)) return found;
    const auto ids = TRY(people::search(tx, words, most_people));
    if (ids.empty()) return found;
    const auto details = people::find_many(tx, ids);
    for (const auto id : ids)
        if (const auto known = details.find(id); known != details.end()) found.push_back({id, known->second});
    return found;
}

Result<Found> find_anything(db::Tx& tx, const access::Actor& who, const std::string& words) {
    Found found;
    bool well_spelt = false;  // words that cases hold are no misspelt names of services
    auto lines = TRY(cases::search(tx, who, words, most_cases, &well_spelt));
    auto listed = TRY(furnish(tx, who, std::move(lines)));
    found.cases = std::move(listed);
    auto people = TRY(find_people(tx, who, words));
    found.people = std::move(people);
    auto services = TRY(services_meant(tx, words, !well_spelt));
    if (services.size() > most_services) services.resize(most_services);
    found.services = std::move(services);
    auto articles = TRY(knowledge::search_articles(tx, knowledge::audience_of(who), words, static_cast<int>(most_services), !well_spelt));
    found.articles = std::move(articles);
    cases::note_search(tx, words, found.cases.lines.size() + found.people.size());
    return found;
}

void put_heading(html::Html& out, const web::Context& context, const char* title) {
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say(title) << "</h2>"_html;
}

void put_found(html::Html& out, const web::Context& context, const Found& found, const std::string& words) {
    out << "<p class=\"govuk-body\" role=\"status\">"_html << context.say("desk.found", {{"count", std::to_string(found.count())}}) << "</p>"_html;
    if (found.count() == 0) out << html::empty_state({.text = context.say("desk.none_found")});
    if (!found.cases.lines.empty()) {
        put_heading(out, context, "desk.found_cases");
        put_rows(out, context, found.cases, context.say("desk.found_cases"));
        put_download(out, context, "q", words);
    }
    if (!found.people.empty()) {
        put_heading(out, context, "desk.found_people");
        out << "<ul class=\"gh-found\">"_html;
        for (const auto& person : found.people) {
            out << "<li><a class=\"govuk-link\""_html;
            out.url("href", "/staff/people/" + to_string(person.id)) << ">"_html
                << (person.details.name.empty() ? context.say("desk.unnamed") : person.details.name) << "</a>"_html;
            for (const auto& detail : {people::shown_phone(person.details.phone), person.details.email})
                if (!detail.empty()) out << " <span>"_html << detail << "</span>"_html;
            out << "</li>"_html;
        }
        out << "</ul>"_html;
    }
    if (!found.articles.empty()) {
        put_heading(out, context, "desk.found_articles");
        out << "<ul class=\"gh-found\">"_html;
        for (const auto& article : found.articles) {
            out << "<li><a class=\"govuk-link\""_html;
            out.url("href", "/staff/knowledge/" + article.slug) << ">"_html << article.title << "</a> <span>"_html << article.summary << "</span></li>"_html;
        }
        out << "</ul>"_html;
    }
    if (found.services.empty()) return;
    put_heading(out, context, "desk.found_services");
    out << "<ul class=\"gh-found\">"_html;
    for (const auto& service : found.services) {
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", "/services/" + service->code) << ">"_html << service->name << "</a> <span>"_html << service->summary << "</span></li>"_html;
    }
    out << "</ul>"_html;
}

/// The bins of the address that the newest of these requests was about.
std::optional<rounds::AtAddress> bins_of_newest(db::Tx& tx, std::span<const cases::Line> lines) {
    for (const auto& line : lines) {
        const std::array ids{line.request.location};
        for (const auto& [id, place] : places::find_many(tx, ids))
            if (!place.uprn.empty()) return rounds::at_address(tx, place.uprn);
    }
    return std::nullopt;
}

void put_bins(html::Html& out, const web::Context& context, const rounds::AtAddress& at) {
    const auto next = at.timetable.next(at.today);
    if (next.empty()) return;
    put_heading(out, context, "desk.bins");
    out << "<p class=\"govuk-body\">"_html << at.address.line << "</p>"_html << website::late_said(context, at) << "<ul class=\"govuk-list\">"_html;
    for (const auto& each : next)
        out << "<li>"_html << website::bin_mark(each.bin) << " "_html << rounds::said_day(*each.day, at.today, context.language)
            << (each.reason.empty() ? std::string() : " (" + each.reason + ")") << "</li>"_html;
    out << "</ul>"_html;
}

}  // namespace

Result<web::Response> show_search(const Site& site, web::Request& request, web::Context& context) {
    const auto words = std::string(request.query.text("q"));
    Found found;
    std::vector<Problem> problems;
    if (!base::trim(words).empty()) {
        auto answer = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return find_anything(tx, actor_of(context), words); });
        if (answer)
            found = std::move(*answer);
        else if (answer.error().kind == Kind::invalid)
            problems.push_back({"q", answer.error().key});
        else
            return std::unexpected(answer.error());
    }
    html::Page page{.title = context.say("desk.search"), .has_errors = !problems.empty()};
    auto& out = page.main;
    out << heading(context.say("desk.search")) << "<form method=\"get\" action=\"/staff/search\" role=\"search\" novalidate>"_html
        << govuk::input({.id = "q",
                         .name = "q",
                         .type = "search",
                         .value = words,
                         .label = {.text = context.say("desk.search_label")},
                         .hint = {.text = context.say("desk.search_hint")},
                         .error_message = {.text = problems.empty() ? "" : context.say(problems.front().message)}})
        << govuk::button({.text = context.say("desk.search_button")}) << "</form>"_html;
    if (!base::trim(words).empty() && problems.empty()) put_found(out, context, found, words);
    return site.staff_page(request, context, std::move(page), problems.empty() ? 200 : 422);
}

Result<web::Response> show_person(const Site& site, web::Request& request, web::Context& context) {
    constexpr int most = 50;
    const auto id = parse_id<people::PersonId>(request.param("person"));
    if (!id) return refuse(Kind::not_found, "people.no_such_person");
    people::Contact details;
    std::optional<rounds::AtAddress> bins;
    std::optional<PlanShown> plan;
    const auto listed = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<Listed> {
        const auto& who = actor_of(context);
        const auto found = TRY(find_person(tx, who, *id));
        details = found;
        people::note_read(tx, *id);
        plan = plan_shown(tx, who, found);
        const auto lines = cases::of_contact(tx, who, found, most);
        bins = bins_of_newest(tx, lines);
        return furnish(tx, who, lines);
    }));
    const auto name = details.name.empty() ? context.say("desk.unnamed") : details.name;
    html::Page page{.title = name};
    auto& out = page.main;
    std::vector<html::Fact> facts;
    if (!details.phone.empty()) facts.push_back({.name = context.say("desk.phone"), .text = people::shown_phone(details.phone)});
    if (!details.email.empty()) facts.push_back({.name = context.say("desk.email"), .text = details.email});
    if (!details.write.empty()) facts.push_back({.name = context.say("website.check_write"), .text = way_to_write(context, details)});
    out << heading(name, context.say("desk.person"));
    if (!facts.empty()) out << html::identity({.name = name, .facts = std::move(facts)});
    if (bins) put_bins(out, context, *bins);
    if (plan)
        put_plan(out, context, *plan);
    else if (actor_of(context).may(access::Permission::set_plan)) {
        out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
        out.url("href", "/staff/people/" + to_string(*id) + "/plan") << ">"_html << context.say("desk.plan_new") << "</a></p>"_html;
    }
    put_heading(out, context, "desk.call_told_before");
    if (listed.lines.empty())
        out << html::empty_state({.text = context.say("desk.call_told_nothing")});
    else
        put_rows(out, context, listed, context.say("desk.call_told_before"));
    return site.staff_page(request, context, std::move(page));
}

}  // namespace desk
