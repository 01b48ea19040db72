#pragma once
// Instants and days. Inside the house every moment is UTC microseconds; local time exists at the edge that shows it
// and in places::Calendar. Time is handed in: only a Clock knows what time it is, and tests hold one that stands still.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace base {

using Duration = std::chrono::microseconds;
using Instant = std::chrono::sys_time<Duration>;  // UTC, stored as BIGINT microseconds since 1970
using Day = std::chrono::sys_days;                // a calendar day, with no hour and no zone

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

/// The machine's clock. It can jump, also backwards; nothing in the house relies on it for order (the journal's
/// positions do that) or for mutual exclusion (leases count heartbeats by the monotonic clock).
class SystemClock final : public Clock {
public:
    Instant now() const override;
};

/// A clock that moves only when told.
class StoppedClock final : public Clock {
public:
    explicit StoppedClock(Instant start) : now_(start) {}
    Instant now() const override { return now_; }
    void advance(Duration by) { now_ += by; }
    void set(Instant to) { now_ = to; }

private:
    Instant now_;
};

/// "2026-11-22T09:30:00.000000Z"; microseconds are left out when zero.
std::string to_iso(Instant);
/// "2026-11-22"
std::string to_iso(Day);
/// "20261122T093000Z", for names of files.
std::string to_compact(Instant);
/// RFC 3339 with an offset or Z; anything else, an impossible date included, is nothing.
std::optional<Instant> parse_iso(std::string_view);
/// Exactly YYYY-MM-DD and a day that exists.
std::optional<Day> parse_iso_day(std::string_view);
/// RFC 9110 date, as Last-Modified and Expires want it: "Sun, 22 Nov 2026 09:30:00 GMT".
std::string to_http_date(Instant);
/// RFC 5322 date in UTC: "Sun, 22 Nov 2026 09:30:00 +0000".
std::string to_mail_date(Instant);

inline Day day_of(Instant i) { return std::chrono::floor<std::chrono::days>(i); }

}  // namespace base

using base::Clock;
using base::Day;
using base::Duration;
using base::Instant;
