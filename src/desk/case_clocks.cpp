#include "desk/case_clocks.h"

#include "desk/promise.h"
#include "html/govuk.h"
#include "html/problems.h"

namespace desk {
namespace {

namespace govuk = html::govuk;
using clocks::State;

/// "2 hours 30 minutes", "45 minutes"; working time is never told in days, which differ in length.
std::string shown_time(const web::Context& context, Duration time) {
    const auto minutes = std::chrono::floor<std::chrono::minutes>(time).count();
    const auto counted = [&](std::int64_t count, const char* one, const char* many) {
        return context.say(count == 1 ? one : many, {{"count", std::to_string(count)}});
    };
    if (minutes < 60) return counted(minutes, "desk.clock_minute", "desk.clock_minutes");
    auto text = counted(minutes / 60, "desk.clock_hour", "desk.clock_hours");
    if (minutes % 60 != 0 && minutes < 600) text += " " + counted(minutes % 60, "desk.clock_minute", "desk.clock_minutes");
    return text;
}

/// The resident's own time, in days once it is long.
std::string shown_elapsed(const web::Context& context, Duration time) {
    const auto days = std::chrono::floor<std::chrono::days>(time).count();
    if (days < 2) return shown_time(context, time);
    return context.say("desk.clock_days", {{"count", std::to_string(days)}});
}

void put_row(govuk::SummaryList& list, const web::Context& context, const char* name, const clocks::Clock& clock) {
    if (clock.state == State::none) return;
    html::Html value;
    const char* kind = clock.state == State::missed ? "alert" : clock.state == State::met ? "good" : clock.state == State::paused ? "soon" : "";
    html::badge(value, {.text = context.say("desk.clock_" + std::string(clocks::code_of(clock.state))), .kind = kind});
    if (clock.state == State::met)
        value << " "_html << website::shown_time(context, *clock.settled);
    else
        value << " "_html << context.say("desk.clock_until", {{"time", website::shown_time(context, *clock.deadline)}});
    if (clock.first && clock.first != clock.deadline)
        value << "<br>"_html << context.say("desk.clock_first", {{"day", shown_day(context, *clock.first)}});
    list.rows.push_back({.key = {.text = context.say(name)}, .value = {.html = std::move(value)}});
}

void put_present_pause(html::Html& out, const web::Context& context, const clocks::Standstill& still, bool may, const CaseShown& shown) {
    out << "<p class=\"govuk-body\">"_html << html::badge({.text = context.say("desk.clock_paused"), .kind = "soon"}) << " "_html
        << context.say("desk.clock_paused_since", {{"reason", still.label}, {"time", website::shown_time(context, still.since)}}) << "</p>"_html;
    if (!still.words.empty()) out << govuk::inset_text({.text = still.words, .classes = "gh-words"});
    if (!may) return;
    open_case_form(out, context, shown, "/pause/end");
    govuk::button(out, {.text = context.say("desk.clock_resume"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    out << "</form>"_html;
}

/// `here`: this form was sent and is shown again.
void put_pausing_body(html::Html& form, const web::Request& request, const web::Context& context, const catalogue::Definition& service,
                      std::span<const Problem> problems, bool here) {
    std::vector<govuk::RadioItem> items;
    for (const auto& reason : service.levels.pauses) items.push_back({.value = reason.code, .text = reason.label});
    govuk::radios(form, {.fieldset = {.legend = {.text = context.say("desk.clock_why"), .classes = "govuk-fieldset__legend--s"}},
                         .hint = {.text = context.say("desk.clock_why_hint")},
                         .error_message = here ? html::problem_at(problems, "pause") : govuk::ErrorMessage{},
                         .id_prefix = "pause",
                         .name = "pause",
                         .items = std::move(items),
                         .value = here ? std::string(request.form.text("pause")) : std::string(),
                         .classes = "govuk-radios--small"});
    govuk::textarea(form, {.id = words_id("pause"),
                           .name = "text",
                           .rows = 2,
                           .value = here ? std::string(request.form.text("text")) : std::string(),
                           .label = {.text = context.say("desk.clock_note")},
                           .error_message = here ? html::problem_at(problems, words_id("pause")) : govuk::ErrorMessage{}});
    govuk::button(form, {.text = context.say("desk.clock_pause_button"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
}

void put_pausing(html::Html& out, const web::Request& request, const web::Context& context, const CaseShown& shown, std::span<const Problem> problems) {
    const bool here = posted_action(request) == "pause";
    html::Html form;
    open_case_form(form, context, shown, "/pause");
    const auto put_body = [&](html::Html& body) { put_pausing_body(body, request, context, *shown.service, problems, here); };
    if (here)
        put_body(form);
    else
        put_prepared(form, context, "pause." + shown.service->digest, put_body);
    form << "</form>"_html;
    govuk::details(out, {.summary_text = context.say("desk.clock_pause"), .html = std::move(form), .open = here});
}

}  // namespace

void put_clocks(html::Html& out, const web::Request& request, const web::Context& context, const CaseShown& shown, std::span<const Problem> problems) {
    const auto& clocks = shown.standing.clocks;
    govuk::SummaryList list{.classes = "govuk-summary-list--no-border"};
    put_row(list, context, "desk.clock_acknowledge", clocks.acknowledge);
    put_row(list, context, "desk.clock_update", clocks.update);
    put_row(list, context, "desk.clock_resolve", clocks.resolve);
    if (list.rows.empty()) return;
    list.rows.push_back({.key = {.text = context.say("desk.clock_council")}, .value = {.text = shown_time(context, clocks.council)}});
    list.rows.push_back({.key = {.text = context.say("desk.clock_resident")}, .value = {.text = shown_elapsed(context, clocks.resident)}});
    out << "<section class=\"gh-panel\" aria-labelledby=\"clocks-title\"><h2 class=\"govuk-heading-m\" id=\"clocks-title\">"_html << context.say("desk.clocks") << "</h2>"_html
        << govuk::summary_list(list);
    const bool open = shown.the_case.state == cases::State::open;
    const bool may = access::require(actor_of(context), access::Permission::work_case, shown.the_case.owned()).has_value();
    const auto* still = shown.standing.present();
    if (open && still != nullptr)
        put_present_pause(out, context, *still, may, shown);
    else if (open && may && !shown.passed && !shown.service->levels.pauses.empty())
        put_pausing(out, request, context, shown, problems);
    out << "</section>"_html;
}

}  // namespace desk
