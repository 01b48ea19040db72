// Skills: which there are, who of one's teams holds them until when, what waits for somebody who does; and saying so.

#include "access/skills.h"
#include "casework/tasks.h"
#include "desk/pages.h"
#include "desk/parts.h"
#include "desk/promise.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

constexpr const char* skills_address = "/staff/skills";

struct SkillsShown {
    std::vector<access::Skill> skills;
    std::vector<access::Staff> people;                          // of whom it may be said
    std::map<std::string, std::vector<access::HeldSkill>> held;  // by skill, in the order of `people`
    std::map<std::string, std::int64_t> waiting;                // open tasks nobody has, by skill

    std::string name_of(access::StaffId id) const {
        const auto found = std::ranges::find(people, id, &access::Staff::id);
        return found == people.end() ? std::string() : found->name;
    }
};

Result<SkillsShown> read_skills(db::Tx& tx, const web::Context& context) {
    const auto& who = actor_of(context);
    SkillsShown shown{.skills = access::all_skills(tx), .people = access::whose_skills_may_say(tx, who), .held = {}, .waiting = casework::waiting_by_skill(tx, who)};
    for (const auto& person : shown.people)
        for (auto& held : access::skills_of(tx, person.id)) shown.held[held.skill].push_back(std::move(held));
    return shown;
}

html::Html withdrawal_of(const web::Context& context, const SkillsShown& shown, const access::Skill& skill, access::StaffId staff) {
    html::Html form = "<form method=\"post\" novalidate"_html;
    form.url("action", std::string(skills_address) + "/" + to_string(staff) + "/" + skill.code + "/withdrawal") << ">"_html << website::seal_fields(context);
    govuk::button(form, {.text = context.say("desk.skills_take_away"),
                         .html = {},
                         .prevent_double_click = true,
                         .classes = "govuk-button--secondary govuk-!-margin-bottom-0",
                         .attributes = {{"aria-label", context.say("desk.skills_take_away_of", {{"skill", skill.name}, {"name", shown.name_of(staff)}})}}});
    return form << "</form>"_html;
}

std::string how_long(const web::Context& context, const access::HeldSkill& held) {
    if (!held.until) return context.say("desk.skills_for_good");
    return context.say(held.holds_at(context.now) ? "desk.skills_until" : "desk.skills_ran_out", {{"day", shown_day(context, *held.until)}});
}

void put_holders(html::Html& out, const web::Context& context, const SkillsShown& shown, const access::Skill& skill) {
    const auto found = shown.held.find(skill.code);
    const bool is_held = found != shown.held.end() && std::ranges::any_of(found->second, [&](const auto& each) { return each.holds_at(context.now); });
    if (!is_held) {
        out << "<p class=\"govuk-body\">"_html;
        html::badge(out, {.text = context.say("desk.skills_nobody"), .kind = "late"});
        out << "</p>"_html;
    }
    if (found == shown.held.end()) return;
    govuk::Table table{.head = {{.text = context.say("desk.skills_holder")}, {.text = context.say("desk.skills_holds_until")}, {.text = context.say("desk.skills_action")}},
                       .caption = skill.name,
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& held : found->second)
        table.rows.push_back({{.text = shown.name_of(held.staff)}, {.text = how_long(context, held)}, {.html = withdrawal_of(context, shown, skill, held.staff)}});
    out << html::wide_table(table);
}

void put_skill(html::Html& out, const web::Context& context, const SkillsShown& shown, const access::Skill& skill) {
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << skill.name << "</h2>"_html;
    if (!skill.about.empty()) out << "<p class=\"govuk-body\">"_html << skill.about << "</p>"_html;
    if (const auto waiting = shown.waiting.find(skill.code); waiting != shown.waiting.end())
        out << "<p class=\"govuk-body\">"_html << context.say(waiting->second == 1 ? "desk.skills_waiting_one" : "desk.skills_waiting_many", {{"count", std::to_string(waiting->second)}})
            << "</p>"_html;
    put_holders(out, context, shown, skill);
    out << "</section>"_html;
}

