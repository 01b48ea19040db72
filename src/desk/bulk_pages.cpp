// One thing done with many tasks: what will be done, said beforehand; then what was done, and what was refused and why.

#include "base/text.h"
#include "casework/bulk.h"
#include "desk/board_page.h"
#include "desk/promise.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;
using casework::Doing;

/// The chosen tasks, and what each may come to.
struct Selection {
    Doing what = Doing::taking;
    TasksListed listed;
    std::map<casework::TaskId, std::string> refused;  // why, for those it cannot be done with
    std::vector<access::Team> teams;
    std::vector<access::Staff> people;  // of the teams that the tasks are with
    std::map<access::StaffId, casework::Away> away;
    bool is_cut = false;  // more were chosen than can be done at once

    std::size_t possible() const { return listed.tasks.size() - refused.size(); }
};

/// Where the page came from: the board as it was narrowed.
casework::BoardWanted board_behind(const web::Fields& fields) {
    return {.team = parse_id<access::TeamId>(fields.text("team")).value_or(access::TeamId{}), .service = std::string(fields.text("service")), .area = std::string(fields.text("ward"))};
}

/// Each once, in their order.
std::vector<casework::TaskId> chosen_tasks(const web::Fields& fields) {
    std::vector<casework::TaskId> ids;
    for (const auto& chosen : fields.all("task"))
        if (const auto id = parse_id<casework::TaskId>(chosen); id && std::ranges::find(ids, *id) == ids.end()) ids.push_back(*id);
    return ids;
}

Result<Selection> read_selection(db::Tx& tx, const web::Context& context, const web::Fields& fields) {
    const auto& who = actor_of(context);
    const auto what = casework::doing_from(fields.text("what"));
    if (!what) return refuse(Kind::not_found, "web.not_found");
    Selection selection{.what = *what};
    std::vector<casework::Task> tasks;
    auto chosen = chosen_tasks(fields);
    selection.is_cut = chosen.size() > casework::most_at_once;
    if (selection.is_cut) chosen.resize(casework::most_at_once);
    for (const auto id : chosen)
        if (auto task = casework::find_task(tx, who, id)) tasks.push_back(*std::move(task));
    for (const auto& task : tasks) {
        if (const auto could = casework::could_do(tx, who, task, *what); !could) selection.refused.emplace(task.id, context.say(could.error().key));
        if (*what == Doing::handing_over)
            for (auto& person : casework::possible_owners(tx, task))
                if (std::ranges::find(selection.people, person.id, &access::Staff::id) == selection.people.end()) selection.people.push_back(std::move(person));
    }
    std::ranges::sort(selection.people, {}, &access::Staff::name);
    if (*what == Doing::handing_over) selection.teams = access::all_teams(tx);
    selection.away = casework::all_away_now(tx);
    auto listed = TRY(furnish_tasks(tx, std::move(tasks)));
    selection.listed = std::move(listed);
    return selection;
}

std::string spoken(const web::Context& context, Doing what, const char* of, std::size_t count) {
    return context.say("desk.bulk_" + std::string(casework::code_of(what)) + of + (count == 1 ? "_one" : "_many"), {{"count", std::to_string(count)}});
}

/// One task in a list of what will be or was done: the link, its case, and beside it what becomes of it.
void put_task_line(html::Html& out, const TasksListed& listed, const casework::Task& task, const std::string& said) {
    const auto about = listed.about.find(task.case_id);
    out << "<li><a class=\"govuk-link\""_html;
    out.url("href", task_address(task)) << ">"_html << task.name << "</a>"_html;
    if (about != listed.about.end()) out << ", "_html << about->second.service << (about->second.place.empty() ? "" : ", ") << about->second.place << ", "_html << about->second.reference;
    if (!said.empty()) out << "<br><span class=\"gh-bulk__why\">"_html << said << "</span>"_html;
    out << "</li>"_html;
}

void put_outcomes(html::Html& out, const TasksListed& listed, const std::map<casework::TaskId, std::string>& said, bool those_said) {
    out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (const auto& task : listed.tasks) {
        const auto why = said.find(task.id);
        if ((why != said.end()) == those_said) put_task_line(out, listed, task, those_said ? why->second : std::string());
    }
    out << "</ul>"_html;
}

