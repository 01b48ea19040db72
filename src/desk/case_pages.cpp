// One case: what was asked, by whom, what happened, and what can be done next.

#include "cases/cases.h"
#include "desk/pages.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "journal/journal.h"
#include "notifications/notifications.h"

#include <algorithm>
#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;
using access::Permission;

/// Everything the page of a case shows.
struct Shown {
    cases::Case the_case;
    cases::Request request;
    catalogue::DefinitionPtr service;
    people::Contact person;
    std::string place;
    std::vector<html::Event> history;
    std::vector<notifications::Message> messages;
    journal::Position position = 0;
    std::int64_t newest_fact = 0;  // its number among the facts of the case
};

Result<cases::CaseId> case_id_of(const web::Request& request) {
    const auto id = parse_id<cases::CaseId>(request.param("id"));
    if (!id) return refuse(Kind::not_found, "cases.no_such_case");
    return *id;
}

std::int64_t seen_changes(const web::Request& request) {
    const auto text = request.form.text("changes");
    std::int64_t changes = 0;
    std::from_chars(text.data(), text.data() + text.size(), changes);
    return changes;
}

std::vector<html::Event> history_of(db::Tx& tx, const web::Context& context, const cases::Case& c) {
    std::vector<html::Event> history;
    for (auto& entry : cases::history_of(tx, c.id))
        history.push_back({.title = context.say("cases.did_" + std::string(cases::code_of(entry.what))),
                           .by = entry.by_resident ? context.say("desk.resident") : std::move(entry.name),
                           .time = website::shown_time(entry.at),
                           .datetime = base::to_iso(entry.at),
                           .text = std::move(entry.words)});
    return history;
}

/// Reads the case, and notes in the journal that a named person's record was read.
Result<Shown> read_case(db::Tx& tx, const web::Context& context, cases::CaseId id) {
    const auto& who = actor_of(context);
    const auto c = TRY(cases::find_case(tx, who, id));
    Shown shown{.the_case = c, .request = cases::requests_of(tx, id).front()};
    shown.position = journal::head(tx);
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    shown.service = service;
    if (shown.request.person && who.may(Permission::read_person)) {
        const auto person = TRY(people::find(tx, shown.request.person));
        shown.person = person;
        people::note_read(tx, shown.request.person);
    }
    const places::LocationId location[] = {shown.request.location};
    for (const auto& [place_id, place] : places::find_many(tx, location)) shown.place = place.text;
    const auto facts = journal::facts_of(tx, id.value);
    if (!facts.empty()) shown.newest_fact = facts.back().number;
    shown.history = history_of(tx, context, c);
    shown.messages = notifications::messages_about(tx, {"request", shown.request.id.value});
    return shown;
}

void put_facts(html::Html& out, const web::Context& context, const Shown& shown) {
    std::vector<govuk::SummaryRow> rows;
    const auto add = [&](std::string key, std::string value) {
        if (!value.empty()) rows.push_back({.key = {.text = std::move(key)}, .value = {.text = std::move(value)}});
    };
    add(context.say("desk.place"), shown.place);
    for (const auto& answer : shown.request.answers) {
        const auto* question = shown.service->form.find(answer.question);
        add(question ? question->label : answer.question, question ? forms::shown(*question, answer.value) : answer.value);
    }
    add(context.say("desk.promise"), shown.service->promise);
    add(context.say("desk.outcome"), cases::outcome_shown(*shown.service, shown.the_case.outcome));
    govuk::summary_list(out, {.rows = std::move(rows)});
}

void put_messages(html::Html& out, const web::Context& context, const Shown& shown) {
    if (shown.messages.empty()) return;
    govuk::Table table{.head = {{.text = context.say("desk.message")}, {.text = context.say("desk.queued")}, {.text = context.say("desk.state")}},
                       .caption = context.say("desk.messages"),
                       .caption_classes = "govuk-table__caption--m",
                       .name_cells = true};
    for (const auto& message : shown.messages) {
        auto state = context.say("notifications.state_" + std::string(notifications::to_string(message.state)));
        if (!message.reason.empty()) state += ". " + context.say("notifications.reason_" + message.reason);
        table.rows.push_back({{.text = context.say("desk.wording." + message.wording)},
                              {.text = website::shown_time(message.queued)},
                              {.text = std::move(state)}});
    }
    out << html::wide_table(table);
}

