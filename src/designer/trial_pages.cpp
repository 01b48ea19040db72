// Try it: a case of the draft, step by step.

#include "designer/pages.h"

#include "base/text.h"
#include "designer/trial.h"
#include "forms/view.h"
#include "html/govuk.h"
#include "html/hidden.h"
#include "html/markdown.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <algorithm>

namespace designer {
namespace {

namespace govuk = html::govuk;

constexpr const char* trial_field = "trial-so-far";

Typing typing_of(const web::Request& request, const forms::Form& form) {
    Typing typing;
    const auto sent = forms::sent_by(request.form, form);
    for (const auto& question : form.questions)
        for (const auto& field : forms::fields_of(question))
            if (const auto value = sent(field); value && !value->empty()) typing.emplace(field, std::string(*value));
    return typing;
}

void put_trial_so_far(html::Html& out, const Trial& trial) {
    html::hidden_field(out, trial_field, text_of(trial));
}

/// The whole form on one page, as somebody answers it.
void put_asking(html::Html& out, const web::Request& request, const web::Context& context, const catalogue::Definition& service, std::span<const Problem> problems) {
    out << "<p class=\"govuk-body\">"_html << context.say("designer.trial_text") << "</p>"_html;
    open_form(out, context);
    if (service.has_place())
        govuk::input(out, {.id = "location", .name = "location", .value = std::string(request.form.text("location")), .label = {.text = service.location_label, .classes = "govuk-label--m"}, .hint = {.text = service.location_hint}, .error_message = html::problem_at(problems, "location")});
    forms::put_questions(out, service.form, forms::typed_by(request.form, service.form), problems);
    if (service.asks_email)
        govuk::input(out, {.id = "email", .name = "email", .value = request.form.has("email") ? std::string(request.form.text("email")) : std::string("resident@example.org"), .label = {.text = context.say("designer.trial_email")}, .hint = {.text = context.say("designer.trial_email_hint")}, .error_message = html::problem_at(problems, "email")});
    govuk::input(out, {.id = "trial-day", .name = "trial-day", .type = "date", .value = std::string(request.form.text("trial-day")), .label = {.text = context.say("designer.trial_day")}, .hint = {.text = context.say("designer.trial_day_hint")}, .classes = "govuk-input--width-10"});
    govuk::input(out, {.id = "trial-time", .name = "trial-time", .type = "time", .value = std::string(request.form.text("trial-time")), .label = {.text = context.say("designer.trial_time")}, .classes = "govuk-input--width-5"});
    govuk::button(out, {.text = context.say("designer.trial_ask"), .name = "then", .value = "ask", .prevent_double_click = true});
    out << "</form>"_html;
}

void put_waiting_task(html::Html& out, const web::Request& request, const web::Context& context, const TrialStand& stand, const Trial& trial, const TrialTask& task) {
    out << "<section class=\"gh-panel\"><h3 class=\"govuk-heading-s\">"_html << task.name << "</h3><p class=\"govuk-body gh-quiet\">"_html
        << context.say("designer.trial_task", {{"team", task.team}, {"day", task.due}});
    if (!task.skill.empty()) out << " "_html << context.say("designer.trial_skill", {{"skill", task.skill}});
    out << "</p>"_html;
    open_form(out, context);
    put_trial_so_far(out, trial);
    out << "<input type=\"hidden\" name=\"element\""_html;
    out.attribute("value", task.element) << ">"_html;
    const bool here = request.form.text("element") == task.element;
    if (task.closes) {
        govuk::Radios outcomes{.fieldset = {.legend = {.text = context.say("designer.trial_outcome"), .classes = "govuk-fieldset__legend--s"}}, .id_prefix = "outcome-" + task.element, .name = "outcome", .items = {}, .classes = "govuk-radios--small"};
        for (const auto& outcome : stand.service->outcomes) outcomes.items.push_back({.value = outcome.code, .text = outcome.label});
        govuk::radios(out, outcomes);
    } else if (const auto* form = stand.service->task_form(task.form)) {
        forms::put_questions(out, *form, forms::typed_by(request.form, *form), here ? std::span<const Problem>(stand.problems) : std::span<const Problem>{});
    }
    govuk::button(out, {.text = context.say("designer.trial_done"), .name = "then", .value = "step", .prevent_double_click = true});
    out << "</form></section>"_html;
}

void put_letters(html::Html& out, const web::Context& context, const TrialStand& stand) {
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("designer.trial_letters") << "</h2>"_html;
    if (stand.letters.empty()) out << html::empty_state({.text = context.say("designer.trial_no_letters")});
    for (const auto& letter : stand.letters)
        govuk::details(out, {.summary_text = letter.subject.empty() ? letter.name : letter.subject, .html = html::markdown(letter.body, 3)});
}

void put_stand(html::Html& out, const web::Request& request, const web::Context& context, const TrialStand& stand, const Trial& trial) {
    out << "<div class=\"gh-split\"><div>"_html;
    if (stand.is_closed)
        out << govuk::inset_text({.text = context.say("designer.trial_closed", {{"outcome", stand.outcome}})});
    else
        out << govuk::inset_text({.text = context.say("designer.trial_promised", {{"day", stand.promised}, {"promise", stand.service->promise}})});
    if (!stand.waiting.empty()) out << "<h2 class=\"govuk-heading-m\">"_html << context.say("designer.trial_waiting") << "</h2>"_html;
    for (const auto& task : stand.waiting) put_waiting_task(out, request, context, stand, trial, task);
    if (stand.waiting.empty() && !stand.is_closed) put_waiting_task(out, request, context, stand, trial, {.element = {}, .name = context.say("designer.trial_by_hand"), .team = stand.service->team, .skill = {}, .form = {}, .due = stand.promised, .closes = true});
    out << "</div><div class=\"gh-split__side\">"_html;
    if (!stand.done.empty()) {
        out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.trial_so_far") << "</h2><ol class=\"govuk-list govuk-list--number\">"_html;
        for (const auto& task : stand.done) out << "<li>"_html << task.name << "<br><span class=\"gh-quiet\">"_html << task.team << "</span></li>"_html;
        out << "</ol></section>"_html;
    }
    put_letters(out, context, stand);
    out << "</div></div>"_html;
    govuk::button(out, {.text = context.say("designer.trial_again"), .href = request.path, .classes = "govuk-button--secondary"});
}

web::Response trial_page(const Parts& parts, const web::Request& request, const web::Context& context, const Workshop& shop, const TrialStand& stand, const Trial& trial, int status) {
    auto problems = stand.problems;
    if (!stand.refused.empty()) problems.push_back({"", stand.refused});
    auto page = page_about(context, shop, context.say("designer.try"), problems);
    page.main << govuk::warning_text({.text = context.say("designer.trial_nothing_kept")});
    if (!stand.is_asked && stand.service) {
        page.main << "<div class=\"gh-reading\">"_html;
        put_asking(page.main, request, context, *stand.service, problems);
        page.main << "</div>"_html;
    } else if (stand.service) {
        put_stand(page.main, request, context, stand, trial);
    }
    return parts.site.staff_page(request, context, std::move(page), status);
}

/// What the page brought, and the step that was taken on it.
Trial trial_typed(const web::Request& request, const catalogue::Definition& service) {
    if (request.form.text("then") != "step") {
        Trial trial{.asked = typing_of(request, service.form), .steps = {}};
        for (const auto* field : {"location", "uprn", "name", "email", "phone", "trial-day", "trial-time"})
            if (const auto value = request.form.text(field); !value.empty()) trial.asked.emplace(field, std::string(value));
        if (trial.asked.empty()) trial.asked.emplace("asked", "nothing");
        return trial;
    }
    auto trial = trial_from(request.form.text(trial_field));
    TrialStep step{.element = std::string(request.form.text("element")), .answers = {}, .outcome = std::string(request.form.text("outcome"))};
    for (const auto& form : service.task_forms)
        for (auto& [field, value] : typing_of(request, form.form)) step.answers.insert_or_assign(field, value);
    trial.steps.push_back(std::move(step));
    return trial;
}

}  // namespace

Result<web::Response> show_trial(const Parts& parts, web::Request& request, web::Context& context) {
    const auto shop = TRY(read_workshop(parts, request, context));
    TrialStand stand;
    if (shop.definition)
        stand.service = std::make_shared<const catalogue::Definition>(*shop.definition);
    else
        stand.problems = {{"", shop.unreadable}};
    return trial_page(parts, request, context, shop, stand, {}, 200);
}

Result<web::Response> play_trial(const Parts& parts, web::Request& request, web::Context& context) {
    const auto shop = TRY(read_workshop(parts, request, context));
    if (!shop.definition) return web::see_other(request.path);
    auto trial = trial_typed(request, *shop.definition);
    auto stand = TRY(play(context, shop.state.code, shop.files, trial));
    const bool is_wrong = !stand.problems.empty() || !stand.refused.empty();
    if (is_wrong && !trial.steps.empty()) {  // the last step was refused: it stands as it stood before, with what was wrong
        const auto problems = stand.problems;
        const auto refused = stand.refused;
        trial.steps.pop_back();
        stand = TRY(play(context, shop.state.code, shop.files, trial));
        stand.problems = problems;
        stand.refused = refused;
    }
    return trial_page(parts, request, context, shop, stand, trial, is_wrong ? 422 : 200);
}

}  // namespace designer
