#include "connectors/circuit.h"

#include <algorithm>

namespace connectors {
namespace {

constexpr Duration first_pause = std::chrono::seconds{5};
constexpr Duration longest_pause = std::chrono::hours{1};
constexpr Duration longest_asked_for = std::chrono::hours{6};

}  // namespace

Duration pause_after(std::int64_t attempt, Random& random, std::optional<Duration> asked_for) {
    const auto doublings = std::clamp<std::int64_t>(attempt - 1, 0, 20);
    const auto whole = std::min(longest_pause, first_pause * (std::int64_t{1} << doublings));
    const auto half = whole.count() / 2;
    const Duration pause{half + static_cast<std::int64_t>(random.number_below(static_cast<std::uint64_t>(half) + 1))};
    return std::max(pause, std::min(asked_for.value_or(Duration{0}), longest_asked_for));
}

std::optional<Instant> held_until(const Circuit& circuit, Instant now) {
    if (!circuit.is_down() || !circuit.open_at || *circuit.open_at <= now) return std::nullopt;
    return circuit.open_at;
}

Circuit begun(const Circuit& circuit, Instant now) {
    if (!circuit.is_down()) return circuit;
    return {circuit.failures, now + probe_holds};
}

Circuit succeeded() { return {}; }

Circuit failed(const Circuit& circuit, Instant now, Duration pause) { return {circuit.failures + 1, now + pause}; }

Instant turn_at(std::optional<Instant> next, Instant now) { return next ? std::max(*next, now) : now; }

std::optional<Instant> next_turn(Instant taken, std::int64_t per_minute) {
    if (per_minute <= 0) return std::nullopt;
    return taken + Duration(std::chrono::minutes{1}) / per_minute;
}

}  // namespace connectors
