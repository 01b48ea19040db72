#pragma once
// Inside open311 only: which requests were asked for.

#include "cases/cases.h"
#include "open311/asked.h"
#include "open311/sight.h"

namespace open311 {

inline constexpr int most_requests = 1000;  // the specification's
inline constexpr int most_extended = 200;   // each costs its history
inline constexpr auto longest_span = std::chrono::days(90);

struct Wanted {
    cases::RequestsWanted requests;
    bool by_id = false;  // service_request_id was sent: it overrides everything else
};

/// service_request_id, service_code, status, start_date, end_date, updated_after, updated_before, page, page_size. Without
/// dates the last 90 days. Refuses what is wrong with any of them, a span of more than 90 days among it.
Result<Wanted> requests_wanted(Asked& asked, Instant now, int most);

/// start_date and end_date, or the last 90 days. `before` excludes its moment, but a second named as the end is in it.
struct Span {
    Instant from, before;
};
Span span_of(Asked& asked, Instant now);

/// Those requests, in as far as these eyes see them at all.
std::vector<cases::Line> lines_of(db::Tx& tx, const Wanted& wanted, const Eyes& eyes);

}  // namespace open311
