#pragma once
// How long a case has, and has had: three clocks as a pure function of the service's levels, the calendars of the teams, and what
// happened. No database, no clock of its own.
//
// The three
//  1. *acknowledge* runs from the opening until somebody on the staff takes the case, says anything on it, or ends it.
//  2. *update* runs from the last letter to the resident, or else from the opening; each letter starts it anew.
//  3. *resolve* runs to the promise: the one said at the opening, at reopening, or by a colleague who promised another day.
//
// Rules
//  4. Time counts by the calendar of the team that had the case while it ran. A promise of days that was given is given: neither another
//     team nor a later closing day moves it.
//  5. A pause stops update and resolve. They go on with the working time they had left, and run to the end of the day on which
//     that runs out: so many short pauses move a promise by the working time they took, rounded up once and not each time.
//  6. What is missed stays missed: a pause that begins after the promise ran out moves nothing. Only a colleague's new promise, a
//     letter (update), or reopening starts anew.
//  7. Nothing is missed while it stands still.
//  8. The council's time is the working time in which the case was open, with the council, and did not stand still. The resident's is all
//     time since it was opened, until it was closed last.
//  9. The answer is the same whether it is asked once at the end or after every step.

#include "access/ids.h"
#include "catalogue/levels.h"
#include "places/calendar.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace clocks {

enum class Happened {
    opened,        // with `team` and `due`
    acknowledged,  // somebody on the staff dealt with it
    told,          // a letter to the resident
    promised,      // a colleague promised another day: `due`
    paused,        // for `reason`
    resumed,
    closed,
    reopened,      // with a new `due`
    joined,        // to another case
    parted,        // from it again, with its `due`
    passed_on,     // to another body: nothing is promised any more
    team_changed,  // to `team`
};

struct Step {
    Happened what;
    Instant at;
    access::TeamId team = {};
    std::optional<Instant> due = {};  // nothing: nothing is promised
    std::string reason = {};
};

/// By which calendar a team works; the council's for those not named.
struct Calendars {
    places::Calendar council;
    std::map<access::TeamId, places::Calendar> teams = {};
    const places::Calendar& of(access::TeamId team) const;
};

enum class State { none, running, paused, met, missed };
std::string_view code_of(State);  // "running"

struct Clock {
    State state = State::none;
    std::optional<Instant> deadline = {};  // the last moment in time; as long as it is paused: if it went on now
    std::optional<Instant> first = {};     // resolve: what was promised before anything moved it
    std::optional<Instant> settled = {};   // when it was met, or missed
    std::optional<Instant> warn_at = {};   // while it runs, where it leaves time for a warning
    bool done = false;                     // nothing more is wanted of it, met or missed
    bool operator==(const Clock&) const = default;
};

struct Pause {
    std::string reason;
    Instant since;
    bool operator==(const Pause&) const = default;
};

struct Clocks {
    Clock acknowledge, update, resolve;
    Duration council{}, resident{};
    std::optional<Pause> pause = {};
    std::vector<Instant> rungs = {};  // when each rung of the ladder is due, past a promise that was missed; empty otherwise
    bool operator==(const Clocks&) const = default;
};

/// A clock that runs to a moment and can be stopped; the working time that is left is kept exact.
struct Run {
    Instant began{}, base{}, exact{};  // `base`: as it was said; `exact`: when the working time runs out
    bool on = false;
    std::optional<Instant> missed = {};
    std::optional<Instant> still_since = {};  // stands still, and that moves it
};

/// One case as its clocks see it. Steps are heard in the order in which they happened.
class Course {
public:
    /// Both must outlive it.
    Course(const catalogue::Levels& levels, const Calendars& calendars) : levels_(&levels), calendars_(&calendars) {}

    void hear(const Step& step);
    Clocks at(Instant now) const;

private:
    const places::Calendar& calendar() const { return calendars_->of(team_); }
    void count(Instant until);
    void open(const Step& step);
    void begin(Run& run, Instant at, std::optional<Instant> due) const;
    void begin_update(Instant at);
    void stop(Run& run, Instant at) const;
    void go_on(Run& run, Instant at) const;
    void look(Run& run, Instant at) const;
    Instant exact_of(const Run& run, Instant at) const;
    Instant deadline_of(const Run& run, Instant at) const;
    void acknowledge(Instant at);
    void change_team(const Step& step);
    void end(Instant at);
    Clock shown(const Run& run, Instant now) const;
    void add_warning(Clock& clock, Instant began) const;
    std::vector<Instant> rungs_after(Instant deadline) const;

    const catalogue::Levels* levels_;
    const Calendars* calendars_;
    access::TeamId team_;
    Instant opened_{}, seen_{};
    bool open_ = false, passed_on_ = false, was_late_to_tell_ = false;
    std::optional<Instant> ended_, acknowledged_;
    std::optional<Pause> pause_;
    Run acknowledge_, update_, resolve_;
    std::optional<Instant> first_;
    Duration council_{};
};

/// All steps at once.
Clocks clocks_of(const catalogue::Levels& levels, const Calendars& calendars, std::span<const Step> steps, Instant now);

}  // namespace clocks
