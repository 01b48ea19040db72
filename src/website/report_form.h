#pragma once
// A service's questions as one form on one page: for an agent at the desk, who fills it in while the caller talks.

#include "website/report_fields.h"

namespace website {

/// What the form says to whoever fills it in.
struct ReportWords {
    std::string contact_heading = {};
    std::string contact_why = {};
    std::string button = {};
};

/// The version whose questions stand in the form, in a hidden field.
constexpr const char* asked_version_field = "asked-version";

/// The whole <form>: place, questions, contact details, in that order, with what was typed and what was wrong.
html::Html report_form(const web::Request& request, const web::Context& context, const catalogue::Definition& service,
                       std::span<const Problem> problems, const ReportWords& words);

}  // namespace website
