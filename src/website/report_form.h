#pragma once
// A service's questions as one form: used by the resident on the website and by the agent at the desk.

#include "catalogue/catalogue.h"
#include "contact/contact.h"
#include "html/html.h"
#include "web/web.h"

#include <span>

namespace website {

/// What the form says to whoever fills it in: the resident, or an agent for them.
struct ReportWords {
    std::string contact_heading = {};
    std::string contact_why = {};
    std::string button = {};
};

/// The whole <form>: place, questions, contact details, in that order, with what was typed and what was wrong.
html::Html report_form(const web::Request& request, const web::Context& context, const catalogue::Definition& service,
                       std::span<const Problem> problems, const ReportWords& words);

/// What the form sent. The views in it live as long as the request.
contact::Sent sent_with(const web::Request& request);

}  // namespace website
