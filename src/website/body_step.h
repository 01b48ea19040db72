#pragma once
// Inside website only: "this is not ours, tell …", as soon as the place of a report is known.

#include "places/responsible.h"
#include "website/report_view.h"

namespace website {

/// Who looks after the place that was given, if it is not the council.
Result<std::optional<places::Body>> body_at(const web::Context& context, const catalogue::Definition& service, const web::Request& request);

/// Says so, how they are reached, and that the council passes the report on if one goes on with it.
html::Page body_page(const Report& report, std::size_t place_step, const places::Body& body);
constexpr const char* body_choice = "body";  // stands as `at` in its form

/// How a body is reached, as a list; nothing where nothing is known.
html::Html ways_to_reach(const web::Context& context, const std::string& phone, const std::string& web);

}  // namespace website
