// Lists of cases: the worklist and search.

#include "cases/cases.h"
#include "cases/events.h"
#include "desk/pages.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "journal/journal.h"

#include <fmt/ranges.h>

#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;

constexpr int page_size = 35;  // a full page stays under 60 kB on a first visit

/// What a list shows beside the case itself.
struct Listed {
    std::vector<cases::Line> lines;
    std::map<people::PersonId, people::Contact> persons;
    std::map<places::LocationId, places::Location> places;
    std::map<std::pair<std::string, std::int64_t>, catalogue::DefinitionPtr> services;  // by code and version
};

Result<Listed> furnish(db::Tx& tx, const access::Actor& who, std::vector<cases::Line> lines) {
    Listed listed{.lines = std::move(lines)};
    std::vector<people::PersonId> persons;
    std::vector<places::LocationId> places;
    for (const auto& line : listed.lines) {
        persons.push_back(line.request.person);
        places.push_back(line.request.location);
        auto& service = listed.services[{line.the_case.service, line.the_case.service_version}];
        if (!service) {
            auto found = TRY(catalogue::find_version(tx, line.the_case.service, line.the_case.service_version));
            service = std::move(found);
        }
    }
    if (listed.lines.empty()) return listed;
    if (who.may(access::Permission::read_person)) listed.persons = people::find_many(tx, persons);
    listed.places = places::find_many(tx, places);
    return listed;
}

std::string place_in(const Listed& listed, const cases::Line& line) {
    const auto found = listed.places.find(line.request.location);
    return found == listed.places.end() ? std::string() : found->second.text;
}

html::Html case_link(const cases::Line& line, const std::string& text) {
    html::Html link;
    link << "<a class=\"govuk-link\""_html;
    link.url("href", "/staff/cases/" + to_string(line.the_case.id));
    return link << ">"_html << text << "</a>"_html;
}

std::string person_in(const Listed& listed, const cases::Line& line) {
    const auto found = listed.persons.find(line.request.person);
    return found == listed.persons.end() ? std::string() : found->second.name;
}

/// What was answered to the first question, which tells cases of one service apart.
std::string gist_of(const Listed& listed, const cases::Line& line) {
    const auto& form = listed.services.at({line.the_case.service, line.the_case.service_version})->form;
    if (form.questions.empty()) return {};
    for (const auto& answer : line.request.answers)
        if (answer.question == form.questions.front().code) return forms::shown(form.questions.front(), answer.value);
    return {};
}

/// `with_state`: a list of one state need not say it in every row.
html::Html table_of(const web::Context& context, const Listed& listed, const std::string& caption, bool with_state) {
    govuk::Table table{.head = {{.text = context.say("desk.service")},
                                {.text = context.say("desk.about")},
                                {.text = context.say("desk.place")},
                                {.text = context.say("desk.from")},
                                {.text = context.say("desk.received")},
                                {.text = context.say("desk.reference")}},
                       .caption = caption,
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& line : listed.lines) {
        const auto& service = *listed.services.at({line.the_case.service, line.the_case.service_version});
        table.rows.push_back({{.html = case_link(line, service.name)},
                              {.text = gist_of(listed, line)},
                              {.text = place_in(listed, line)},
                              {.text = person_in(listed, line)},
                              {.text = website::shown_time(line.request.received_at)},
                              {.text = line.request.reference.spoken(), .classes = "gh-code"}});
        if (!with_state) continue;
        const bool open = line.the_case.state == cases::State::open;
        table.rows.back().push_back({.html = govuk::tag({.text = context.say(open ? "cases.state_open" : "cases.state_closed"),
                                                         .classes = open ? "govuk-tag--blue" : "govuk-tag--green"})});
    }
    if (with_state) table.head.push_back({.text = context.say("desk.state")});
    return html::wide_table(table);
}

/// Topics of the live updates this actor may follow.
std::string live_topics(const access::Actor& who) {
    return fmt::format("{}", fmt::join(access::topics_within("cases", access::scope_of(who, access::Permission::read_case)), " "));
}

