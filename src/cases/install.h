#pragma once
// How cases is wired into one tenant.

#include "jobs/kinds.h"
#include "journal/subscribers.h"

namespace cases {

/// Hears what became of letters, and knows how to ask whether something is fixed.
void install(journal::Subscribers&, jobs::Kinds&);

}  // namespace cases
