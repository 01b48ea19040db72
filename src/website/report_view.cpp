#include "website/report_view.h"

#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "website/proof_files.h"
#include "website/report_fields.h"
#include "website/report_photos_view.h"
#include "website/rows_step.h"
#include "website/saved_form.h"
#include "website/site.h"

#include <algorithm>

namespace website {
namespace {

namespace govuk = html::govuk;

constexpr const char* form_id = "report";

void open_form(html::Html& out, const Report& report, const std::string& action) {
    out << "<form method=\"post\" novalidate"_html;
    if (report.service.photos || asks_for_files(report.service)) out << " enctype=\"multipart/form-data\""_html;
    out.attribute("id", form_id).url("action", action) << ">"_html << seal_fields(report.context, report.operation);
}

void put_hidden(html::Html& out, std::string_view name, std::string_view value) {
    out << "<input type=\"hidden\""_html;
    out.attribute("name", name).attribute("value", value) << ">"_html;
}

/// Going back takes the answers along.
html::Html back_button(const Report& report) {
    return html::back_button({.text = report.context.say("website.back"),
                              .form = form_id,
                              .name = "go",
                              .value = "back",
                              .action = report.address() + "/step",
                              .default_text = report.context.say("website.continue")});
}

/// Before the first question there is nothing to take along: a plain link.
html::Html way_back(const Report& report, bool is_first) {
    if (!is_first || report.from_check) return back_button(report);
    return govuk::back_link({.text = report.context.say("website.back"), .href = "/services/" + report.service.code});
}

html::Html progress_of(const Report& report, std::size_t step) {
    const auto number = static_cast<int>(step) + 1, all = static_cast<int>(report.steps.size());
    return html::progress({.text = report.context.say("website.progress", {{"number", std::to_string(number)}, {"all", std::to_string(all)}}),
                           .of = report.service.name,
                           .done = number,
                           .all = all});
}

html::Page framed(const Report& report, std::string_view heading, bool has_errors) {
    html::Page page{.title = std::string(heading) + " – " + report.service.name, .has_errors = has_errors, .hide_from_search = true};
    page.language = language_of(report.service);
    return page;
}

void put_details_step(html::Html& out, const Report& report, const forms::Typed& typed, std::span<const Problem> problems) {
    out << "<h1 class=\"govuk-heading-l\">"_html << report.context.say("website.contact_heading")
        << "</h1><p class=\"govuk-body\">"_html << report.context.say("website.contact_why") << "</p>"_html;
    put_details(out, report.context, report.service, typed, problems);
    if (!joins(report.request)) return;
    govuk::textarea(out, {.id = words_field,
                          .name = words_field,
                          .rows = 3,
                          .value = typed(words_field),
                          .label = {.text = report.context.say("website.join_words")},
                          .hint = {.text = report.context.say("website.join_words_hint")},
                          .error_message = html::problem_at(problems, words_field)});
}

/// Where it is, otherwise than in words.
void put_other_ways(html::Html& out, const web::Context& context) {
    out << "<div class=\"gh-ways\"><h2 class=\"govuk-heading-s\">"_html << context.say("website.other_ways")
        << "</h2><div class=\"govuk-button-group\"><button class=\"govuk-button govuk-button--secondary\" name=\"go\" value=\"on-the-map\">"_html << context.say("website.choose_on_map")
        << "</button><button class=\"govuk-button govuk-button--secondary\" type=\"button\" data-module=\"gh-my-location\" hidden"_html;
    out.attribute("data-looking", context.say("website.my_location_looking")).attribute("data-refused", context.say("website.my_location_refused"));
    out << ">"_html << context.say("website.my_location") << "</button></div><p class=\"govuk-hint\" role=\"status\" data-location-says></p></div>"_html;
}

/// Whether a field has a row of its own on the check: what stands behind another has none.
bool has_row(const Report& report, const Step& step, std::string_view field) {
    if (field == "postal" || field == "large_print") return report.typed("write") == "post";
    switch (step.kind) {
        case Step::Kind::place: return field == "location";       // not what was chosen for the words
        case Step::Kind::question: return field == step.code;     // not the parts of a day
        case Step::Kind::photos: return field != photo_token;     // not what stands for the pictures
        case Step::Kind::visit:
        case Step::Kind::details: return true;
    }
    return true;
}

/// What was calculated stands behind the answers, with how it came about; nobody changes it but by them.
void put_worked_out(html::Answers& answers, const Report& report) {
    if (joins(report.request)) return;
    const auto& form = report.service.form;
    const auto is_of_question = [&](const html::Answer& row) { return form.find(row.id) != nullptr; };
    auto at = std::find_if(answers.rows.rbegin(), answers.rows.rend(), is_of_question).base();
    for (const auto& each : forms::worked_out(form, forms::sent_by(report.request.form, form), report.context.language)) {
        html::Html value;
        value << "<strong>"_html << each.value << "</strong>"_html;
        if (!each.explained.empty()) value << "<br><span class=\"gh-quiet\">"_html << each.explained << "</span>"_html;
        at = std::next(answers.rows.insert(at, {.key = each.question->label, .html = std::move(value)}));
    }
}

/// Every answer with the button that leads back to its page.
html::Answers answers_of(const Report& report, std::span<const Problem> problems) {
    const auto& context = report.context;
    const auto sent = forms::sent_by(report.request.form, report.service.form);
    html::Answers answers;
    for (const auto& step : report.steps)
        for (const auto& field : step.fields) {
            if (!has_row(report, step, field)) continue;
            const auto key = field == words_field ? context.say("website.join_words")
                             : step.kind == Step::Kind::details ? context.say("website.check_" + field) : step.heading;
            auto value = report.typed(field);
            if (step.question != nullptr) value = forms::shown_as_sent(*step.question, sent, context.language);
            if (field == visit_field) value = report.visit;
            if (field == "write" && !value.empty()) value = context.say(value == "text" ? "website.contact_write_text" : value == "post" ? "website.contact_write_post" : "website.contact_write_email");
            if (field == "large_print") value = context.say(value == "yes" ? "website.yes" : "website.no");
            if (value.empty()) value = context.say(field == photo_file ? "website.photos_none" : "website.not_given");
            const bool shows_photos = field == photo_file && !report.photos.empty();
            answers.rows.push_back({.id = field,
                                    .key = key,
                                    .value = shows_photos ? std::string() : std::move(value),
                                    .html = shows_photos ? photos_shown(report) : html::Html(),
                                    .problem = html::problem_at(problems, field).text,
                                    .change = {.text = context.say("website.change"),
                                               .hidden_text = key,
                                               .name = "go",
                                               .value = step.code,
                                               .action = report.address() + "/step"}});
        }
    put_worked_out(answers, report);
    return answers;
}

}  // namespace

html::Html back_to_check(const Report& report) {
    html::Html out;
    if (!report.from_check) return out;
    put_hidden(out, "from", "check");
    if (!report.asked_already.empty()) put_hidden(out, asked_field, report.asked_already);
    return out;
}

html::Page open_page(const Report& report, std::size_t step, std::string_view heading, std::span<const Problem> problems, std::string_view at,
                     std::span<const std::string> but, bool is_first) {
    auto page = framed(report, heading, !problems.empty());
    page.before_main = way_back(report, is_first);
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, report.context.language) << progress_of(report, step) << report.said;
    open_form(out, report, report.address() + "/step");
    put_hidden(out, "at", at);
    out << back_to_check(report) << carried(report.request, report.service, but, report.elsewhere.get());
    return page;
}

