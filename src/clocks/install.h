#pragma once
// How clocks is wired into one tenant.

#include "db/tx.h"
#include "jobs/kinds.h"
#include "journal/subscribers.h"

namespace clocks {

inline constexpr std::string_view ring_kind = "clocks.ring";
inline constexpr std::string_view count_again_kind = "clocks.count_again";

/// Hears what happens on cases and to calendars, and knows how to ring what is due.
void install(journal::Subscribers&, jobs::Kinds&);
/// Looks every minute for what is due. At every start.
void set_timers(db::Tx&);

}  // namespace clocks
