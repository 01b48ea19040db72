#include "website/life_event_view.h"

#include "forms/view.h"
#include "html/govuk.h"
#include "html/hidden.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "website/report_fields.h"
#include "website/report_steps.h"
#include "website/site.h"

#include <algorithm>

namespace website {
namespace {

namespace govuk = html::govuk;

constexpr const char* form_id = "life-event";

void put_hidden(html::Html& out, std::string_view name, std::string_view value) {
    if (!value.empty()) html::hidden_field(out, name, value);
}

/// Which of the form's fields are carried on beside the shared ones.
bool is_carried(const Telling& telling, std::string_view field) {
    if (field == services_field || field == offered_field || field == shown_field) return true;
    return std::ranges::any_of(telling.event->offers, [&](const auto& offer) { return field.starts_with(offer.service + '-'); });
}

/// All that was answered but what stands in these fields.
void put_carried(html::Html& out, const Telling& telling, const std::vector<std::string>& but) {
    out << carried(telling.request, telling.asked(), but);
    for (const auto& [field, value] : telling.request.form)
        if (is_carried(telling, field) && std::ranges::find(but, field) == but.end()) put_hidden(out, field, value);
}

std::vector<std::string> fields_of(std::span<const forms::Question* const> questions) {
    std::vector<std::string> all;
    for (const auto* question : questions) std::ranges::copy(forms::fields_of(*question), std::back_inserter(all));
    return all;
}

std::vector<std::string> shared_fields(const catalogue::Definition& asked) {
    std::vector<std::string> all;
    for (const auto& step : steps_of(asked, {}, every_question(asked))) std::ranges::copy(step.fields, std::back_inserter(all));
    return all;
}

html::Page framed(const Telling& telling, std::string_view heading, std::span<const Problem> problems) {
    const auto& name = telling.asked().name;
    html::Page page{.title = heading == name ? name : std::string(heading) + " – " + name, .has_errors = !problems.empty(), .hide_from_search = heading != name};
    return page;
}

/// The page with its form open, and what was said before in it.
html::Page open_page(const Telling& telling, const std::string& heading, std::span<const Problem> problems, const char* at, const char* back,
                     const std::vector<std::string>& own, const std::string& action) {
    const auto& context = telling.context;
    auto page = framed(telling, heading, problems);
    if (*back != '\0')
        page.before_main = html::back_button({.text = context.say("website.back"), .form = form_id, .name = "go", .value = back, .action = telling.address() + "/step",
                                              .default_text = context.say("website.continue")});
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language);
    if (heading != telling.asked().name) out << "<span class=\"govuk-caption-l\">"_html << telling.asked().name << "</span>"_html;
    out << "<h1 class=\"govuk-heading-l\">"_html << heading << "</h1><form method=\"post\" novalidate"_html;
    out.attribute("id", form_id).url("action", action) << ">"_html << seal_fields(context, telling.operation);
    put_hidden(out, "at", at);
    put_carried(out, telling, own);
    return page;
}

/// A service that is told on its own page: what is known already goes with it.
void put_own_page(html::Html& out, const Telling& telling, const Part& part) {
    const auto& context = telling.context;
    const auto steps = steps_of(*part.shown, {}, every_question(*part.shown));
    out << "<div class=\"gh-panel\"><h3 class=\"govuk-heading-s\">"_html << part.shown->name << "</h3><p class=\"govuk-body\">"_html << part.offer->why
        << "</p><form method=\"post\" novalidate"_html;
    out.url("action", "/services/" + part.service->code + "/report/step") << ">"_html << seal_fields(context, context.new_operation());
    put_hidden(out, "again", steps.empty() ? "" : steps.front().code);
    for (const auto* field : {"location", "uprn", chosen_for_field, "name", "email", "phone", "write", "postal", "large_print"})
        if (part.service->has_place() || std::string_view(field) != "location") put_hidden(out, field, telling.request.form.text(field));
    for (const auto& answer : part.filled) put_hidden(out, answer.question, answer.value);
    out << govuk::button({.text = context.say("website.event_own_page", {{"service", part.shown->name}}), .classes = "govuk-button--secondary"}) << "</form></div>"_html;
}

html::Answer row(const Telling& telling, std::string id, std::string key, std::string value, const char* go, std::span<const Problem> problems) {
    const auto& context = telling.context;
    auto problem = html::problem_at(problems, id).text;
    if (value.empty()) value = context.say("website.not_given");
    return {.id = std::move(id),
            .key = key,
            .value = std::move(value),
            .problem = std::move(problem),
            .change = {.text = context.say("website.change"), .hidden_text = key, .name = "go", .value = go, .action = telling.address() + "/step"}};
}

html::Answers shared_answers(const Telling& telling, std::span<const Problem> problems) {
    const auto& context = telling.context;
    const auto& asked = telling.asked();
    const auto sent = forms::sent_by(telling.request.form, asked.form);
    html::Answers answers;
    const auto add = [&](std::string id, std::string key, std::string value) { answers.rows.push_back(row(telling, std::move(id), std::move(key), std::move(value), "shared", problems)); };
    for (const auto* question : forms::asked(asked.form, sent)) add(question->code, question->label, forms::shown_as_sent(*question, sent, context.language));
    if (asked.has_place()) add("location", asked.location_label, std::string(telling.request.form.text("location")));
    for (const auto* field : {"name", "email", "phone"}) add(field, context.say(std::string("website.check_") + field), std::string(telling.request.form.text(field)));
    if (const auto write = telling.request.form.text("write"); !write.empty())
        add("write", context.say("website.check_write"), context.say(write == "text" ? "website.contact_write_text" : write == "post" ? "website.contact_write_post" : "website.contact_write_email"));
    if (const auto postal = telling.request.form.text("postal"); !postal.empty()) add("postal", context.say("website.check_postal"), std::string(postal));
    return answers;
}

/// What a service is told beyond the shared answers; what the event says for the resident can be read, and is changed with the shared answers.
html::Answers answers_to(const Telling& telling, const Part& part, std::span<const Problem> problems) {
    html::Answers answers;
    const auto sent = sent_to(telling.request, part).answer;
    for (const auto* question : forms::asked(part.shown->form, sent)) {
        const bool filled = std::ranges::find(part.filled, question->code, &forms::Answer::question) != part.filled.end();
        answers.rows.push_back(row(telling, part.name_of(question->code), question->label, forms::shown_as_sent(*question, sent, telling.context.language), filled ? "shared" : "questions", problems));
    }
    return answers;
}

void put_made(html::Html& out, const web::Context& context, const Made& made) {
    const auto& service = made.followed.service->in(context.language);
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << service.name << "</h2><p class=\"govuk-body\">"_html << context.say("website.sent_reference")
        << " <strong class=\"gh-reference\">"_html << made.followed.request.reference.spoken() << "</strong></p><p class=\"govuk-body\">"_html << service.promise << "</p>"_html;
    if (!made.code.empty()) out << "<p class=\"govuk-body\">"_html << context.say("website.event_code", {{"code", made.code}}) << "</p>"_html;
    out << "<p class=\"govuk-body gh-last\"><a class=\"govuk-link\""_html;
    out.url("href", made.followed.address()) << ">"_html << context.say("website.event_follow", {{"service", service.name}}) << "</a></p></section>"_html;
}

}  // namespace

