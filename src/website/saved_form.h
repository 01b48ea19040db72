#pragma once
// Save and return: a resident leaves a half-filled form and comes back with a code, here or by ringing (contact/kept_form.h). Between pages
// the code travels in the form, sealed, so that saving again keeps it and sending takes what was saved away. Who knows the code alone can do neither.

#include "contact/kept_form.h"
#include "website/report_view.h"
#include "website/site.h"

namespace website {

constexpr const char* saved_field = "saved-form";      // the code, sealed, in a form that was saved before
constexpr const char* save_for_later = "save-for-later";  // stands as `go`

/// Whether a service's form has so many pages that saving is offered.
bool is_long(const catalogue::Definition& service);
/// The button that leads to it.
html::Html save_button(const web::Context& context);
/// The page that asks for a contact detail to save under. `at`: where one was; `problems` stand under "contact".
html::Page save_page(const Report& report, std::string_view at, std::span<const Problem> problems);

/// A form that is gone on with: its answers in the place of the request's own. Nothing where code and contact detail fit none.
Result<std::optional<contact::FormLeft>> take_up(web::Request& request, web::Context& context, std::string_view code, std::string_view contact);
/// What was saved of a report goes when it is sent.
Result<void> forget_saved(db::Tx& tx, const web::Request& request, const web::Context& context);

Result<web::Response> save_report(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_saved_form(const Site&, web::Request&, web::Context&);
Result<web::Response> return_to_form(const Site&, web::Request&, web::Context&);

}  // namespace website
