#pragma once
// Inside desk only: taking lists out of the house.

#include "cases/worklist.h"
#include "desk/pages.h"

#include <string>
#include <utility>
#include <vector>

namespace desk {

/// "Download as CSV", folded away: a form that sends these fields to /staff/exports. Nothing for who may not export.
void put_download(html::Html& out, const web::Context& context, const std::vector<std::pair<const char*, std::string>>& hidden);

/// What stands in a list of the worklist, by its name in the address.
cases::Wanted wanted_in_list(std::string_view code);

}  // namespace desk