bool was_posted_to(const web::Request& request, std::string_view action) { return request.path.ends_with(action); }

void open_form(html::Html& out, const web::Context& context, const Shown& shown, std::string_view action) {
    out << "<form method=\"post\" novalidate"_html;
    out.url("action", "/staff/cases/" + to_string(shown.the_case.id) + std::string(action));
    out.attribute("data-kept-said", context.say("desk.kept_back")) << " data-module=\"gh-keep-words\">"_html << keeping_fields(context)
        << "<input type=\"hidden\" name=\"changes\""_html;
    out.attribute("value", std::to_string(shown.the_case.changes));
    out << ">"_html;
}

/// The words typed stay in the form they were typed in, and only there.
void put_note_field(html::Html& out, const web::Request& request, const web::Context& context, std::string_view id,
                    bool typed_here, std::span<const Problem> problems) {
    govuk::textarea(out, {.id = std::string(id),
                          .name = "text",
                          .rows = 3,
                          .value = typed_here ? std::string(request.form.text("text")) : std::string(),
                          .label = {.text = context.say(id == "text" ? "desk.note_label" : "desk.note_optional")},
                          .hint = {.text = context.say("desk.note_hint")},
                          .error_message = typed_here ? html::problem_at(problems, id) : govuk::ErrorMessage{}});
}

void put_actions(html::Html& out, const web::Request& request, const web::Context& context, const Shown& shown,
                 std::span<const Problem> problems) {
    const auto& who = actor_of(context);
    const auto& c = shown.the_case;
    if (c.state == cases::State::open && access::require(who, Permission::close_case, c.owned())) {
        std::vector<govuk::RadioItem> items;
        for (const auto& outcome : shown.service->outcomes) items.push_back({.value = outcome.code, .text = outcome.label});
        open_form(out, context, shown, "/closure");
        govuk::radios(out, {.fieldset = {.legend = {.text = context.say("desk.close_legend"), .classes = "govuk-fieldset__legend--m"}},
                            .error_message = html::problem_at(problems, "outcome"),
                            .name = "outcome",
                            .items = std::move(items),
                            .value = std::string(request.form.text("outcome")),
                            .classes = "govuk-radios--small"});
        put_note_field(out, request, context, "closing-note", was_posted_to(request, "/closure"), problems);
        out << govuk::button({.text = context.say("desk.close_button"), .prevent_double_click = true}) << "</form>"_html;
    } else if (c.state == cases::State::closed && access::require(who, Permission::reopen_case, c.owned())) {
        open_form(out, context, shown, "/reopening");
        put_note_field(out, request, context, "reopening-note", was_posted_to(request, "/reopening"), problems);
        out << govuk::button({.text = context.say("desk.reopen_button"), .classes = "govuk-button--secondary"}) << "</form>"_html;
    }
}

void put_note_form(html::Html& out, const web::Request& request, const web::Context& context, const Shown& shown,
                   std::span<const Problem> problems) {
    if (!access::require(actor_of(context), Permission::note_case, shown.the_case.owned())) return;
    // A colleague was quicker: what was typed for a form that is gone can still be kept as a note.
    const bool homeless = (was_posted_to(request, "/closure") && shown.the_case.state == cases::State::closed) ||
                          (was_posted_to(request, "/reopening") && shown.the_case.state == cases::State::open);
    const bool typed_here = was_posted_to(request, "/notes") || (homeless && !request.form.text("text").empty());
    html::Html form;
    open_form(form, context, shown, "/notes");
    put_note_field(form, request, context, "text", typed_here, problems);
    form << govuk::button({.text = context.say("desk.note_button"), .classes = "govuk-button--secondary"}) << "</form>"_html;
    govuk::details(out, {.summary_text = context.say("desk.note_add"), .html = std::move(form), .open = typed_here});
}

