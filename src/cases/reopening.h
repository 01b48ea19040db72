#pragma once
// Inside cases only: a closed case goes on, at the wish of a colleague or of a resident.

#include "cases/case.h"
#include "db/tx.h"

#include <functional>

namespace cases {

/// Changes and announces: a new promise, a withdrawal that closed it and all confirmations count no more, nobody is asked whether
/// it is fixed. Refused as a conflict, "cases.nobody_asks", where everybody withdrew before, or is on another case now. `keep_words` is called once the case may be reopened, and gives the note that says why.
Result<void> reopen(db::Tx& tx, Case& the_case, std::string_view reason, const std::function<NoteId()>& keep_words);

}  // namespace cases