html::Page shared_page(const Telling& telling, std::span<const Problem> problems) {
    const auto& context = telling.context;
    const auto& asked = telling.asked();
    auto page = open_page(telling, asked.name, problems, "shared", "", shared_fields(asked), telling.address() + "/step");
    page.before_main = govuk::breadcrumbs({.items = {{.text = context.say("website.home"), .href = "/"}, {.text = context.say("website.services"), .href = "/services"}, {.text = asked.name}},
                                           .collapse_on_mobile = true});
    auto& out = page.main;
    const auto typed = forms::typed_by(telling.request.form, asked.form);
    out << "<p class=\"govuk-body-l\">"_html << asked.summary << "</p>"_html;
    forms::put_questions(out, asked.form, typed, problems);
    if (asked.has_place()) put_place(out, asked, typed, problems, forms::Standing::among_others);
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.contact_heading") << "</h2><p class=\"govuk-body\">"_html << context.say("website.contact_why") << "</p>"_html;
    put_details(out, context, asked, typed, problems);
    out << govuk::button({.text = context.say("website.continue")}) << "</form></div>"_html;
    return page;
}

html::Page offers_page(const Telling& telling, std::span<const Problem> problems) {
    const auto& context = telling.context;
    auto page = open_page(telling, context.say("website.event_offers"), problems, "services", "shared", {services_field, offered_field}, telling.address() + "/step");
    auto& out = page.main;
    govuk::Checkboxes boxes{.fieldset = {.legend = {.text = context.say("website.event_choose"), .classes = "govuk-fieldset__legend--m"}},
                            .hint = {.text = context.say("website.event_choose_hint")},
                            .error_message = html::problem_at(problems, services_field),
                            .id_prefix = services_field,
                            .name = services_field};
    for (const auto& part : telling.parts) {
        if (!part.together) continue;
        put_hidden(out, offered_field, part.service->code);
        boxes.items.push_back({.value = part.service->code, .text = part.shown->name, .hint = {.text = part.offer->why}, .checked = part.chosen});
    }
    if (boxes.items.empty()) out << "<p class=\"govuk-body\">"_html << context.say("website.event_none") << "</p>"_html;
    else out << govuk::checkboxes(boxes) << govuk::button({.text = context.say("website.continue")});
    out << "</form>"_html;
    if (std::ranges::any_of(telling.parts, [](const Part& part) { return !part.together; }))
        out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.event_own") << "</h2><p class=\"govuk-body\">"_html << context.say("website.event_own_text") << "</p>"_html;
    for (const auto& part : telling.parts)
        if (!part.together) put_own_page(out, telling, part);
    out << "</div>"_html;
    return page;
}