void put_targets(html::Html& out, const web::Request& request, const web::Context& context, const Selection& selection, std::span<const Problem> problems) {
    std::vector<govuk::SelectItem> teams{{.value = "", .text = context.say("desk.bulk_same_team")}}, people{{.value = "", .text = context.say("desk.hand_over_nobody")}};
    for (const auto& team : selection.teams) teams.push_back({.value = to_string(team.id), .text = team.name});
    for (const auto& person : selection.people) {
        const auto away = selection.away.find(person.id);
        people.push_back({.value = to_string(person.id), .text = away == selection.away.end() ? person.name : context.say("desk.person_away", {{"name", person.name}, {"day", shown_day(context, away->second.until)}})});
    }
    govuk::select(out, {.id = "to-team", .name = "to_team", .items = std::move(teams), .value = std::string(request.form.text("to_team")), .label = {.text = context.say("desk.hand_over_team"), .classes = "govuk-label--s"}, .error_message = html::problem_at(problems, "to-team")});
    govuk::select(out, {.id = "owner", .name = "owner", .items = std::move(people), .value = std::string(request.form.text("owner")), .label = {.text = context.say("desk.hand_over_person"), .classes = "govuk-label--s"}, .error_message = html::problem_at(problems, "owner")});
}

void put_bulk_day(html::Html& out, const web::Request& request, const web::Context& context, std::span<const Problem> problems) {
    govuk::input(out, {.id = "due", .name = "due", .type = "date", .value = std::string(request.form.text("due")), .label = {.text = context.say("desk.bulk_day"), .classes = "govuk-label--s"}, .error_message = html::problem_at(problems, "due"), .classes = "govuk-input--width-10"});
}

void put_passed_on(html::Html& out, std::string_view name, const std::string& value) {
    if (value.empty()) return;
    out << "<input type=\"hidden\""_html;
    out.attribute("name", name).attribute("value", value) << ">"_html;
}

void put_bulk_form(html::Html& out, const web::Request& request, const web::Context& context, const Selection& selection, std::span<const Problem> problems) {
    const auto& fields = request.method == web::Method::post ? request.form : request.query;
    const auto seen = [&](const casework::Task& task) {  // as they were when they were chosen, so that somebody quicker is seen
        const auto name = "seen-" + to_string(task.id);
        return request.form.has(name) ? std::string(request.form.text(name)) : std::to_string(task.changes);
    };
    out << "<form method=\"post\" action=\"/staff/board/selection\" novalidate data-module=\"gh-keep-words\""_html;
    out.attribute("data-kept-said", context.say("desk.kept_back")) << ">"_html << keeping_fields(context);
    put_passed_on(out, "what", std::string(casework::code_of(selection.what)));
    for (const auto* name : {"team", "service", "ward"}) put_passed_on(out, name, std::string(fields.text(name)));
    for (const auto& task : selection.listed.tasks) {
        if (selection.refused.contains(task.id)) continue;
        put_passed_on(out, "task", to_string(task.id));
        put_passed_on(out, "seen-" + to_string(task.id), seen(task));
    }
    if (selection.what == Doing::handing_over) put_targets(out, request, context, selection, problems);
    if (selection.what == Doing::moving) put_bulk_day(out, request, context, problems);
    if (selection.what != Doing::taking)
        govuk::textarea(out, {.id = "text",
                              .name = "text",
                              .rows = 4,
                              .value = std::string(request.form.text("text")),
                              .label = {.text = context.say(selection.what == Doing::handing_over ? "desk.hand_over_note" : "desk.bulk_why"), .classes = "govuk-label--s"},
                              .hint = {.text = context.say("desk.bulk_note_hint")},
                              .error_message = html::problem_at(problems, "text")});
    govuk::button(out, {.text = spoken(context, selection.what, "_button", selection.possible()), .prevent_double_click = true});
    out << "</form>"_html;
}

