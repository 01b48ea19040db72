// The work on a case, step by step: a step is put behind another one or taken out, in a list.

#include "designer/pages.h"

#include "access/skills.h"
#include "base/text.h"
#include "designer/step_list.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <algorithm>

namespace designer {
namespace {

namespace govuk = html::govuk;

struct StepsShown {
    Workshop shop;
    std::vector<std::string> teams;
    std::vector<access::Skill> skills;
};

void put_step_list(html::Html& out, const web::Context& context, const Workshop& shop, const std::vector<ListedStep>& steps) {
    if (steps.empty()) {
        out << html::empty_state({.text = context.say("designer.no_steps")});
        return;
    }
    out << "<ol class=\"govuk-list gh-in-order\">"_html;
    for (const auto& step : steps) {
        out << "<li class=\"gh-in-order__item\"><div><strong>"_html << step.number << ". "_html << (step.name.empty() ? step.kind : step.name) << "</strong><br><span class=\"gh-quiet\">"_html << step.kind;
        if (!step.lane.empty()) out << " · "_html << step.lane;
        out << "</span>"_html;
        for (const auto& way : step.then) out << "<br><span class=\"gh-quiet\">"_html << way << "</span>"_html;
        out << "</div>"_html;
        if (step.can_go) {
            open_form(out, context, shop.address("/steps/removal"), seal_of(shop.text(catalogue::process_file)));
            out << "<button class=\"gh-link-button\" name=\"step\""_html;
            out.attribute("value", step.id) << ">"_html << context.say("designer.step_remove") << "<span class=\"govuk-visually-hidden\">: "_html << step.name << "</span></button></form>"_html;
        }
        out << "</li>"_html;
    }
    out << "</ol>"_html;
}

void put_new_step(html::Html& out, const web::Request& request, const web::Context& context, const StepsShown& shown, const std::vector<ListedStep>& steps, std::span<const Problem> problems) {
    const auto typed = [&](const char* field) { return std::string(request.form.text(field)); };
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.step_add") << "</h2>"_html;
    open_form(out, context, {}, seal_of(shown.shop.text(catalogue::process_file)));
    const auto choose = [&](const char* field, std::vector<govuk::SelectItem> items) {
        govuk::select(out, {.id = field, .name = field, .items = std::move(items), .value = typed(field), .label = {.text = context.say(std::string("designer.step_") + field)},
                            .error_message = html::problem_at(problems, field, context.language)});
    };
    const auto write = [&](const char* field) {
        const auto hint = std::string("designer.step_") + field + "_hint";
        govuk::input(out, {.id = field, .name = field, .value = typed(field), .label = {.text = context.say(std::string("designer.step_") + field)},
                           .hint = {.text = base::has_words(hint) ? context.say(hint) : std::string()}, .error_message = html::problem_at(problems, field, context.language)});
    };
    std::vector<govuk::SelectItem> after, others{{.value = "", .text = context.say("designer.step_anybody")}};
    for (const auto& step : steps) {
        const auto name = step.number + ". " + (step.name.empty() ? step.kind : step.name);
        if (step.can_follow) after.push_back({.value = step.id, .text = name});
        if (step.is_task) others.push_back({.value = step.id, .text = name});
    }
    write("name");
    choose("after", std::move(after));
    std::vector<govuk::SelectItem> teams{{.value = "", .text = context.say("designer.step_same_team")}}, skills{{.value = "", .text = context.say("designer.step_no_skill")}}, forms{{.value = "", .text = context.say("designer.step_no_form")}};
    for (const auto& team : shown.teams) teams.push_back({.value = team, .text = team});
    for (const auto& skill : shown.skills) skills.push_back({.value = skill.code, .text = skill.name});
    if (shown.shop.definition)
        for (const auto& form : shown.shop.definition->task_forms) forms.push_back({.value = form.code, .text = form.code});
    choose("team", std::move(teams));
    choose("skill", std::move(skills));
    if (forms.size() > 1) choose("form", std::move(forms));
    choose("not-by", std::move(others));
    write("plain");
    govuk::button(out, {.text = context.say("designer.step_add"), .prevent_double_click = true});
    out << "</form></section>"_html;
}

Result<web::Response> steps_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<StepsShown> {
        auto shop = TRY(open_workshop(tx, parts, request));
        StepsShown read{.shop = std::move(shop), .teams = {}, .skills = access::all_skills(tx)};
        for (const auto& team : access::all_teams(tx)) read.teams.push_back(team.name);
        return read;
    }));
    const auto steps = steps_of(shown.shop.text(catalogue::process_file));
    auto page = page_about(context, shown.shop, context.say("designer.part_steps"), problems);
    if (status == 409) page.main << govuk::inset_text({.text = context.say("designer.meanwhile")});
    page.main << "<div class=\"gh-split\"><div><p class=\"govuk-body\">"_html << context.say("designer.steps_text") << "</p><p class=\"govuk-body\"><a class=\"govuk-link\""_html;
    page.main.url("href", shown.shop.address("/map")) << ">"_html << context.say("designer.steps_drawn") << "</a></p>"_html;
    put_step_list(page.main, context, shown.shop, steps);
    page.main << "</div><div class=\"gh-split__side\">"_html;
    if (!steps.empty()) put_new_step(page.main, request, context, shown, steps, problems);
    page.main << "</div></div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_steps(const Parts& parts, web::Request& request, web::Context& context) { return steps_page(parts, request, context, {}, 200); }

Result<web::Response> add_step(const Parts& parts, web::Request& request, web::Context& context) {
    return write_once(request, context, [&](db::Tx& tx) {
        return change_text(tx, access::actor_of(context), request, catalogue::process_file, [&](std::string_view process) -> Result<std::string> {
            const auto line = [&](const char* field) { return base::tidy_line(request.form.text(field).substr(0, 1000)); };
            const NewStep step{.name = line("name"), .team = line("team"), .skill = line("skill"), .form = line("form"), .not_by = line("not-by"), .plain = line("plain")};
            if (step.name.empty()) return refuse_fields("forms.problems", {{"name", base::say("designer.step_name_missing")}});
            return with_step(process, request.form.text("after"), step);
        });
    }, "/staff/services/" + std::string(request.param("code")) + "/steps", [&](std::span<const Problem> problems, int status) { return steps_page(parts, request, context, problems, status); });
}

Result<web::Response> remove_step(const Parts& parts, web::Request& request, web::Context& context) {
    return write_once(request, context, [&](db::Tx& tx) {
        return change_text(tx, access::actor_of(context), request, catalogue::process_file,
                           [&](std::string_view process) { return without_step(process, request.form.text("step")); });
    }, "/staff/services/" + std::string(request.param("code")) + "/steps", [&](std::span<const Problem> problems, int status) { return steps_page(parts, request, context, problems, status); });
}

}  // namespace designer
