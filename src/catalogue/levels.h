#pragma once
// Service levels: what the council promises itself and the resident of one service, as its definition says.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

/// So much working time, or so many whole working days; one of the two.
struct Span {
    std::int64_t working_hours = 0, working_days = 0;
    bool operator==(const Span&) const = default;
};

/// Who is told once a case is late by so much.
struct Rung {
    Span after;      // past the promise; 0 hours: at once
    std::string to;  // "team_leader" of the team that has the case, "manager" (who leads the team above), or the name of a team
    bool operator==(const Rung&) const = default;
};

/// Why a case may stand still, its clocks with it.
struct PauseReason {
    std::string code, label;
    std::string said;  // to the resident, in a sentence; empty: the label
    bool operator==(const PauseReason&) const = default;
};
/// The code of waiting for the resident's own answer: the page that follows the request says since when.
inline constexpr std::string_view waiting_for_resident = "resident";

struct Levels {
    std::optional<Span> acknowledge;  // somebody on the staff has looked at it; nothing: not measured
    std::int64_t update_every = 0;    // working days between two letters to the resident; 0: not measured
    std::int64_t resolve = 0;         // working days; the service's promise. 0: of the past, promises nothing
    std::int64_t warn_before = 0;     // working hours before any of the three runs out; 0: nobody is warned
    std::vector<Rung> escalate;       // in the order in which they are climbed
    std::vector<PauseReason> pauses;
    bool operator==(const Levels&) const = default;

    const PauseReason* find_pause(std::string_view code) const;
    /// To colleagues, and to the resident; the code itself for a reason that the service has not.
    std::string label_of(std::string_view code) const;
    std::string said_of(std::string_view code) const;
};

}  // namespace catalogue
