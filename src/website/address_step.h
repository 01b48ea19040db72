#pragma once
// Inside website only: a question for an address. What was typed is looked for in the council's gazetteer, and what was found is offered; an
// address that is not in it, another council's, is kept as it was typed in full.

#include "website/report_view.h"
#include "website/site.h"

namespace website {

constexpr const char* choosing_field = "choosing";  // stands in the form of the page that offers addresses

/// The page that offers what may be meant; nothing where the answer stands. What is chosen is put into the form.
Result<std::optional<html::Page>> take_address(web::Request& request, const Report& report, std::size_t step);

}  // namespace website