html::Page questions_page(const Telling& telling, std::span<const Problem> problems, bool grown) {
    const auto& context = telling.context;
    std::vector<std::string> own{shown_field};
    std::string shown;
    for (const auto* part : telling.chosen())
        for (const auto* question : still_asked(telling.request, *part)) {
            std::ranges::copy(fields_of(std::span(&question, 1)), std::back_inserter(own));
            shown += (shown.empty() ? "" : ",") + question->code;
        }
    auto page = open_page(telling, context.say("website.event_questions"), problems, "questions", "services", own, telling.address() + "/step");
    auto& out = page.main;
    put_hidden(out, shown_field, shown);
    out << (grown ? govuk::inset_text({.text = context.say("website.event_more")}) : html::Html());
    for (const auto* part : telling.chosen()) {
        const auto questions = still_asked(telling.request, *part);
        if (questions.empty()) continue;
        out << "<h2 class=\"govuk-heading-m\">"_html << part->shown->name << "</h2>"_html;
        const auto typed = forms::typed_by(telling.request.form, part->form);
        for (const auto* question : questions) forms::put_question(out, *question, typed, problems);
    }
    out << govuk::button({.text = context.say("website.continue")}) << "</form></div>"_html;
    return page;
}

html::Page event_check_page(const Telling& telling, std::span<const Problem> problems, const html::Html& before_sending) {
    const auto& context = telling.context;
    auto page = open_page(telling, context.say("website.check_title"), problems, "check", "questions", {}, telling.address() + "/requests");
    auto& out = page.main;
    out << html::answers(shared_answers(telling, problems));
    for (const auto* part : telling.chosen()) {
        out << "<h2 class=\"govuk-heading-m\">"_html << part->shown->name << "</h2>"_html << html::answers(answers_to(telling, *part, problems)) << "<p class=\"govuk-body\">"_html
            << part->shown->promise << "</p>"_html;
    }
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.check_send") << "</h2><p class=\"govuk-body\">"_html
        << context.say("website.event_send", {{"count", std::to_string(telling.chosen().size())}}) << " "_html << context.say("website.check_privacy")
        << " <a class=\"govuk-link\" href=\"/privacy\">"_html << context.say("website.check_privacy_link") << "</a></p>"_html << before_sending;
    out << govuk::button({.text = context.say("website.send"), .prevent_double_click = true}) << "</form></div>"_html;
    return page;
}

html::Page event_sent_page(const web::Context& context, const catalogue::LifeEvent& event, std::span<const Made> made) {
    html::Page page{.title = context.say("website.event_sent") + " – " + event.asked.name, .hide_from_search = true};
    auto& out = page.main;
    const bool written_to = std::ranges::any_of(made, [](const Made& each) { return each.followed.written_to; });
    out << "<div class=\"gh-reading\">"_html << govuk::panel({.title_text = context.say("website.event_sent"), .text = event.asked.name}) << "<p class=\"govuk-body\">"_html
        << context.say(written_to ? "website.event_written" : "website.event_keep") << "</p>"_html;
    for (const auto& each : made) put_made(out, context, each);
    out << "<div class=\"govuk-button-group gh-no-print\"><button type=\"button\" class=\"govuk-button govuk-button--secondary\" data-module=\"gh-print\" hidden>"_html
        << context.say("website.print") << "</button></div><p class=\"govuk-body gh-no-print\"><a class=\"govuk-link\" href=\"/services\">"_html << context.say("website.sent_more")
        << "</a></p></div>"_html;
    return page;
}

html::Html events_shown(const web::Context& context, std::span<const catalogue::LifeEventPtr> events) {
    html::Html out;
    if (events.empty()) return out;
    html::Cards cards{.items = {}, .heading_level = 3};
    for (const auto& event : events) {
        const auto& asked = event->in(context.language).asked;
        cards.items.push_back({.title = asked.name, .href = "/life-events/" + asked.code, .text = asked.summary});
    }
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.events") << "</h2>"_html << html::cards(cards);
    return out;
}

}  // namespace website
