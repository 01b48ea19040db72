#pragma once
// Inside cases only: "is it fixed?", asked some working days after closing, unless somebody said so before.

#include "cases/case.h"
#include "db/tx.h"

namespace cases {

inline constexpr std::string_view ask_if_fixed_kind = "cases.ask_if_fixed";

/// Where the service says so, and there is somebody to ask.
void ask_later(db::Tx& tx, const Case& the_case, const catalogue::Definition& service);
void ask_no_more(db::Tx& tx, CaseId id);
/// Asks everybody who has not answered; nobody while the case is open.
Result<void> ask_if_fixed(db::Tx& tx, CaseId id);

}  // namespace cases