cases::Wanted wanted_by(const web::Request& request) {
    cases::Wanted wanted{.state = cases::State::open, .limit = page_size + 1};
    if (request.query.text("state") == "closed") wanted.state = cases::State::closed;
    const auto before = request.query.text("before"), at = request.query.text("at");
    std::int64_t micros = 0;
    if (const auto id = parse_id<cases::CaseId>(before))
        if (std::from_chars(at.data(), at.data() + at.size(), micros).ec == std::errc{}) {
            wanted.after = {Instant{Duration{micros}}, *id};
        }
    return wanted;
}

std::string older_than(const cases::Line& line, bool closed) {
    return "/staff/worklist?" + std::string(closed ? "state=closed&" : "") + "before=" + to_string(line.the_case.id) +
           "&at=" + std::to_string(line.the_case.opened_at.time_since_epoch().count());
}

}  // namespace

Result<web::Response> show_worklist(const Site& site, web::Request& request, web::Context& context) {
    const auto& who = actor_of(context);
    const auto wanted = wanted_by(request);
    const bool closed = wanted.state == cases::State::closed;
    journal::Position position = 0;
    bool more = false;
    const auto listed = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Listed> {
        position = journal::head(tx);
        auto lines = cases::list(tx, who, wanted);
        more = lines.size() > page_size;
        if (more) lines.pop_back();
        return furnish(tx, who, std::move(lines));
    }));
    html::Page page{.title = context.say("desk.worklist")};
    page.main << heading(context.say("desk.worklist"))
              << html::tab_links({.items = {{.text = context.say("desk.open"), .href = "/staff/worklist", .current = !closed},
                                            {.text = context.say("desk.closed"), .href = "/staff/worklist?state=closed", .current = closed}},
                                  .label = context.say("desk.worklist")});
    page.main << "<div id=\"worklist\" data-module=\"gh-live\""_html;
    page.main.attribute("data-topics", live_topics(who)).attribute("data-after", std::to_string(position));
    page.main.attribute("data-said", context.say("desk.worklist_changed"));
    page.main << ">"_html;
    if (listed.lines.empty())
        page.main << html::empty_state({.text = context.say(closed ? "desk.none_closed" : "desk.none_open")});
    else
        page.main << table_of(context, listed, context.say("desk.worklist"), false);
    if (more)
        page.main << govuk::pagination({.next = govuk::PageLink{.text = context.say("desk.older"), .href = older_than(listed.lines.back(), closed)}});
    page.main << "</div>"_html;
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> show_search(const Site& site, web::Request& request, web::Context& context) {
    const auto words = std::string(request.query.text("q"));
    const auto& who = actor_of(context);
    Listed listed;
    std::vector<Problem> problems;
    if (!words.empty()) {
        auto found = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<Listed> {
            auto lines = TRY(cases::search(tx, who, words, page_size));
            cases::note_search(tx, words, lines.size());
            return furnish(tx, who, std::move(lines));
        });
        if (found)
            listed = std::move(*found);
        else if (found.error().kind == Kind::invalid)
            problems.push_back({"q", found.error().key});
        else
            return std::unexpected(found.error());
    }
    html::Page page{.title = context.say("desk.search"), .has_errors = !problems.empty()};
    page.main << heading(context.say("desk.search")) << "<form method=\"get\" action=\"/staff/search\" role=\"search\" novalidate>"_html
              << govuk::input({.id = "q",
                               .name = "q",
                               .type = "search",
                               .value = words,
                               .label = {.text = context.say("desk.search_label")},
                               .hint = {.text = context.say("desk.search_hint")},
                               .error_message = {.text = problems.empty() ? "" : context.say(problems.front().message)}})
              << govuk::button({.text = context.say("desk.search_button")}) << "</form>"_html;
    if (!words.empty() && problems.empty()) {
        page.main << "<p class=\"govuk-body\" role=\"status\">"_html
                  << context.say("desk.found", {{"count", std::to_string(listed.lines.size())}}) << "</p>"_html;
        if (listed.lines.empty())
            page.main << html::empty_state({.text = context.say("desk.none_found")});
        else
            page.main << table_of(context, listed, context.say("desk.search"), true);
    }
    return site.staff_page(request, context, std::move(page), problems.empty() ? 200 : 422);
}

}  // namespace desk
