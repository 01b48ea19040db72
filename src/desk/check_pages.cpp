// What waits to be checked before it is published, and the decision on one of them.

#include "base/text.h"
#include "desk/case_page.h"
#include "desk/check_page.h"
#include "desk/parts.h"
#include "desk/rows.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <algorithm>
#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;
using cases::Publication;

constexpr int page_size = 50;

struct Queue {
    std::vector<cases::Waiting> waiting;
    Listed listed;  // the same lines, with their names and places
    std::map<people::PersonId, people::Contact> reporters;
    cases::CheckCounts counts;
};

std::optional<std::pair<Instant, cases::RequestId>> cursor_in(const web::Request& request) {
    const auto at = request.query.text("at");
    std::int64_t micros = 0;
    const auto id = parse_id<cases::RequestId>(request.query.text("after"));
    if (!id || std::from_chars(at.data(), at.data() + at.size(), micros).ec != std::errc{}) return std::nullopt;
    return std::pair(Instant{Duration{micros}}, *id);
}

Result<Queue> read_queue(db::Tx& tx, const web::Request& request, const access::Actor& who, bool decided) {
    Queue queue;
    queue.waiting = decided ? cases::decided_checks(tx, who, page_size) : cases::waiting_checks(tx, who, cursor_in(request), page_size + 1);
    queue.counts = cases::count_checks(tx, who);
    std::vector<cases::Line> lines;
    std::vector<people::PersonId> persons;
    for (const auto& each : queue.waiting) {
        lines.push_back(each.line);
        if (access::scope_of(who, access::Permission::read_person).allows(each.line.the_case.owned()) && each.line.request.person) persons.push_back(each.line.request.person);
    }
    auto listed = TRY(furnish(tx, who, std::move(lines)));
    queue.listed = std::move(listed);
    if (!persons.empty()) queue.reporters = people::find_many(tx, persons);
    return queue;
}

/// Why it waits, or what was decided.
std::string why(const web::Context& context, const Queue& queue, const cases::Waiting& waiting) {
    const auto& check = waiting.check;
    if (check.state == Publication::published) return context.say("desk.public_published");
    if (check.state == Publication::withheld) return context.say("cases.withheld_" + check.reason);
    const auto& request = waiting.line.request;
    const auto& service = *queue.listed.services.at({request.service, request.service_version});
    const auto reporter = queue.reporters.find(request.person);
    const auto named = personal_in(context, cases::words_sent(service, request), reporter == queue.reporters.end() ? people::Contact{} : reporter->second);
    return named.empty() ? context.say("desk.check_why_service") : context.say("desk.check_why_personal", {{"what", named}});
}

html::Html table_of(const web::Context& context, const Queue& queue, bool decided) {
    govuk::Table table{.head = {{.text = context.say("desk.service")}, {.text = context.say("desk.place")}, {.text = context.say(decided ? "desk.check_decision" : "desk.check_why")},
                                {.text = context.say("desk.received")}, {.text = context.say(decided ? "desk.check_when" : "desk.check_by_when")}},
                       .caption = context.say(decided ? "desk.checks_decided" : "desk.checks_waiting"),
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& waiting : queue.waiting) {
        const auto& request = waiting.line.request;
        html::Html what, when;
        what << "<a class=\"govuk-link\""_html;
        what.url("href", "/staff/checks/" + to_string(request.id)) << ">"_html << queue.listed.services.at({request.service, request.service_version})->name
            << "<span class=\"govuk-visually-hidden\"> "_html << request.reference.spoken() << "</span></a>"_html;
        if (decided && waiting.check.decided_at)
            when << website::shown_time(context, *waiting.check.decided_at);
        else
            put_deadline(when, context, waiting.check);
        const auto place = queue.listed.places.find(request.location);
        table.rows.push_back({{.html = std::move(what)}, {.text = place == queue.listed.places.end() ? std::string() : place->second},
                              {.text = why(context, queue, waiting)}, {.text = website::shown_time(context, waiting.check.since)}, {.html = std::move(when)}});
    }
    return html::wide_table(table);
}

Result<CheckShown> read_check(db::Tx& tx, const access::Actor& who, cases::RequestId id) {
    auto waiting = TRY(cases::find_check(tx, who, id));
    auto service = TRY(catalogue::find_version(tx, waiting.line.request.service, waiting.line.request.service_version));
    CheckShown shown{.waiting = std::move(waiting), .service = std::move(service), .reporter = {}, .place = {}, .team = {}, .decided_by = {}, .files = {}, .copy = {}};
    const auto& [c, request] = shown.waiting.line;
    if (request.person && access::scope_of(who, access::Permission::read_person).allows(c.owned())) {
        if (auto reporter = people::find(tx, request.person)) shown.reporter = *std::move(reporter);
        people::note_read(tx, request.person);
    }
    const places::LocationId location[] = {request.location};
    for (auto& [place, words] : places::words_of(tx, location)) shown.place = std::move(words);
    shown.files = files::files_of(tx, cases::files_subject(request.id));
    if (!shown.check().decided_by.empty()) shown.decided_by = access::name_of_actor(tx, shown.check().decided_by);
    if (shown.decided_by.starts_with("person:")) shown.decided_by = say("desk.resident");
    shown.copy = shown.check().copy.title.empty() ? cases::proposed_copy(*shown.service, request, shown.reporter) : shown.check().copy;
    return shown;
}

