#pragma once
// How often each service is asked for.

#include "base/time.h"
#include "db/tx.h"

#include <string>
#include <utility>
#include <vector>

namespace cases {

/// The services that were asked for since then and how often, most first. Reads every request since: ask now and then.
std::vector<std::pair<std::string, std::int64_t>> demand_since(db::Tx& tx, Instant since);

}  // namespace cases
