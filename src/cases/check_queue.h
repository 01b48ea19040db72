#pragma once
// What waits to be checked before it is published: the most urgent first, under what the actor may publish.

#include "cases/publishing.h"

namespace cases {

struct Waiting {
    Line line;  // the request that waits, with its case
    Check check;
};
/// Behind `after`, at its deadline; at most `limit`.
std::vector<Waiting> waiting_checks(db::Tx& tx, const access::Actor& who, const std::optional<std::pair<Instant, RequestId>>& after = {}, int limit = 50);
/// What was decided lately, the newest first.
std::vector<Waiting> decided_checks(db::Tx& tx, const access::Actor& who, int limit = 50);

/// One request, waiting or decided, for who may decide on it.
Result<Waiting> find_check(db::Tx& tx, const access::Actor& who, RequestId request);

struct CheckCounts {
    std::int64_t waiting = 0, late = 0;  // each up to Counts::most
};
CheckCounts count_checks(db::Tx& tx, const access::Actor& who);

/// Tells those who lead the teams, by e-mail, how many checks became late since they were told last; each check once. Announces ChecksLate.
/// True if there may be more.
bool tell_of_late_checks(db::Tx& tx);

}  // namespace cases