html::Page step_page(const Report& report, std::size_t number, std::span<const Problem> problems) {
    const auto& step = report.steps[number];
    const auto& context = report.context;
    auto shown = step.fields;
    if (step.kind == Step::Kind::place) shown = {"location", join_field};  // what was chosen for the words goes with them
    auto page = open_page(report, number, step.heading, problems, step.code, shown, number == 0);
    auto& out = page.main;
    if (number == 0) {
        out << "<div hidden data-module=\"gh-remember\""_html;
        out.attribute("data-service", report.service.code) << "></div>"_html;
    }
    const auto typed = forms::typed_by(report.request.form, report.service.form);
    switch (step.kind) {
        case Step::Kind::place: put_place(out, report.service, typed, problems, forms::Standing::alone); break;
        case Step::Kind::question:
            if (step.question->row) put_rows_step(out, report, *step.question, typed, problems);
            else if (forms::has_files(step.question->type)) put_files_step(out, report, *step.question, problems);
            else forms::put_question(out, *step.question, typed, problems, forms::Standing::alone);
            break;
        case Step::Kind::photos: put_photos_step(out, report, step, problems); break;
        case Step::Kind::visit: out << report.visit_times; break;
        case Step::Kind::details: put_details_step(out, report, typed, problems); break;
    }
    govuk::button(out, {.text = context.say("website.continue")});
    if (step.kind == Step::Kind::place && report.has_map) put_other_ways(out, context);
    if (is_long(report.service) && !joins(report.request)) out << save_button(context);
    out << "</form></div>"_html;
    return page;
}

