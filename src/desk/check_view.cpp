// What was sent, and what everybody will see of it.

#include "base/text.h"
#include "desk/case_page.h"
#include "desk/check_page.h"
#include "desk/parts.h"
#include "desk/promise.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "people/personal_words.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

void open_check_form(html::Html& out, const web::Context& context, const CheckShown& shown, std::string_view action) {
    out << "<form method=\"post\" novalidate data-module=\"gh-keep-words\""_html;
    out.url("action", "/staff/checks/" + to_string(shown.request().id) + std::string(action)).attribute("data-kept-said", context.say("desk.kept_back"));
    out << ">"_html << keeping_fields(context) << "<input type=\"hidden\" name=\"changes\""_html;
    out.attribute("value", std::to_string(shown.check().changes)) << ">"_html;
}

void put_standing(html::Html& out, const web::Context& context, const CheckShown& shown) {
    const auto& check = shown.check();
    const auto at = [&](const char* key) {
        return context.say(key, {{"time", check.decided_at ? website::shown_time(context, *check.decided_at) : std::string()}, {"name", shown.decided_by}});
    };
    out << "<p class=\"govuk-body\">"_html;
    switch (check.state) {
        case cases::Publication::waiting:
            out << context.say("desk.check_waits", {{"time", website::shown_time(context, check.since)}}) << " "_html;
            put_deadline(out, context, check);
            break;
        case cases::Publication::published: out << at("desk.check_published"); break;
        case cases::Publication::withheld: out << at("desk.check_withheld") << " "_html << context.say("cases.withheld_" + check.reason) << "."_html; break;
        case cases::Publication::by_rule: out << context.say(shown.has_copy() ? "desk.public_nothing" : "desk.public_place"); break;
    }
    out << "</p>"_html;
}

/// Photos one by one; what is no picture of ours cannot be public.
void put_photos(html::Html& form, const web::Context& context, const CheckShown& shown, std::span<const Problem> problems, const std::vector<int>& chosen) {
    govuk::Checkboxes boxes{.fieldset = {.legend = {.text = context.say("desk.check_photos"), .classes = "govuk-fieldset__legend--s"}},
                            .hint = {.text = context.say("desk.check_photos_hint")},
                            .error_message = html::problem_at(problems, "photos"),
                            .id_prefix = "photos",
                            .name = "photos",
                            .classes = "govuk-checkboxes--small"};
    for (const auto& file : shown.files)
        if (file.blob.remade) boxes.items.push_back({.value = std::to_string(file.number), .text = context.say("desk.photo", {{"number", std::to_string(file.number)}})});
    for (const auto number : chosen) boxes.values.push_back(std::to_string(number));
    if (!boxes.items.empty()) govuk::checkboxes(form, boxes);
}

void put_publishing(html::Html& out, const web::Request& request, const web::Context& context, const CheckShown& shown, std::span<const Problem> problems) {
    const bool sent = request.form.has("title");
    const auto typed = [&](const char* name, const std::string& otherwise) { return sent ? std::string(request.form.text(name)) : otherwise; };
    out << "<section class=\"gh-panel\" data-key=\"p\"><h2 class=\"govuk-heading-m\">"_html << context.say("desk.check_public") << "</h2>"_html;
    open_check_form(out, context, shown, "/publication");
    if (shown.has_copy()) {
        govuk::input(out, {.id = "title", .name = "title", .value = typed("title", shown.copy.title), .label = {.text = context.say("desk.check_title"), .classes = "govuk-label--s"},
                           .error_message = html::problem_at(problems, "title"), .autocomplete = "off"});
        govuk::textarea(out, {.id = "words", .name = "words", .rows = 6, .value = typed("words", shown.copy.words), .label = {.text = context.say("desk.check_words"), .classes = "govuk-label--s"},
                              .hint = {.text = context.say("desk.check_words_hint")}, .error_message = html::problem_at(problems, "words")});
        auto chosen = shown.copy.photos;
        if (sent) {
            chosen.clear();
            for (const auto number : request.form.all("photos")) chosen.push_back(std::atoi(std::string(number).c_str()));
        }
        put_photos(out, context, shown, problems, chosen);
    } else
        out << "<p class=\"govuk-body\">"_html << context.say("desk.check_place_only") << "</p>"_html;
    const bool is_public = shown.check().state == cases::Publication::published;
    govuk::button(out, {.text = context.say(is_public ? "desk.check_change" : "desk.check_publish"), .prevent_double_click = true});
    out << "</form></section>"_html;
}

