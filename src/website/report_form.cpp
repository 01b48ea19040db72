#include "website/report_form.h"

#include "forms/view.h"
#include "html/govuk.h"
#include "html/problems.h"
#include "website/site.h"

namespace website {
namespace {

namespace govuk = html::govuk;

void put_place(html::Html& out, const catalogue::Definition& service, const forms::Typed& typed,
               std::span<const Problem> problems) {
    if (!service.has_place()) return;
    govuk::input(out, {.id = "location",
                       .name = "location",
                       .value = typed("location"),
                       .label = {.text = service.location_label, .classes = "govuk-label--m"},
                       .hint = {.text = service.location_hint},
                       .error_message = html::problem_at(problems, "location"),
                       .autocomplete = "street-address"});
}

void put_contact(html::Html& out, const web::Context& context, const catalogue::Definition& service,
                 const forms::Typed& typed, std::span<const Problem> problems, const ReportWords& words) {
    const auto field = [&](const char* name, const char* type, const char* autocomplete, const char* hint) {
        govuk::input(out, {.id = name,
                           .name = name,
                           .type = type,
                           .value = typed(name),
                           .label = {.text = context.say(std::string("website.contact_") + name)},
                           .hint = {.text = *hint ? context.say(hint) : ""},
                           .error_message = html::problem_at(problems, name),
                           .autocomplete = autocomplete});
    };
    if (!service.asks_name && !service.asks_email && !service.asks_phone) return;
    out << "<h2 class=\"govuk-heading-m\">"_html << words.contact_heading << "</h2><p class=\"govuk-body\">"_html
        << words.contact_why << "</p>"_html;
    if (service.asks_name) field("name", "text", "name", "");
    if (service.asks_email) field("email", "email", "email", "website.contact_email_hint");
    if (service.asks_phone) field("phone", "tel", "tel", "");
}

}  // namespace

html::Html report_form(const web::Request& request, const web::Context& context, const catalogue::Definition& service,
                       std::span<const Problem> problems, const ReportWords& words) {
    const forms::Typed typed = [&](std::string_view field) { return std::string(request.form.text(field)); };
    html::Html out;
    out.reserve(8 * 1024);
    out << "<form method=\"post\" novalidate"_html;
    // Posted to another address than the form's own: a browser throws away what it keeps of an address posted to, and the
    // back button would find a fresh form, whose sending would be a second request.
    out.url("action", request.path + "?send") << ">"_html << seal_fields(context);
    put_place(out, service, typed, problems);
    forms::put_questions(out, service.form, typed, problems);
    put_contact(out, context, service, typed, problems, words);
    govuk::button(out, {.text = words.button, .prevent_double_click = true});
    return out << "</form>"_html;
}

contact::Sent sent_with(const web::Request& request) {
    return {.answer = [&request](std::string_view code) -> std::optional<std::string_view> {
                const auto* value = request.form.find(code);
                return value == nullptr ? std::nullopt : std::optional<std::string_view>(*value);
            },
            .location = {.text = std::string(request.form.text("location"))}};
}

}  // namespace website
