// Handing a case over: to whom, and what they need to know.

#include "desk/case_page.h"
#include "desk/parts.h"
#include "html/govuk.h"
#include "html/problems.h"

namespace desk {
namespace {

namespace govuk = html::govuk;

struct Handing {
    CaseShown shown;
    std::vector<access::Team> teams;
    std::vector<access::Staff> colleagues;
};

Result<Handing> read_handing(db::Tx& tx, const web::Request& request, const web::Context& context, cases::CaseId id) {
    auto shown = TRY(read_case(tx, request, context, id));
    TRY(access::require(actor_of(context), access::Permission::assign_case, shown.the_case.owned()));
    auto colleagues = cases::possible_owners(tx, shown.the_case);
    return Handing{std::move(shown), access::all_teams(tx), std::move(colleagues)};
}

void put_form(html::Html& out, const web::Request& request, const web::Context& context, const Handing& handing, std::span<const Problem> problems) {
    const auto& c = handing.shown.the_case;
    std::vector<govuk::SelectItem> teams, people{{.value = "", .text = context.say("desk.hand_over_nobody")}};
    for (const auto& team : handing.teams) teams.push_back({.value = to_string(team.id), .text = team.name});
    for (const auto& colleague : handing.colleagues) people.push_back({.value = to_string(colleague.id), .text = colleague.name});
    const auto typed = [&](const char* name, const std::string& otherwise) {
        return request.form.has(name) ? std::string(request.form.text(name)) : otherwise;
    };
    open_case_form(out, context, handing.shown, "/handover");
    out << govuk::select({.id = "team",
                          .name = "team",
                          .items = std::move(teams),
                          .value = typed("team", to_string(c.team)),
                          .label = {.text = context.say("desk.hand_over_team"), .classes = "govuk-label--s"},
                          .error_message = html::problem_at(problems, "team"),
                          .attributes = problems.empty() ? govuk::Attributes{{"autofocus"}} : govuk::Attributes{}})
        << govuk::select({.id = "owner",
                          .name = "owner",
                          .items = std::move(people),
                          .value = typed("owner", ""),
                          .label = {.text = context.say("desk.hand_over_person"), .classes = "govuk-label--s"},
                          .hint = {.text = context.say("desk.hand_over_person_hint", {{"team", handing.shown.team}})},
                          .error_message = html::problem_at(problems, "owner")})
        << govuk::textarea({.id = "handover-text",
                            .name = "text",
                            .rows = 4,
                            .value = std::string(request.form.text("text")),
                            .label = {.text = context.say("desk.hand_over_note"), .classes = "govuk-label--s"},
                            .hint = {.text = context.say("desk.note_hint")},
                            .error_message = html::problem_at(problems, "handover-text")})
        << govuk::button({.text = context.say("desk.hand_over_button"), .prevent_double_click = true}) << "</form>"_html;
}

web::Response handover_page(const Site& site, const web::Request& request, const web::Context& context, const Handing& handing,
                            std::span<const Problem> problems, int status) {
    const auto& shown = handing.shown;
    html::Page page{.title = context.say("desk.hand_over"), .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.back_to_case"), .href = "/staff/cases/" + to_string(shown.the_case.id) + (shown.call ? "?call=" + to_string(shown.call) : std::string())});
    page.main << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language)
              << heading(context.say("desk.hand_over"), shown.service->name + " " + shown.request().reference.spoken());
    put_form(page.main, request, context, handing, problems);
    page.main << "</div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_hand_over(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(case_id_of(request));
    const auto handing = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_handing(tx, request, context, id); }));
    return handover_page(site, request, context, handing, {}, 200);
}

Result<web::Response> hand_over(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(case_id_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    const cases::To to{.team = parse_id<access::TeamId>(request.form.text("team")).value_or(access::TeamId{}),
                       .owner = parse_id<access::StaffId>(request.form.text("owner")).value_or(access::StaffId{})};
    const auto handed = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        const auto done = TRY(cases::hand_over(tx, actor_of(context), id, seen_changes(request), to, request.form.text("text")));
        return std::string(done.still_seen ? "seen" : "gone");
    });
    if (handed && (handed->text == "seen" || call_behind(request))) return web::see_other(address_after(request, id));
    if (handed) return web::see_other("/staff/worklist");
    const auto& refusal = handed.error();
    if (refusal.kind != Kind::invalid && refusal.kind != Kind::conflict) return show_unsaved(site, request, context, refusal);
    auto problems = refusal.fields;
    for (auto& problem : problems)
        if (problem.field == "text") problem.field = "handover-text";
    if (problems.empty()) problems.push_back({"team", context.say(refusal.key)});
    const auto handing = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_handing(tx, request, context, id); });
    if (!handing) return show_unsaved(site, request, context, handing.error());
    return handover_page(site, request, context, *handing, problems, refusal.kind == Kind::conflict ? 409 : 422);
}

}  // namespace desk