html::Page address_page(const Report& report, std::size_t place_step, std::span<const PlaceMeant> found, std::span<const Problem> problems) {
    const auto& context = report.context;
    const bool addresses = std::ranges::all_of(found, [](const PlaceMeant& each) { return each.value.front() >= '0' && each.value.front() <= '9'; });
    const auto heading = context.say(addresses ? "website.address_title" : "website.place_title");
    const std::vector<std::string> own{"uprn", join_field};
    auto page = open_page(report, place_step, heading, problems, address_choice, own);
    auto& out = page.main;
    std::vector<govuk::RadioItem> items;
    for (const auto& each : found) items.push_back({.value = each.value, .text = each.text, .hint = {.text = each.hint}});
    items.push_back({.divider = context.say("website.address_or")});
    items.push_back({.value = no_address, .text = context.say("website.address_none", {{"typed", report.typed("location")}})});
    govuk::radios(out, {.fieldset = {.legend = {.text = heading, .classes = "govuk-fieldset__legend--l", .is_page_heading = true}},
                        .hint = {.text = report.steps[place_step].heading},
                        .error_message = html::problem_at(problems, "uprn"),
                        .name = "uprn",
                        .items = std::move(items),
                        .value = report.typed("uprn")});
    govuk::button(out, {.text = context.say("website.continue")});
    out << "</form></div>"_html;
    return page;
}

html::Page near_page(const Report& report, std::size_t place_step, std::span<const Offered> offered, std::span<const Problem> problems) {
    const auto& context = report.context;
    const auto heading = context.say("website.near_title");
    const std::vector<std::string> own{join_field};
    auto page = open_page(report, place_step, heading, problems, near_choice, own);
    auto& out = page.main;
    std::vector<govuk::RadioItem> items;
    for (const auto& each : offered)
        items.push_back({.value = each.token,
                         .text = each.place.empty() ? context.say("website.near_this") : context.say("website.near_this_at", {{"place", each.place}}),
                         .hint = {.text = each.what}});
    items.push_back({.divider = context.say("website.address_or")});
    items.push_back({.value = none_of_these, .text = context.say("website.near_none")});
    govuk::radios(out, {.fieldset = {.legend = {.text = heading, .classes = "govuk-fieldset__legend--l", .is_page_heading = true}},
                        .hint = {.text = context.say("website.near_hint")},
                        .error_message = html::problem_at(problems, join_field),
                        .name = join_field,
                        .items = std::move(items),
                        .value = report.typed(join_field)});
    govuk::button(out, {.text = context.say("website.continue")});
    out << "</form></div>"_html;
    return page;
}

