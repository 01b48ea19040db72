#pragma once
// Inside casework only: cases that were open before their service had a map are put on it.

#include "jobs/kinds.h"

namespace casework {

/// Every open case whose service has a map and that is on none begins along the map of the live version, a transaction each; the map
/// knows by `taken_up` that it is not new. One that somebody has, of a service whose map gives the work to teams of its own, stays with
/// them and is worked on by hand. Safe to repeat.
Result<void> take_up(const jobs::Running& job);

}  // namespace casework
