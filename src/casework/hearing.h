#pragma once
// What a case hears from another room while it waits on its map: a message that its map names.

#include "cases/case.h"
#include "db/tx.h"

#include <string_view>

namespace casework {

/// The map of this case goes on wherever it waits for a message of this name. False where it does not wait for it: nothing is kept for later.
Result<bool> hear(db::Tx& tx, cases::CaseId id, std::string_view message);
/// Whether the map of a service waits for a message of this name anywhere.
Result<bool> waits_for(const catalogue::Definition& service, std::string_view message);

}  // namespace casework
