// Lists of cases: the worklist and search.

#include "cases/cases.h"
#include "cases/events.h"
#include "desk/pages.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "journal/journal.h"

#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;

constexpr int page_size = 50;

/// What a list shows beside the case itself.
struct Listed {
    std::vector<cases::Line> lines;
    std::map<people::PersonId, people::Contact> persons;
    std::map<places::LocationId, places::Location> places;
    std::map<std::string, std::string> service_names;
};

Result<Listed> furnish(db::Tx& tx, std::vector<cases::Line> lines) {
    Listed listed{.lines = std::move(lines)};
    std::vector<people::PersonId> persons;
    std::vector<places::LocationId> places;
    for (const auto& line : listed.lines) {
        persons.push_back(line.request.person);
        places.push_back(line.request.location);
        auto& name = listed.service_names[line.the_case.service];
        if (name.empty()) {
            const auto service = TRY(catalogue::find_version(tx, line.the_case.service, line.the_case.service_version));
            name = service->name;
        }
    }
    if (listed.lines.empty()) return listed;
    listed.persons = people::find_many(tx, persons);
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

html::Html table_of(const web::Context& context, const Listed& listed, const std::string& caption) {
    govuk::Table table{.head = {{.text = context.say("desk.service")},
                                {.text = context.say("desk.place")},
                                {.text = context.say("desk.reference")},
                                {.text = context.say("desk.received")},
                                {.text = context.say("desk.state")}},
                       .caption = caption,
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& line : listed.lines) {
        const bool open = line.the_case.state == cases::State::open;
        table.rows.push_back({{.html = case_link(line, listed.service_names.at(line.the_case.service))},
                              {.text = place_in(listed, line)},
                              {.text = line.request.reference.spoken()},
                              {.text = website::shown_time(line.request.received_at)},
                              {.html = govuk::tag({.text = context.say(open ? "cases.state_open" : "cases.state_closed"),
                                                   .classes = open ? "govuk-tag--blue" : "govuk-tag--green"})}});
    }
    return html::wide_table(table);
}

/// Topics of the live updates this actor may follow.
std::string live_topics(const access::Actor& who) {
    const auto scope = access::scope_of(who, access::Permission::read_case);
    if (scope.reach() == access::Reach::everything) return "cases";
    std::string topics;
    for (const auto team : scope.teams()) topics += (topics.empty() ? "cases.team." : " cases.team.") + to_string(team);
    return topics;
}

cases::Wanted wanted_by(const web::Request& request) {
    cases::Wanted wanted{.state = cases::State::open, .limit = page_size + 1};
    if (request.query.text("state") == "closed") wanted.state = cases::State::closed;
    const auto before = request.query.text("before"), at = request.query.text("at");
    std::int64_t micros = 0;
    if (const auto id = parse_id<cases::CaseId>(before))
        if (std::from_chars(at.data(), at.data() + at.size(), micros).ec == std::errc{}) {
            wanted.before = *id;
            wanted.before_at = Instant{Duration{micros}};
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
        return furnish(tx, std::move(lines));
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
        page.main << table_of(context, listed, context.say("desk.worklist"));
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
            return furnish(tx, std::move(lines));
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
        if (!listed.lines.empty()) page.main << table_of(context, listed, context.say("desk.search"));
    }
    return site.staff_page(request, context, std::move(page), problems.empty() ? 200 : 422);
}

}  // namespace desk