web::Response check_page(const Site& site, const web::Request& request, const web::Context& context, const CheckShown& shown, std::span<const Problem> problems, int status) {
    html::Page page{.title = context.say("desk.check_title_page") + ": " + shown.service->name, .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.checks"), .href = "/staff/checks"});
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << heading(shown.service->name, shown.request().reference.spoken());
    out << "<div class=\"gh-split\"><div>"_html;
    put_sent(out, context, shown);
    out << "</div><div class=\"gh-split__side\">"_html;
    put_decisions(out, request, context, shown, problems);
    static constexpr const char* keys[] = {"publish", "keep_back", "search", "help"};
    put_help(out, context, "check", keys);
    out << "</div></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

Result<cases::RequestId> request_of(const web::Request& request) {
    const auto id = parse_id<cases::RequestId>(request.param("request"));
    if (!id) return refuse(Kind::not_found, "cases.no_such_request");
    return *id;
}

/// Decides once under the form's operation, and goes on with what waits; what is wrong is said on the page, with every word still there.
template <class Verb>
Result<web::Response> decide_check(const Site& site, web::Request& request, web::Context& context, std::string_view done, Verb verb) {
    const auto id = TRY(request_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto decided = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(verb(tx, actor_of(context), id));
        return std::string("done");
    });
    if (decided) return web::see_other("/staff/checks?done=" + std::string(done));
    const auto& refusal = decided.error();
    if (refusal.kind != Kind::invalid && refusal.kind != Kind::conflict) return show_unsaved(site, request, context, refusal);
    auto problems = refusal.fields;
    if (problems.empty()) problems.push_back({"", context.say(refusal.key)});
    const auto shown = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_check(tx, actor_of(context), id); });
    if (!shown) return show_unsaved(site, request, context, shown.error());
    return check_page(site, request, context, *shown, problems, refusal.kind == Kind::conflict ? 409 : 422);
}

}  // namespace

Result<web::Response> show_checks(const Site& site, web::Request& request, web::Context& context) {
    const bool decided = request.query.text("list") == "decided";
    auto queue = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_queue(tx, request, actor_of(context), decided); }));
    const bool more = !decided && queue.waiting.size() > page_size;
    if (more) queue.waiting.pop_back();
    html::Page page{.title = context.say(decided ? "desk.checks_decided" : "desk.checks")};
    auto& out = page.main;
    for (const auto* done : {"published", "withheld"})
        if (request.query.text("done") == done)
            out << govuk::notification_banner({.text = context.say(std::string("desk.check_done_") + done), .title_text = context.say("desk.done"), .type = "success"});
    out << heading(context.say("desk.checks"));
    static constexpr const char* keys[] = {"search", "call", "help"};
    put_help(out, context, "checks", keys);
    out << care_tabs(context, decided ? "/staff/checks?list=decided" : "/staff/checks");
    if (!decided && queue.counts.waiting > 0)
        out << "<p class=\"govuk-body\">"_html << context.say("desk.checks_count", {{"waiting", std::to_string(queue.counts.waiting)}, {"late", std::to_string(queue.counts.late)}}) << "</p>"_html;
    if (queue.waiting.empty())
        out << html::empty_state({.text = context.say(decided ? "desk.checks_none_decided" : "desk.checks_none")});
    else
        out << table_of(context, queue, decided);
    if (more) {
        const auto& last = queue.waiting.back().check;
        const auto next = "/staff/checks?after=" + to_string(last.request) + "&at=" + std::to_string(last.due_at.time_since_epoch().count());
        out << govuk::pagination({.next = govuk::PageLink{.text = context.say("desk.next_page"), .href = next}});
    }
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> show_check(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(request_of(request));
    const auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_check(tx, actor_of(context), id); }));
    return check_page(site, request, context, shown, {}, 200);
}

Result<web::Response> publish_request(const Site& site, web::Request& request, web::Context& context) {
    return decide_check(site, request, context, "published", [&](db::Tx& tx, const access::Actor& who, cases::RequestId id) {
        cases::PublicCopy copy{std::string(request.form.text("title")), std::string(request.form.text("words"))};
        for (const auto number : request.form.all("photos"))
            if (const auto parsed = parse_id<files::FileId>(number); parsed && parsed->value <= 1'000'000) copy.photos.push_back(static_cast<int>(parsed->value));
        return cases::publish(tx, who, id, seen_changes(request), copy);
    });
}

Result<web::Response> withhold_request(const Site& site, web::Request& request, web::Context& context) {
    return decide_check(site, request, context, "withheld", [&](db::Tx& tx, const access::Actor& who, cases::RequestId id) {
        return cases::withhold(tx, who, id, seen_changes(request), request.form.text("reason"), request.form.text("text"));
    });
}

}  // namespace desk
