// Handing one task over, and giving it back: to whom, and what they need to know.

#include "casework/casework.h"
#include "desk/case_page.h"
#include "desk/promise.h"
#include "desk/task_page.h"
#include "html/govuk.h"
#include "html/problems.h"

namespace desk {
namespace {

namespace govuk = html::govuk;
using access::Permission;

struct TaskHanding {
    TaskShown shown;
    std::vector<access::Team> teams;
    std::vector<access::Staff> colleagues;
    std::map<access::StaffId, casework::Away> away;
};

Result<TaskHanding> read_task_handing(db::Tx& tx, const web::Context& context, casework::TaskId id) {
    auto shown = TRY(read_task(tx, context, id));
    auto colleagues = casework::possible_owners(tx, shown.task);
    return TaskHanding{std::move(shown), access::all_teams(tx), std::move(colleagues), casework::all_away_now(tx)};
}

void put_why(html::Html& out, const web::Request& request, const web::Context& context, const char* label, std::span<const Problem> problems) {
    govuk::textarea(out, {.id = "text",
                          .name = "text",
                          .rows = 4,
                          .value = std::string(request.form.text("text")),
                          .label = {.text = context.say(label), .classes = "govuk-label--s"},
                          .hint = {.text = context.say("desk.note_hint")},
                          .error_message = html::problem_at(problems, "text")});
}

void put_handover_form(html::Html& out, const web::Request& request, const web::Context& context, const TaskHanding& handing, std::span<const Problem> problems) {
    const auto& task = handing.shown.task;
    std::vector<govuk::SelectItem> teams, people{{.value = "", .text = context.say("desk.hand_over_nobody")}};
    for (const auto& team : handing.teams) teams.push_back({.value = to_string(team.id), .text = team.name});
    for (const auto& colleague : handing.colleagues) {
        const auto away = handing.away.find(colleague.id);
        people.push_back({.value = to_string(colleague.id), .text = away == handing.away.end() ? colleague.name : context.say("desk.person_away", {{"name", colleague.name}, {"day", shown_day(context, away->second.until)}})});
    }
    const auto chosen = [&](const char* name, const std::string& otherwise) { return request.form.has(name) ? std::string(request.form.text(name)) : otherwise; };
    open_task_form(out, context, task, "/handover");
    out << govuk::select({.id = "team",
                          .name = "team",
                          .items = std::move(teams),
                          .value = chosen("team", to_string(task.team)),
                          .label = {.text = context.say("desk.hand_over_team"), .classes = "govuk-label--s"},
                          .error_message = html::problem_at(problems, "team")})
        << govuk::select({.id = "owner",
                          .name = "owner",
                          .items = std::move(people),
                          .value = chosen("owner", ""),
                          .label = {.text = context.say("desk.hand_over_person"), .classes = "govuk-label--s"},
                          .hint = {.text = context.say("desk.hand_over_person_hint", {{"team", handing.shown.team}})},
                          .error_message = html::problem_at(problems, "owner")});
    put_why(out, request, context, "desk.hand_over_note", problems);
    govuk::button(out, {.text = context.say("desk.hand_over_button"), .prevent_double_click = true});
    out << "</form>"_html;
}

void put_return_form(html::Html& out, const web::Request& request, const web::Context& context, const TaskHanding& handing, std::span<const Problem> problems) {
    out << "<p class=\"govuk-body\">"_html << context.say("desk.task_return_where", {{"team", handing.shown.team}}) << "</p>"_html;
    put_handing(out, context, handing.shown);
    open_task_form(out, context, handing.shown.task, "/return");
    put_why(out, request, context, "desk.task_return_why", problems);
    govuk::button(out, {.text = context.say("desk.task_return"), .prevent_double_click = true});
    out << "</form>"_html;
}

enum class Going { over, back };

web::Response handing_page(const Site& site, const web::Request& request, const web::Context& context, const TaskHanding& handing, Going going,
                           std::span<const Problem> problems, int status) {
    const auto& shown = handing.shown;
    const auto title = context.say(going == Going::over ? "desk.task_hand_over_title" : "desk.task_return_title");
    html::Page page{.title = title, .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.back_to_task"), .href = task_address(shown.task)});
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language)
        << heading(title, shown.task.name + ", " + shown.service->name + " " + shown.request().reference.spoken());
    if (going == Going::over)
        put_handover_form(out, request, context, handing, problems);
    else
        put_return_form(out, request, context, handing, problems);
    out << "</div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

Result<web::Response> show_handing(const Site& site, web::Request& request, web::Context& context, Going going) {
    const auto id = TRY(task_id_of(request));
    const auto handing = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<TaskHanding> {
        auto read = TRY(read_task_handing(tx, context, id));
        const auto& task = read.shown.task;
        TRY(casework::could_do(actor_of(context), task, going == Going::over ? casework::Doing::handing_over : casework::Doing::giving_back));
        return read;
    }));
    return handing_page(site, request, context, handing, going, {}, 200);
}

/// Hands it over or back; says whether it is still in sight.
Result<std::string> hand(db::Tx& tx, const web::Request& request, const web::Context& context, casework::TaskId id, Going going) {
    const auto& who = actor_of(context);
    TRY(access::confirm(tx, who));
    const auto words = request.form.text("text");
    if (going == Going::back) {
        TRY(casework::return_task(tx, who, id, seen_changes(request), words));
        return std::string("seen");
    }
    const auto team = parse_id<access::TeamId>(request.form.text("team")).value_or(access::TeamId{});
    const auto owner = parse_id<access::StaffId>(request.form.text("owner")).value_or(access::StaffId{});
    const auto task = TRY(casework::give_task(tx, who, id, seen_changes(request), team, owner, words));
    return std::string(access::scope_of(who, Permission::read_case).allows(task.owned()) ? "seen" : "gone");
}

Result<web::Response> send_handing(const Site& site, web::Request& request, web::Context& context, Going going) {
    const auto id = TRY(task_id_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto handed = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) { return hand(tx, request, context, id, going); });
    if (handed) return web::see_other(handed->text == "seen" ? "/staff/tasks/" + to_string(id) : std::string("/staff/work"));
    const auto& refusal = handed.error();
    if (refusal.kind != Kind::invalid && refusal.kind != Kind::conflict) return show_unsaved(site, request, context, refusal);
    auto problems = refusal.fields;
    if (problems.empty()) problems.push_back({going == Going::over ? "team" : "text", context.say(refusal.key)});
    const auto handing = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_task_handing(tx, context, id); });
    if (!handing) return show_unsaved(site, request, context, handing.error());
    return handing_page(site, request, context, *handing, going, problems, refusal.kind == Kind::conflict ? 409 : 422);
}

}  // namespace

Result<web::Response> show_task_handover(const Site& site, web::Request& request, web::Context& context) { return show_handing(site, request, context, Going::over); }
Result<web::Response> hand_task_over(const Site& site, web::Request& request, web::Context& context) { return send_handing(site, request, context, Going::over); }
Result<web::Response> show_task_return(const Site& site, web::Request& request, web::Context& context) { return show_handing(site, request, context, Going::back); }
Result<web::Response> return_task(const Site& site, web::Request& request, web::Context& context) { return send_handing(site, request, context, Going::back); }

}  // namespace desk
