#pragma once
// Inside desk only: what the requests of a case cost, and how that is paid.

#include "desk/case_page.h"

namespace desk {

/// What each request costs and how its payment stands. Nothing where nothing costs anything.
void put_payments(html::Html& out, const web::Context& context, const CaseShown& shown);

}  // namespace desk
