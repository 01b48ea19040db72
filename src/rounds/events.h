#pragma once

#include "journal/event.h"
#include "rounds/rounds.h"

namespace rounds {

/// Rows of the rounds were added, changed or taken off, by how many. Each load is a subject of its own.
struct RoundsLoaded {
    static constexpr const char* kind = "rounds.RoundsLoaded";
    std::int64_t load = 0;
    std::int64_t bins = 0, rounds = 0, served = 0, changes = 0, rules = 0;
    journal::Subject subject() const { return {"rounds", load}; }
    template <class Fields>
    void fields(Fields& f) {
        f("bins", bins);
        f("rounds", rounds);
        f("served", served);
        f("changes", changes);
        f("rules", rules);
    }
};

/// Staff said that a round is late, or how late. `streets` is how many; 0: all of its own.
struct RoundRunsLate {
    static constexpr const char* kind = "rounds.RoundRunsLate";
    LateId late;
    std::string round, day;  // "2026-11-27"
    std::int64_t streets = 0;
    journal::Subject subject() const { return {"late round", late.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("late", late);
        f("round", round);
        f("day", day);
        f("streets", streets);
    }
};

/// The lorry came after all, or the message was wrong.
struct LateRoundCleared {
    static constexpr const char* kind = "rounds.LateRoundCleared";
    LateId late;
    std::string round;
    journal::Subject subject() const { return {"late round", late.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("late", late);
        f("round", round);
    }
};

}  // namespace rounds
