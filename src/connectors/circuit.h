#pragma once
// When an errand is tried: pauses of its own that grow, and a circuit for the whole destination, so that one that is down is asked by
// one errand at a time and not hammered. Pure: time and chance are handed in.

#include "base/random.h"
#include "base/time.h"

#include <cstdint>
#include <optional>

namespace connectors {

/// After so many failures in a row a destination counts as down.
inline constexpr std::int64_t down_after = 3;
/// An errand that failed so often is stuck: with the pauses below after some eleven hours.
inline constexpr std::int64_t most_attempts = 20;
/// While it is down, one try holds back all others for so long at most, should its end never become known.
inline constexpr Duration probe_holds = std::chrono::minutes{2};

struct Circuit {
    std::int64_t failures = 0;       // in a row
    std::optional<Instant> open_at;  // while down: when the next one may try
    bool is_down() const { return failures >= down_after; }
};

/// 5 seconds, doubled at each attempt up to an hour, of which half to all is waited. `attempt` counts from 1. What the other side
/// asked for (Retry-After) is waited at least, up to six hours.
Duration pause_after(std::int64_t attempt, Random&, std::optional<Duration> asked_for = std::nullopt);

/// Until when it must wait; nothing if it may try now.
std::optional<Instant> held_until(const Circuit&, Instant now);
/// While down, whoever begins a try holds back the others.
Circuit begun(const Circuit&, Instant now);
Circuit succeeded();
Circuit failed(const Circuit&, Instant now, Duration pause);

/// The turn of an errand at a destination that takes so many a minute (0: any number), where the next free one is `next`.
Instant turn_at(std::optional<Instant> next, Instant now);
std::optional<Instant> next_turn(Instant taken, std::int64_t per_minute);

}  // namespace connectors
