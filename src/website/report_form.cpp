#include "website/report_form.h"

#include "html/govuk.h"
#include "website/site.h"

namespace website {

html::Html report_form(const web::Request& request, const web::Context& context, const catalogue::Definition& service,
                       std::span<const Problem> problems, const ReportWords& words) {
    const auto typed = forms::typed_by(request.form, service.form);
    html::Html out;
    out.reserve(8 * 1024);
    out << "<form method=\"post\" novalidate"_html;
    // Posted to another address than the form's own: a browser throws away what it keeps of an address posted to, and the
    // back button would find a fresh form, whose sending would be a second request.
    out.url("action", request.path + "?send") << ">"_html << seal_fields(context) << "<input type=\"hidden\""_html;
    out.attribute("name", asked_version_field).attribute("value", std::to_string(service.version)) << ">"_html;
    if (service.has_place()) put_place(out, service, typed, problems, forms::Standing::among_others);
    forms::put_questions(out, service.form, typed, problems);
    if (asks_details(service)) {
        out << "<h2 class=\"govuk-heading-m\">"_html << words.contact_heading << "</h2><p class=\"govuk-body\">"_html
            << words.contact_why << "</p>"_html;
        put_details(out, context, service, typed, problems);
    }
    html::govuk::button(out, {.text = words.button, .prevent_double_click = true});
    return out << "</form>"_html;
}

}  // namespace website