void put_withholding(html::Html& out, const web::Request& request, const web::Context& context, const CheckShown& shown, std::span<const Problem> problems) {
    const bool sent = posted_action(request) == "withholding";
    std::vector<govuk::RadioItem> items;
    for (const auto reason : cases::withholding_reasons()) items.push_back({.value = std::string(reason), .text = context.say("cases.withheld_" + std::string(reason))});
    html::Html form;
    open_check_form(form, context, shown, "/withholding");
    govuk::radios(form, {.fieldset = {.legend = {.text = context.say("desk.check_why_not"), .classes = "govuk-fieldset__legend--s"}},
                         .error_message = html::problem_at(problems, "reason"),
                         .name = "reason",
                         .items = std::move(items),
                         .value = std::string(request.form.text("reason")),
                         .classes = "govuk-radios--small"});
    govuk::textarea(form, {.id = "text", .name = "text", .rows = 3, .value = std::string(request.form.text("text")), .label = {.text = context.say("desk.note_optional")},
                           .hint = {.text = context.say("desk.check_why_hint")}, .error_message = html::problem_at(problems, "text")});
    govuk::button(form, {.text = context.say("desk.check_withhold"), .prevent_double_click = true, .classes = "govuk-button--warning"});
    form << "</form>"_html;
    govuk::details(out, {.summary_text = context.say(shown.check().state == cases::Publication::waiting ? "desk.check_do_not" : "desk.check_take_out"),
                         .html = std::move(form), .open = sent, .classes = "gh-do", .attributes = {{"data-key", "x"}}});
}

}  // namespace

std::string personal_in(const web::Context& context, std::string_view text, const people::Contact& reporter) {
    std::string named;
    std::vector<people::Personal> seen;
    for (const auto& found : people::personal_words_in(text, reporter)) {
        if (std::ranges::find(seen, found.what) != seen.end()) continue;
        seen.push_back(found.what);
        (named += named.empty() ? "" : ", ") += context.say("people.personal_" + std::string(people::code_of(found.what)));
    }
    return named;
}

void put_marked(html::Html& out, const web::Context& context, std::string_view text, const people::Contact& reporter) {
    std::size_t at = 0;
    for (const auto& found : people::personal_words_in(text, reporter)) {
        out << text.substr(at, found.from - at) << "<mark class=\"gh-mark\">"_html << text.substr(found.from, found.length)
            << "<span class=\"govuk-visually-hidden\"> ("_html << context.say("people.personal_" + std::string(people::code_of(found.what))) << ")</span></mark>"_html;
        at = found.from + found.length;
    }
    out << text.substr(at);
}

void put_deadline(html::Html& out, const web::Context& context, const cases::Check& check) {
    const bool late = check.is_late(context.now);
    const bool soon = !late && check.due_at - context.now < std::chrono::hours(24);
    out << html::badge({.text = late ? context.say("desk.check_late") : context.say("desk.check_due", {{"day", shown_day(context, check.due_at)}}),
                        .kind = late ? "alert" : soon ? "soon" : ""});
}

void put_sent(html::Html& out, const web::Context& context, const CheckShown& shown) {
    const auto& request = shown.request();
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.check_sent") << "</h2>"_html;
    put_standing(out, context, shown);
    std::string all;
    std::vector<govuk::SummaryRow> rows;
    const auto add = [&](std::string key, std::string_view text) {
        html::Html value;
        put_marked(value, context, text, shown.reporter);
        (all += '\n') += text;
        rows.push_back({.key = {.text = std::move(key)}, .value = {.html = std::move(value), .classes = "gh-lines"}});
    };
    if (!shown.place.empty()) rows.push_back({.key = {.text = context.say("desk.place")}, .value = {.text = shown.place}});
    for (const auto& answer : request.answers)
        if (const auto* question = shown.service->form.find(answer.question)) add(question->label, forms::shown(*question, answer.value));
    if (const auto named = personal_in(context, all, shown.reporter); !named.empty())
        out << govuk::warning_text({.text = context.say("desk.check_personal", {{"what", named}}), .icon_fallback_text = context.say("desk.check_look")});
    out << govuk::summary_list({.rows = std::move(rows)});
    if (!shown.files.empty()) {
        out << "<h3 class=\"govuk-heading-s\">"_html << context.say("desk.files") << "</h3><ul class=\"gh-photos\">"_html;
        for (const auto& file : shown.files) put_file(out, context, shown.waiting.line.the_case.id, file);
        out << "</ul>"_html;
    }
    out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
    out.url("href", "/staff/cases/" + to_string(shown.waiting.line.the_case.id)) << ">"_html << context.say("desk.check_to_case") << "</a></p>"_html;
}

void put_decisions(html::Html& out, const web::Request& request, const web::Context& context, const CheckShown& shown, std::span<const Problem> problems) {
    const auto& check = shown.check();
    if (check.state == cases::Publication::withheld && check.reason == cases::taken_back) {
        out << govuk::inset_text({.text = context.say("cases.reporter_took_it_back")});
        return;
    }
    put_publishing(out, request, context, shown, problems);
    if (check.state != cases::Publication::withheld) put_withholding(out, request, context, shown, problems);
}

}  // namespace desk
