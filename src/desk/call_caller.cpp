// The left of the call screen: who is calling, and what they told us before.

#include "base/text.h"
#include "desk/call_page.h"
#include "desk/promise.h"
#include "html/govuk.h"
#include "html/hidden.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "people/contact_details.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

void put_hidden(html::Html& out, std::string_view name, std::string_view value) {
    if (!value.empty()) html::hidden_field(out, name, value);
}

/// A form that changes who it is; it leads back to what was being asked about.
void open_person_form(html::Html& out, const web::Context& context, const CallShown& shown) {
    out << "<form method=\"post\" novalidate data-replaces=\"caller errand\""_html;
    out.url("action", call_address(shown.call.id, "/person")) << ">"_html << website::seal_fields(context);
    if (shown.service) put_hidden(out, "service", shown.service->code);
    if (shown.article) put_hidden(out, "article", shown.article->slug);
}

void put_search(html::Html& out, const web::Context& context, const CallShown& shown) {
    out << "<form method=\"get\" role=\"search\" class=\"gh-lookup\" data-module=\"gh-lookup\" data-replaces=\"found-callers\""_html;
    out.url("action", call_address(shown.call.id)) << ">"_html;
    if (shown.service) put_hidden(out, "service", shown.service->code);
    out << "<label class=\"govuk-label govuk-label--s\" for=\"find\">"_html << context.say("desk.call_find")
        << "</label><div class=\"govuk-hint\" id=\"find-hint\">"_html << context.say("desk.call_find_hint")
        << "</div><div class=\"gh-lookup__line\"><input class=\"govuk-input\" id=\"find\" name=\"find\" type=\"search\" autocomplete=\"off\" "
           "aria-describedby=\"find-hint\""_html;
    out.attribute_if("value", shown.find).flag("autofocus", shown.find.empty() && !shown.service && shown.logged.empty());
    out << ">"_html;
    govuk::button(out, {.text = context.say("desk.search_button"), .classes = "govuk-button--secondary"});
    out << "</div></form>"_html;
}

void put_candidates(html::Html& out, const web::Context& context, const CallShown& shown) {
    if (shown.found.empty()) {
        out << "<p class=\"govuk-body\">"_html << context.say("desk.call_nobody_found") << "</p>"_html;
        return;
    }
    open_person_form(out, context, shown);
    out << "<ul class=\"gh-picks\" data-picks>"_html;
    for (const auto& candidate : shown.found) {
        out << "<li><button class=\"gh-pick\" name=\"person\""_html;
        out.attribute("value", to_string(candidate.id)) << "><span class=\"gh-pick__name\">"_html
            << (candidate.details.name.empty() ? context.say("desk.unnamed") : candidate.details.name) << "</span>"_html;
        for (const auto& detail : {people::shown_phone(candidate.details.phone), candidate.details.email, candidate.place})
            if (!detail.empty()) out << "<span class=\"gh-pick__fact\">"_html << detail << "</span>"_html;
        out << "</button></li>"_html;
    }
    out << "</ul></form>"_html;
}

/// Somebody new: what was typed to find them stands in its field already.
void put_new_caller(html::Html& out, const web::Request& request, const web::Context& context, const CallShown& shown) {
    const bool refused = shown.problem_form == "person";
    const auto guessed = details_in(shown.find);
    open_person_form(out, context, shown);
    const auto field = [&](const char* name, const char* label, const std::string& value, const char* type) {
        govuk::input(out, {.id = name,
                           .name = name,
                           .type = type,
                           .value = refused ? std::string(request.form.text(name)) : value,
                           .label = {.text = context.say(label)},
                           .error_message = refused ? html::problem_at(shown.problems, name) : govuk::ErrorMessage{},
                           .autocomplete = "off"});
    };
    out << "<h3 class=\"govuk-heading-s\">"_html << context.say("desk.call_new_person") << "</h3>"_html;
    field("name", "desk.call_name", guessed.name, "text");
    field("phone", "desk.phone", guessed.phone, "tel");
    field("email", "desk.email", guessed.email, "email");
    govuk::button(out, {.text = context.say("desk.call_keep_person"), .classes = "govuk-button--secondary", .attributes = {{"data-otherwise"}}});
    out << "</form>"_html;
}

