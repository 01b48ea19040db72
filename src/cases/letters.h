#pragma once
// Inside cases only: what residents are written about their requests. By e-mail or by post, as they chose (notifications/reader.h); those who left no
// address get nothing.

#include "cases/case.h"
#include "db/tx.h"
#include "notifications/notifications.h"

namespace cases {

/// Writes to everybody whose live request the case carries; how many were written to.
std::int64_t write_to_residents(db::Tx& tx, const Case& the_case, const catalogue::Definition& service,
                                std::string_view wording, const notifications::Values& values = {});
/// Writes to one resident; false where they left no address.
bool write_about(db::Tx& tx, const Request& request, const Case& the_case, const catalogue::Definition& service,
                 std::string_view wording, const notifications::Values& values = {});
/// True if somebody with a live request left an address.
bool can_write(db::Tx& tx, const Case& the_case);

}  // namespace cases
