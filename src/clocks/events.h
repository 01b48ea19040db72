#pragma once
// What clocks announces. The subject is the case; `clock` is acknowledge, update or resolve.

#include "clocks/clocks.h"
#include "journal/event.h"

namespace clocks {

struct OfPause {
    cases::CaseId id;
    PauseId pause;
    std::string service;
    access::TeamId team;
    std::string reason;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("pause", pause);
        f("service", service);
        f("team", team);
        f("reason", reason);
    }
};

struct ClockPaused : OfPause {
    static constexpr const char* kind = "clocks.ClockPaused";
};

struct ClockResumed : OfPause {
    static constexpr const char* kind = "clocks.ClockResumed";
};

struct OfStandard {
    cases::CaseId id;
    std::string service;
    access::TeamId team;
    std::string clock;
    Instant deadline;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("service", service);
        f("team", team);
        f("clock", clock);
        f("deadline", deadline);
    }
};

/// It will be missed soon.
struct StandardWarned : OfStandard {
    static constexpr const char* kind = "clocks.StandardWarned";
};

struct StandardMissed : OfStandard {
    static constexpr const char* kind = "clocks.StandardMissed";
};

/// A case that is late was passed up the ladder: `rung` counts from 1; `to` is as the definition says it.
struct CaseEscalated {
    static constexpr const char* kind = "clocks.CaseEscalated";
    cases::CaseId id;
    std::string service;
    access::TeamId team;
    std::int64_t rung = 0;
    std::string to;
    Instant deadline;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("service", service);
        f("team", team);
        f("rung", rung);
        f("to", to);
        f("deadline", deadline);
    }
};

}  // namespace clocks