web::Response case_page(const Site& site, const web::Request& request, const web::Context& context, const Shown& shown,
                        std::span<const Problem> problems, int status) {
    const bool open = shown.the_case.state == cases::State::open;
    html::Page page{.title = shown.service->name + " " + shown.request.reference.spoken(), .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.worklist"), .href = "/staff/worklist"});
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << heading(shown.service->name, shown.request.reference.spoken());
    std::vector<html::Fact> facts{{.name = context.say("desk.received"), .text = website::shown_time(shown.request.received_at)},
                                  {.name = context.say("desk.channel"), .text = context.say("contact.channel." + shown.request.channel)}};
    if (!shown.person.email.empty()) facts.push_back({.name = context.say("desk.email"), .text = shown.person.email});
    if (!shown.person.phone.empty()) facts.push_back({.name = context.say("desk.phone"), .text = shown.person.phone});
    out << html::identity({.name = shown.person.name.empty() ? context.say("desk.unnamed") : shown.person.name,
                           .facts = std::move(facts),
                           .aside = govuk::tag({.text = context.say(open ? "cases.state_open" : "cases.state_closed"),
                                                .classes = open ? "govuk-tag--blue" : "govuk-tag--green"})});
    out << "<div id=\"case\" data-module=\"gh-live\""_html;
    out.attribute("data-topics", "case." + to_string(shown.the_case.id)).attribute("data-after", std::to_string(shown.position));
    out.attribute("data-number", std::to_string(shown.newest_fact)).attribute("data-said", context.say("desk.case_changed"));
    out.attribute("data-link", context.say("desk.case_reload"));
    out << " data-notice=\"true\"><div class=\"gh-split\"><div>"_html;
    put_facts(out, context, shown);
    put_messages(out, context, shown);
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.history") << "</h2>"_html
        << html::timeline({.items = shown.history, .language = context.language});
    put_note_form(out, request, context, shown, problems);
    out << "</div><div>"_html;
    put_actions(out, request, context, shown, problems);
    out << "</div></div></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

/// Shows the case again with what was wrong, and with the words that were typed.
Result<web::Response> show_again(const Site& site, web::Request& request, web::Context& context, cases::CaseId id,
                                 const Refusal& refusal) {
    const bool about_input = refusal.kind == Kind::invalid || refusal.kind == Kind::conflict;
    if (!about_input) return std::unexpected(refusal);
    auto problems = refusal.fields;
    for (auto& problem : problems)  // three forms have a note; the summary leads to the one that was sent
        if (problem.field == "text" && !was_posted_to(request, "/notes"))
            problem.field = was_posted_to(request, "/closure") ? "closing-note" : "reopening-note";
    if (problems.empty()) problems.push_back({"case", context.say(refusal.key)});
    const auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_case(tx, context, id); }));
    return case_page(site, request, context, shown, problems, refusal.kind == Kind::conflict ? 409 : 422);
}

/// Runs a verb once under the form's operation, and goes back to the case.
template <class Verb>
Result<web::Response> change_case(const Site& site, web::Request& request, web::Context& context, Verb verb) {
    const auto id = TRY(case_id_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto changed = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(verb(tx, actor_of(context), id));
        return std::string("done");
    });
    if (!changed) return show_again(site, request, context, id, changed.error());
    return web::see_other("/staff/cases/" + to_string(id));
}

}  // namespace

Result<web::Response> show_case(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(case_id_of(request));
    const auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_case(tx, context, id); }));
    return case_page(site, request, context, shown, {}, 200);
}

Result<web::Response> close_case(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) {
        return cases::close_case(tx, who, id, seen_changes(request), request.form.text("outcome"), request.form.text("text"));
    });
}

Result<web::Response> reopen_case(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) {
        return cases::reopen_case(tx, who, id, seen_changes(request), "other", request.form.text("text"));
    });
}

Result<web::Response> add_note(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) {
        return cases::add_note(tx, who, id, request.form.text("text"));
    });
}

}  // namespace desk