void put_skill_form(html::Html& out, const web::Request& request, const web::Context& context, const SkillsShown& shown, std::span<const Problem> problems) {
    std::vector<govuk::SelectItem> people{{.value = "", .text = context.say("desk.skills_choose_who")}}, skills{{.value = "", .text = context.say("desk.skills_choose_which")}};
    for (const auto& person : shown.people) people.push_back({.value = to_string(person.id), .text = person.name});
    for (const auto& skill : shown.skills) skills.push_back({.value = skill.code, .text = skill.name});
    const auto chosen = [&](const char* name) { return std::string(request.form.text(name)); };
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << context.say("desk.skills_form") << "</h2><form method=\"post\" novalidate"_html;
    out.url("action", skills_address) << ">"_html << website::seal_fields(context);
    govuk::select(out, {.id = "staff", .name = "staff", .items = std::move(people), .value = chosen("staff"), .label = {.text = context.say("desk.skills_who"), .classes = "govuk-label--s"},
                        .error_message = html::problem_at(problems, "staff", context.language)});
    govuk::select(out, {.id = "skill", .name = "skill", .items = std::move(skills), .value = chosen("skill"), .label = {.text = context.say("desk.skills_which"), .classes = "govuk-label--s"},
                        .error_message = html::problem_at(problems, "skill", context.language)});
    govuk::Radios lengths{.fieldset = {.legend = {.text = context.say("desk.skills_how_long"), .classes = "govuk-fieldset__legend--s"}},
                          .error_message = html::problem_at(problems, "length", context.language),
                          .id_prefix = "length",
                          .name = "length",
                          .value = chosen("length"),
                          .classes = "govuk-radios--small"};
    for (const auto validity : access::all_validities())
        lengths.items.push_back({.value = std::string(access::code_of(validity)), .text = context.say("desk.skills_valid_" + std::string(access::code_of(validity)))});
    govuk::radios(out, lengths);
    govuk::button(out, {.text = context.say("desk.skills_save"), .prevent_double_click = true});
    out << "</form></section>"_html;
}

web::Response skills_page(const Site& site, const web::Request& request, const web::Context& context, const SkillsShown& shown, std::span<const Problem> problems, int status) {
    html::Page page{.title = context.say("desk.skills"), .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.back_to_board"), .href = "/staff/board"});
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << heading(context.say("desk.skills")) << "<p class=\"govuk-body\">"_html << context.say("desk.skills_intro")
        << "</p><div class=\"gh-split\"><div>"_html;
    if (shown.skills.empty()) out << html::empty_state({.text = context.say("desk.skills_none")});
    for (const auto& skill : shown.skills) put_skill(out, context, shown, skill);
    out << "</div><div class=\"gh-split__side\">"_html;
    if (!shown.skills.empty()) put_skill_form(out, request, context, shown, problems);
    out << "</div></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

Result<std::string> grant_as_typed(db::Tx& tx, const web::Request& request, const web::Context& context) {
    TRY(access::confirm(tx, actor_of(context)));
    const auto staff = parse_id<access::StaffId>(request.form.text("staff"));
    const auto skill = request.form.text("skill");
    const auto length = access::validity_from(request.form.text("length"));
    std::vector<Problem> problems;
    if (!staff) problems.push_back({"staff", "access.skill_of_whom"});
    if (skill.empty()) problems.push_back({"skill", "access.no_such_skill"});
    if (!length) problems.push_back({"length", "desk.skills_how_long_missing"});
    if (!problems.empty()) return refuse_fields("forms.problems", std::move(problems));
    TRY(access::grant_skill(tx, actor_of(context), *staff, skill, *length));
    return std::string("granted");
}

}  // namespace

Result<web::Response> show_skills(const Site& site, web::Request& request, web::Context& context) {
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_skills(tx, context); }));
    return skills_page(site, request, context, shown, {}, 200);
}

Result<web::Response> grant_skill(const Site& site, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto granted = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) { return grant_as_typed(tx, request, context); });
    if (granted) return web::see_other(skills_address);
    if (granted.error().kind != Kind::invalid) return std::unexpected(granted.error());
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_skills(tx, context); }));
    return skills_page(site, request, context, shown, granted.error().fields, 422);
}

Result<web::Response> withdraw_skill(const Site&, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto staff = parse_id<access::StaffId>(request.param("staff")).value_or(access::StaffId{});
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(access::withdraw_skill(tx, actor_of(context), staff, request.param("skill")));
        return std::string("withdrawn");
    }));
    return web::see_other(skills_address);
}

}  // namespace desk
