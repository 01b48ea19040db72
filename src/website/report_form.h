#pragma once
// A service's questions as one form: used by the resident on the website and by the agent at the desk.

#include "catalogue/catalogue.h"
#include "contact/contact.h"
#include "html/html.h"
#include "web/web.h"

#include <span>

namespace website {

/// The whole <form>: place, questions, contact details, in that order, with what was typed and what was wrong.
html::Html report_form(const web::Request& request, const web::Context& context, const catalogue::Definition& service,
                       std::span<const Problem> problems, const std::string& button);

/// What the form sent. The views in it live as long as the request.
contact::Sent sent_with(const web::Request& request);

}  // namespace website
