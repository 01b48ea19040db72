#pragma once
// Inside cases only: what search finds a case by.

#include "cases/case.h"
#include "db/tx.h"

namespace cases {

/// `searchable` is name and place in words; `old_name`, references beside that of the first request: another system's, other requests'.
void index(db::Tx& tx, const Case& the_case, const Request& first, const catalogue::Definition& service,
           const std::string& searchable, const std::string& old_name = {});
/// After the case changed hands, or its requests.
Result<void> index_again(db::Tx& tx, const Case& the_case);

}  // namespace cases
