#pragma once
// Inside cases only: what every verb asks first, and the promise a service makes.

#include "cases/case.h"
#include "db/tx.h"

namespace cases {

/// The case, if this actor may do that with it; where they may not even see it, it is not there.
Result<Case> find_for(db::Tx& tx, const access::Actor& who, access::Permission permission, CaseId id);
/// The same for who changes what they saw.
Result<Case> find_seen(db::Tx& tx, const access::Actor& who, access::Permission permission, CaseId id,
                       std::int64_t seen_changes);

/// Up to 5,000 characters, tidied; problems under the field "text". `missing`: what to say when there are none; empty:
/// they may be left out.
Result<std::string> check_words(std::string_view text, std::string_view missing);

/// The last moment within so many working days, as the council counts them; `no_promise` for a service that promises none.
Instant working_days_after(db::Tx& tx, Instant from, std::int64_t days);

}  // namespace cases
