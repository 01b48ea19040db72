#include "bpmn/expression.h"

#include <doctest/doctest.h>

namespace {

using namespace bpmn;
using namespace std::chrono_literals;

Instant at(const char* text) { return *base::parse_iso(text); }

TEST_CASE("durations are read as ISO 8601 has them, and nothing else is") {
    CHECK(read_span("P1Y2M") == Span{14, 0us});
    CHECK(read_span("P2W") == Span{0, 336h});
    CHECK(read_span("P1DT2H3M4.5S") == Span{0, 24h + 2h + 3min + 4500ms});
    for (const auto* wrong : {"", "P", "PT", "1D", "P1H", "PT1D", "P-1D", "PT1S1", "P1DT", "P9999999999999D", "P4000Y"})
        CHECK_MESSAGE(!read_span(wrong), wrong);
}

TEST_CASE("a month later is the same day, or the last one of a shorter month") {
    CHECK(at("2026-01-31T10:00:00Z") + *read_span("P1M") == at("2026-02-28T10:00:00Z"));
    CHECK(at("2026-11-22T10:00:00Z") + *read_span("P1M") == at("2026-12-22T10:00:00Z"));
}

TEST_CASE("a timer names a moment, a span from now, or a cycle") {
    const auto now = at("2026-11-22T09:30:00Z");
    CHECK(read_schedule(TimerKind::date, "2026-12-01T09:00:00+01:00", now)->first == at("2026-12-01T08:00:00Z"));
    CHECK(read_schedule(TimerKind::duration, "PT30M", now)->first == at("2026-11-22T10:00:00Z"));
    CHECK(read_schedule(TimerKind::cycle, "R4/PT10S", now) == Schedule{now + 10s, Span{0, 10s}, 4});
    CHECK(read_schedule(TimerKind::cycle, "R/2026-12-01T00:00:00Z/P1M", now) ==
          Schedule{at("2026-12-01T00:00:00Z"), Span{1, 0us}, -1});
    CHECK(!read_schedule(TimerKind::cycle, "R0/PT10S", now));
    CHECK(!read_schedule(TimerKind::cycle, "R/PT0.1S", now));
    CHECK(!read_schedule(TimerKind::date, "tomorrow", now));
}

}  // namespace
