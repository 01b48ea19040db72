#pragma once
// Inside desk only: the clocks of a case as its page shows them.

#include "desk/case_page.h"

namespace desk {

/// How long it has and has had, and the form with which it stands still or goes on.
void put_clocks(html::Html& out, const web::Request& request, const web::Context& context, const CaseShown& shown, std::span<const Problem> problems);

}  // namespace desk