web::Response selection_page(const Site& site, const web::Request& request, const web::Context& context, const Selection& selection, std::span<const Problem> problems, int status) {
    const auto& fields = request.method == web::Method::post ? request.form : request.query;
    const auto title = context.say("desk.bulk_" + std::string(casework::code_of(selection.what)));
    html::Page page{.title = title, .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.back_to_board"), .href = board_address_of(board_behind(fields))});
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language) << heading(title, context.say("desk.bulk_before"));
    if (selection.is_cut) out << "<p class=\"govuk-inset-text\">"_html << context.say("desk.bulk_cut", {{"count", std::to_string(casework::most_at_once)}}) << "</p>"_html;
    if (selection.listed.tasks.empty()) {
        out << html::empty_state({.text = context.say("desk.bulk_nothing")});
    } else {
        if (selection.possible() > 0) {
            out << "<h2 class=\"govuk-heading-m\">"_html << spoken(context, selection.what, "_will", selection.possible()) << "</h2>"_html;
            put_outcomes(out, selection.listed, selection.refused, false);
        }
        if (!selection.refused.empty()) {
            out << "<h2 class=\"govuk-heading-m\">"_html << context.say(selection.refused.size() == 1 ? "desk.bulk_left_one" : "desk.bulk_left_many", {{"count", std::to_string(selection.refused.size())}})
                << "</h2>"_html;
            put_outcomes(out, selection.listed, selection.refused, true);
        }
        if (selection.possible() > 0) put_bulk_form(out, request, context, selection, problems);
    }
    out << "</div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

/// What came of it, task by task.
web::Response result_page(const Site& site, const web::Request& request, const web::Context& context, const Selection& selection, const std::map<casework::TaskId, std::string>& refused) {
    const auto done = selection.listed.tasks.size() - refused.size();
    html::Page page{.title = spoken(context, selection.what, "_done", done)};
    page.before_main = govuk::back_link({.text = context.say("desk.back_to_board"), .href = board_address_of(board_behind(request.form))});
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << heading(page.title);
    if (done > 0) put_outcomes(out, selection.listed, refused, false);
    if (!refused.empty()) {
        out << "<h2 class=\"govuk-heading-m\">"_html << context.say(refused.size() == 1 ? "desk.bulk_refused_one" : "desk.bulk_refused_many", {{"count", std::to_string(refused.size())}}) << "</h2>"_html;
        put_outcomes(out, selection.listed, refused, true);
    }
    out << govuk::button({.text = context.say("desk.back_to_board"), .href = board_address_of(board_behind(request.form))}) << "</div>"_html;
    return site.staff_page(request, context, std::move(page));
}

/// What is wrong with the form as a whole: it would be refused for every task alike.
std::vector<Problem> problems_of(const web::Request& request, const web::Context& context, const casework::Bulk& bulk) {
    std::vector<Problem> problems;
    if (bulk.what == Doing::moving && bulk.due <= context.now) problems.push_back({"due", context.say("casework.day_out_of_reach")});
    if (bulk.what != Doing::taking && request.form.text("text").empty())
        problems.push_back({"text", context.say(bulk.what == Doing::handing_over ? "cases.hand_over_note_empty" : bulk.what == Doing::moving ? "casework.move_why" : "casework.return_why")});
    return problems;
}

casework::Bulk bulk_from(const web::Request& request, const web::Context& context, Doing what) {
    return {.what = what,
            .team = parse_id<access::TeamId>(request.form.text("to_team")).value_or(access::TeamId{}),
            .owner = parse_id<access::StaffId>(request.form.text("owner")).value_or(access::StaffId{}),
            .due = end_of_day(context, request.form.text("due")).value_or(Instant{}),
            .words = std::string(request.form.text("text"))};
}

std::int64_t seen_of(const web::Request& request, casework::TaskId id) {
    const auto text = request.form.text("seen-" + to_string(id));
    return parse_id<casework::TaskId>(text).value_or(casework::TaskId{}).value;
}

/// The refusal in words: of a field, what is wrong with it.
std::string said_of(const web::Context& context, const Refusal& refusal) {
    return refusal.fields.empty() ? context.say(refusal.key) : refusal.fields.front().message;
}

/// The operation of one task among those of a form; like any, it begins with when it was made.
std::string operation_with(const db::Operation& form, casework::TaskId task) {
    constexpr std::size_t moment = 8, length = 32;
    return form.id.substr(0, moment) + base::to_hex(base::sha256(form.id + '.' + to_string(task))).substr(0, length - moment);
}

}  // namespace

Result<web::Response> show_selection(const Site& site, web::Request& request, web::Context& context) {
    const auto selection = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_selection(tx, context, request.query); }));
    return selection_page(site, request, context, selection, {}, 200);
}

Result<web::Response> do_selection(const Site& site, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    auto selection = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_selection(tx, context, request.form); }));
    const auto bulk = bulk_from(request, context, selection.what);
    if (const auto problems = problems_of(request, context, bulk); !problems.empty()) return selection_page(site, request, context, selection, problems, 422);
    std::map<casework::TaskId, std::string> refused;
    for (const auto& task : selection.listed.tasks) {  // each under an operation of its own, so that a repeat says the same again
        const db::Operation own{operation_with(operation, task.id), operation.digest};
        const auto done = context.tenant.db.write_once(context.for_db(), own, [&](db::Tx& tx) -> Result<std::string> {
            TRY(access::confirm(tx, actor_of(context)));
            TRY(casework::do_with(tx, actor_of(context), task.id, seen_of(request, task.id), bulk));
            return std::string("done");
        });
        if (!done) refused.emplace(task.id, said_of(context, done.error()));
    }
    return result_page(site, request, context, selection, refused);
}

}  // namespace desk
