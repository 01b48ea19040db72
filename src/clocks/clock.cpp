#include "clocks/clock.h"

#include <algorithm>

namespace clocks {
namespace {

using std::chrono::days;
using std::chrono::hours;

Instant end_of_day(const places::Calendar& calendar, Day day) { return calendar.zone().start_of(day + days{1}) - std::chrono::seconds{1}; }

/// The last second of the day on which the last of so much time was worked; a shift may end at midnight.
Instant end_of_last_day(const places::Calendar& calendar, Instant ran_out) { return end_of_day(calendar, calendar.zone().day(ran_out - Duration{1})); }

}  // namespace

const places::Calendar& Calendars::of(access::TeamId team) const {
    const auto own = teams.find(team);
    return own == teams.end() ? council : own->second;
}

std::string_view code_of(State state) {
    static constexpr std::string_view codes[] = {"none", "running", "paused", "met", "missed"};
    return codes[static_cast<std::size_t>(state)];
}

/// When the working time runs out, with what stood still until now.
Instant Course::exact_of(const Run& run, Instant at) const {
    if (!run.still_since) return run.exact;
    return calendar().add_working_time(run.exact, calendar().working_time_between(*run.still_since, at));
}

Instant Course::deadline_of(const Run& run, Instant at) const {
    auto exact = exact_of(run, at);
    if (exact == run.base) {
        if (!run.still_since || at <= run.base) return run.base;
        exact = calendar().add_working_time(exact, Duration{1});  // the office is closed, and it cannot run out before it opens
    }
    const auto deadline = end_of_last_day(calendar(), exact);
    if (!run.still_since || at <= deadline) return deadline;
    return end_of_last_day(calendar(), calendar().add_working_time(exact, Duration{1}));
}

/// What was missed by now.
void Course::look(Run& run, Instant at) const {
    if (!run.on || run.missed || run.still_since) return;
    const auto deadline = deadline_of(run, at);
    if (deadline < at) run.missed = deadline;
}

void Course::begin(Run& run, Instant at, std::optional<Instant> due) const {
    run = {};
    if (!due) return;
    run = {.began = at, .base = *due, .exact = *due, .on = true};
    if (pause_) run.still_since = at;
}

void Course::begin_update(Instant at) {
    was_late_to_tell_ = was_late_to_tell_ || update_.missed;
    if (levels_->update_every == 0 || !open_ || passed_on_) return;
    begin(update_, at, calendar().due(at, static_cast<int>(levels_->update_every)));
}

void Course::stop(Run& run, Instant at) const {
    if (run.on && !run.missed) run.still_since = at;
}

void Course::go_on(Run& run, Instant at) const {
    if (!run.still_since) return;
    run.exact = exact_of(run, at);
    run.still_since.reset();
}

void Course::acknowledge(Instant at) {
    if (!acknowledged_) acknowledged_ = at;
}

/// The council's time up to here.
void Course::count(Instant until) {
    if (open_)
        for (auto* run : {&acknowledge_, &update_, &resolve_}) look(*run, until);
    if (open_ && !passed_on_ && !pause_) council_ += calendar().working_time_between(seen_, until);
    seen_ = until;
}

void Course::change_team(const Step& step) {
    if (pause_)
        for (auto* run : {&update_, &resolve_}) {  // by each calendar its own part
            const bool was_still = run->still_since.has_value();
            go_on(*run, step.at);
            if (was_still) run->still_since = step.at;
        }
    const bool by_hours = levels_->acknowledge && levels_->acknowledge->working_hours > 0;
    const bool moves = by_hours && acknowledge_.on && !acknowledge_.missed && !acknowledged_;
    const auto left = moves ? calendar().working_time_between(step.at, acknowledge_.base) : Duration{};
    team_ = step.team;
    if (moves) acknowledge_.base = acknowledge_.exact = calendar().add_working_time(step.at, left);
}

void Course::open(const Step& step) {
    opened_ = seen_ = step.at;
    open_ = true;
    team_ = step.team;
    first_ = step.due;
    begin(resolve_, step.at, step.due);
    if (const auto& span = levels_->acknowledge)
        begin(acknowledge_, step.at,
              span->working_hours > 0 ? calendar().add_working_time(step.at, hours{span->working_hours})
                                      : calendar().due(step.at, static_cast<int>(span->working_days)));
    begin_update(step.at);
}

void Course::end(Instant at) {
    acknowledge(at);
    for (auto* run : {&update_, &resolve_}) go_on(*run, at);
    pause_.reset();
    open_ = false;
    ended_ = at;
}

void Course::hear(const Step& given) {
    auto step = given;
    step.at = std::max(step.at, seen_);
    if (opened_ != Instant{}) count(step.at);
    switch (step.what) {
        case Happened::opened: open(step); break;
        case Happened::acknowledged: acknowledge(step.at); break;
        case Happened::told:
            acknowledge(step.at);
            begin_update(step.at);
            break;
        case Happened::promised:
            acknowledge(step.at);
            if (open_ && !passed_on_) begin(resolve_, step.at, step.due);
            begin_update(step.at);
            break;
        case Happened::paused:
            acknowledge(step.at);
            if (!open_ || pause_ || passed_on_) break;
            pause_ = {step.reason, step.at};
            stop(update_, step.at);
            stop(resolve_, step.at);
            break;
        case Happened::resumed:
            pause_.reset();
            go_on(update_, step.at);
            go_on(resolve_, step.at);
            break;
        case Happened::closed:
        case Happened::joined:
            if (open_) end(step.at);
            break;
        case Happened::reopened:
            open_ = true;
            passed_on_ = false;
            ended_.reset();
            first_ = step.due;
            begin(resolve_, step.at, step.due);
            begin_update(step.at);
            break;
        case Happened::parted:
            open_ = true;
            ended_.reset();
            if (step.due) passed_on_ = false;  // a part of what another body has, which the council does after all
            if (!resolve_.on || step.due != deadline_of(resolve_, step.at)) begin(resolve_, step.at, step.due);
            begin_update(step.at);
            break;
        case Happened::passed_on:
            acknowledge(step.at);
            go_on(update_, step.at);
            pause_.reset();
            passed_on_ = true;
            resolve_ = update_ = {};
            first_.reset();
            break;
        case Happened::team_changed: change_team(step); break;
    }
}

void Course::add_warning(Clock& clock, Instant began) const {
    if (clock.state != State::running || levels_->warn_before == 0) return;
    const auto at = calendar().add_working_time(*clock.deadline, -hours{levels_->warn_before});
    if (at > began) clock.warn_at = at;
}

std::vector<Instant> Course::rungs_after(Instant deadline) const {
    std::vector<Instant> moments;
    const auto& calendar = this->calendar();
    for (const auto& rung : levels_->escalate) {
        const auto& [in_hours, in_days] = rung.after;
        const auto day = calendar.zone().day(deadline);
        moments.push_back(in_days > 0 ? end_of_day(calendar, calendar.add_working_days(day, static_cast<int>(in_days)))
                                      : calendar.add_working_time(deadline, hours{in_hours}));
    }
    return moments;
}

/// Update and resolve: as they stand, now or when the case ended.
Clock Course::shown(const Run& run, Instant now) const {
    if (!run.on) return {};
    const auto then = open_ ? now : *ended_;
    Clock clock{.deadline = deadline_of(run, then), .done = !open_};
    if (run.missed) {
        clock.state = State::missed;
        clock.settled = clock.deadline = run.missed;
    } else if (!open_) {
        clock.state = State::met;
        clock.settled = ended_;
    } else
        clock.state = run.still_since ? State::paused : State::running;
    add_warning(clock, run.began);
    return clock;
}

Clocks Course::at(Instant given) const {
    if (opened_ == Instant{}) return {};
    const auto now = std::max(given, seen_);
    auto then = *this;
    then.count(now);
    Clocks clocks{.acknowledge = then.shown(then.acknowledge_, now),
                  .update = then.shown(then.update_, now),
                  .resolve = then.shown(then.resolve_, now),
                  .council = then.council_,
                  .resident = then.ended_.value_or(now) - opened_,
                  .pause = pause_};
    auto& first = clocks.acknowledge;
    if (first.state != State::none && acknowledged_) {
        const bool late = *acknowledged_ > then.acknowledge_.base;
        first = {.state = late ? State::missed : State::met, .deadline = then.acknowledge_.base, .settled = late ? then.acknowledge_.base : *acknowledged_, .done = true};
    }
    if (!open_ && then.was_late_to_tell_ && clocks.update.state == State::met) clocks.update.state = State::missed;
    if (clocks.resolve.state != State::none) clocks.resolve.first = first_;
    if (open_ && clocks.resolve.state == State::missed && !pause_) clocks.rungs = then.rungs_after(*clocks.resolve.deadline);
    return clocks;
}

Clocks clocks_of(const catalogue::Levels& levels, const Calendars& calendars, std::span<const Step> steps, Instant now) {
    Course course(levels, calendars);
    for (const auto& step : steps) course.hear(step);
    return course.at(now);
}

}  // namespace clocks
