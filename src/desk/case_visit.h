#pragma once
// Inside desk only: the visits of a case.

#include "desk/case_page.h"

namespace desk {

/// Visits of the case's requests, and what may still be booked, as far as this reader works on it.
Result<void> read_visits(db::Tx& tx, const access::Actor& who, CaseShown& shown);
/// When somebody goes there, and the forms to book, move and cancel it. Nothing where nobody goes.
void put_visits(html::Html& out, const web::Request& request, const web::Context& context, const CaseShown& shown, std::span<const Problem> problems);

}  // namespace desk
