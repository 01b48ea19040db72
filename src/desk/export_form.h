#pragma once
// Inside desk only: taking lists out of the house.

#include "cases/worklist.h"
#include "desk/pages.h"

#include <string_view>

namespace desk {

/// "Download as CSV": a link to the page that asks for the rest, with what is on screen (`list` or `q`). Nothing for who may not export.
void put_download(html::Html& out, const web::Context& context, const char* name, std::string_view value);

/// What stands in a list of the worklist, by its name in the address, and the key of the words for it.
cases::Wanted wanted_in_list(std::string_view code);
const char* title_of_list(std::string_view code);

}  // namespace desk