void put_told_before(html::Html& out, const web::Context& context, const CallShown& shown) {
    out << "<h3 class=\"govuk-heading-s\">"_html << context.say("desk.call_told_before") << "</h3>"_html;
    if (shown.told_before.empty()) {
        out << "<p class=\"govuk-body\">"_html << context.say("desk.call_told_nothing") << "</p>"_html;
        return;
    }
    out << "<ul class=\"gh-told\" id=\"told\">"_html;
    for (const auto& told : shown.told_before) {
        const auto& the_case = told.line.the_case;
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", "/staff/cases/" + to_string(the_case.id) + "?call=" + to_string(shown.call.id)) << ">"_html
            << told.service->name << "</a> "_html;
        put_promise(out, context, the_case);
        out << "<span class=\"gh-told__facts\">"_html << website::shown_time(context, told.line.request.received_at);
        if (!told.place.empty()) out << ", "_html << told.place;
        if (!the_case.outcome.empty()) out << ": "_html << cases::outcome_shown(*told.service, the_case.outcome);
        out << "</span></li>"_html;
    }
    out << "</ul>"_html;
}

void put_known(html::Html& out, const web::Context& context, const CallShown& shown) {
    out << "<div class=\"gh-known\"><p class=\"gh-known__name\">"_html
        << (shown.person.name.empty() ? context.say("desk.unnamed") : shown.person.name) << "</p>"_html;
    for (const auto& detail : {people::shown_phone(shown.person.phone), shown.person.email})
        if (!detail.empty()) out << "<p class=\"govuk-body gh-known__fact\">"_html << detail << "</p>"_html;
    open_person_form(out, context, shown);
    out << "<button class=\"gh-plain-button\" name=\"person\" value=\"0\">"_html << context.say("desk.call_somebody_else")
        << "</button></form></div>"_html;
    if (shown.plan) put_plan(out, context, *shown.plan, 3);
    put_told_before(out, context, shown);
}

}  // namespace

people::Contact details_in(std::string_view typed) {
    const auto words = base::trim(typed);
    if (const auto email = people::tidy_email(words)) return {.name = {}, .email = *email, .phone = {}};
    if (const auto phone = people::tidy_phone(words)) return {.name = {}, .email = {}, .phone = std::string(words)};
    const bool has_digit = std::ranges::any_of(words, [](char c) { return c >= '0' && c <= '9'; });
    if (has_digit || words.find('@') != words.npos) return {};  // a postcode, a reference, or not all of it yet
    return {.name = std::string(words), .email = {}, .phone = {}};
}

void put_caller(html::Html& out, const web::Request& request, const web::Context& context, const CallShown& shown) {
    out << "<section class=\"gh-call__caller\" id=\"caller\" aria-labelledby=\"caller-title\"><h2 class=\"govuk-heading-m\" id=\"caller-title\">"_html
        << context.say("desk.call_caller") << "</h2>"_html;
    if (!shown.person.empty()) {
        put_known(out, context, shown);
        out << "</section>"_html;
        return;
    }
    put_search(out, context, shown);
    out << "<div id=\"found-callers\""_html;
    if (!shown.find.empty()) out.attribute("data-said", found_said(context, shown.found.size()));
    out << ">"_html;
    if (!shown.find.empty()) put_candidates(out, context, shown);
    if (!shown.find.empty() || shown.problem_form == "person") put_new_caller(out, request, context, shown);
    if (shown.find.empty() && shown.problem_form != "person")
        out << "<p class=\"govuk-body gh-quiet\">"_html << context.say("desk.call_need_not_say") << "</p>"_html;
    out << "</div></section>"_html;
}

}  // namespace desk
