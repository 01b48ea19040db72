#pragma once
// Inside alerts only: new problems that everybody may see, told to who asked for them.

#include "alerts/alerts.h"
#include "cases/cases.h"

namespace alerts {

inline constexpr std::string_view tell_kind = "alerts.tell";

/// A request came into the public's sight: whoever asked for its ward or its surroundings is to be told, once.
void hear_of(db::Tx& tx, cases::CaseId case_id, cases::RequestId request);
/// Writes what waits for a subscription, as far as everybody may still see it, in one letter.
void tell(db::Tx& tx, SubscriptionId id);

}  // namespace alerts
