#pragma once
// How cases is wired into one tenant.

#include "jobs/kinds.h"
#include "journal/subscribers.h"

namespace cases {

inline constexpr std::string_view late_checks_kind = "cases.tell_of_late_checks";

/// Hears what became of letters, and knows how to ask whether something is fixed, and whom to tell of late checks.
void install(journal::Subscribers&, jobs::Kinds&);
/// Looks hourly for checks that became late.
void set_timers(db::Tx&);

}  // namespace cases
