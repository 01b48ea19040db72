#pragma once
// Requests that the staff call abusive: marked for colleagues, and kept from the public.

#include "cases/publishing.h"

namespace cases {

/// "threat", "insult", "hate", "spam", "other". Their words: cases.abuse_<code>.
std::span<const std::string_view> abuse_reasons();

struct Flag {
    Instant at;
    std::string by;  // as the journal names actors
    std::string reason;
};
std::optional<Flag> flag_of(db::Tx& tx, RequestId request);
/// The newest flags there are, of what this actor may see.
std::vector<Line> flagged_requests(db::Tx& tx, const access::Actor& who, int limit = 50);

/// Marks it with a reason and words for colleagues, and withholds what waits or is public of it. The work goes on: what was reported may
/// be true. Wants cases.work.
Result<void> flag_abusive(db::Tx& tx, const access::Actor& who, RequestId request, std::string_view reason, std::string_view words);
/// It was not meant so. What was withheld stays withheld until somebody publishes it.
Result<void> lift_flag(db::Tx& tx, const access::Actor& who, RequestId request);

}  // namespace cases
