#pragma once
// Inside alerts only: the evening before a collection.

#include "rounds/rounds.h"

#include <string_view>

namespace alerts {

inline constexpr std::string_view evening_kind = "alerts.evening", late_kind = "alerts.late";

/// Writes to some of those whose bins are collected next, from 6pm on the evening before to the hour at which bins should be out;
/// each once for a day. True if there may be more to write to.
bool remind_some(db::Tx& tx);
/// Writes to some of those who are reminded of bins and whom this late round keeps waiting, once each, while it stands. True if there
/// may be more to write to.
bool tell_late(db::Tx& tx, rounds::LateId late);
/// Forgets what was never confirmed and news that is old.
void tidy(db::Tx& tx);

}  // namespace alerts