html::Page stop_page(const Report& report, std::size_t number, std::string_view instead) {
    const auto& step = report.steps[number];
    const auto& context = report.context;
    const auto heading = context.say("website.stop_title");
    auto page = framed(report, heading, false);
    auto& out = page.main;
    out << "<div class=\"gh-reading\"><span class=\"govuk-caption-l\">"_html << report.service.name
        << "</span><h1 class=\"govuk-heading-l\">"_html << heading << "</h1><p class=\"govuk-body\">"_html
        << context.say("website.stop_answered", {{"answer", forms::shown_as_sent(*step.question, forms::sent_by(report.request.form, report.service.form), context.language)}}) << "</p>"_html
        << govuk::warning_text({.text = std::string(instead)});
    open_form(out, report, report.address() + "/step");
    out << back_to_check(report) << carried(report.request, report.service, {}, report.elsewhere.get());
    out << "<p class=\"govuk-body\">"_html << context.say("website.stop_mistake")
        << "</p><div class=\"govuk-button-group\"><button class=\"govuk-button govuk-button--secondary\" name=\"again\""_html;
    out.attribute("value", step.code) << ">"_html << context.say("website.stop_change")
        << "</button><a class=\"govuk-link\" href=\"/\">"_html << context.say("website.to_home") << "</a></div></form></div>"_html;
    return page;
}

html::Page ineligible_page(const Report& report, const forms::Ineligible& why) {
    const auto& context = report.context;
    const auto heading = context.say("website.ineligible_title");
    auto page = framed(report, heading, false);
    auto& out = page.main;
    out << "<div class=\"gh-reading\"><span class=\"govuk-caption-l\">"_html << report.service.name << "</span><h1 class=\"govuk-heading-l\">"_html << heading
        << "</h1><p class=\"govuk-body gh-lines\">"_html << why.reason << "</p><h2 class=\"govuk-heading-m\">"_html << context.say("website.ineligible_appeal")
        << "</h2><p class=\"govuk-body gh-lines\">"_html << why.appeal << "</p>"_html;
    open_form(out, report, report.address() + "/step");
    out << back_to_check(report) << carried(report.request, report.service);
    out << "<p class=\"govuk-body\">"_html << context.say("website.ineligible_mistake", {{"question", why.decided_by->label}})
        << "</p><div class=\"govuk-button-group\"><button class=\"govuk-button govuk-button--secondary\" name=\"again\""_html;
    out.attribute("value", why.decided_by->code) << ">"_html << context.say("website.stop_change")
        << "</button><a class=\"govuk-link\" href=\"/\">"_html << context.say("website.to_home") << "</a></div></form></div>"_html;
    return page;
}

html::Page check_page(const Report& report, std::span<const Problem> problems) {
    const auto& context = report.context;
    const auto heading = context.say("website.check_title");
    auto page = framed(report, heading, !problems.empty());
    page.before_main = way_back(report, false);
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language)
        << "<span class=\"govuk-caption-l\">"_html << report.service.name << "</span><h1 class=\"govuk-heading-l\">"_html
        << heading << "</h1>"_html;
    open_form(out, report, report.address() + "?send");
    put_hidden(out, "at", "check");
    if (joins(report.request)) out << govuk::inset_text({.text = context.say("website.join_check")});
    out << carried(report.request, report.service, {}, report.elsewhere.get()) << report.place_map << html::answers(answers_of(report, problems))
        << report.price << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.check_send") << "</h2><p class=\"govuk-body\">"_html
        << report.service.promise << " "_html << context.say("website.check_privacy") << " <a class=\"govuk-link\" href=\"/privacy\">"_html
        << context.say("website.check_privacy_link") << "</a></p>"_html << report.before_sending;
    govuk::button(out, {.text = context.say(report.leads_to_payment ? "website.send_and_pay" : "website.send"), .prevent_double_click = true});
    out << "</form></div>"_html;
    return page;
}

}  // namespace website
