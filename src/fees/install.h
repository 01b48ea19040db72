#pragma once
// How fees is wired into one tenant.

#include "jobs/kinds.h"
#include "journal/subscribers.h"

namespace fees {

/// Says whose payments are (payments::Owners). Once, by main.
void own_payments();

/// Hears what became of payments, requests, cases and visits; and ends what nobody pays for.
void install(journal::Subscribers& subscribers, jobs::Kinds& kinds);

}  // namespace fees
