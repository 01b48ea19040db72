#pragma once
// For tests: a slow and obvious case, whose clocks are watched minute by minute by somebody who looks at the wall.

#include "clocks/clock.h"

#include <algorithm>
#include <set>

namespace given {

using std::chrono::minutes;
using namespace std::chrono_literals;

/// Where a team works, and when.
struct Wall {
    places::Week week;
    std::set<Day> off;
    const places::Zone* zone = &places::zone_of("Europe/London");

    bool works(Instant minute) const {
        const auto [today, time] = zone->local(minute);
        if (off.contains(today)) return false;
        const auto& spells = week[std::chrono::weekday{today}.c_encoding()];
        return std::ranges::any_of(spells, [&](const auto& spell) { return spell.from <= time && time < spell.until; });
    }
    bool works_on(Day day) const { return !off.contains(day) && !week[std::chrono::weekday{day}.c_encoding()].empty(); }
    Instant after(Instant from, minutes left) const {
        for (; left > 0min; from += 1min) left -= works(from) ? 1min : 0min;
        return from;
    }
    Instant before(Instant until, minutes left) const {
        for (; left > 0min; until -= 1min) left -= works(until - 1min) ? 1min : 0min;
        return until;
    }
    minutes between(Instant from, Instant until) const {
        minutes count{};
        for (; from < until; from += 1min) count += works(from) ? 1min : 0min;
        return count;
    }
    Instant end_of(Day day) const { return zone->start_of(day + std::chrono::days{1}) - 1s; }
    Day next_working(Day day) const {
        do day += std::chrono::days{1};
        while (!works_on(day));
        return day;
    }
    Instant due(Instant from, std::int64_t days) const {
        auto [day, time] = zone->local(from);
        if (!works_on(day) || time >= week[std::chrono::weekday{day}.c_encoding()].back().until) day = next_working(day);
        for (; days > 0; --days) day = next_working(day);
        return end_of(day);
    }
};

/// Nobody computes here: every minute is looked at once, and what a clock may still run to is pushed on by a minute of work for every
/// minute of work that stands still.
class WatchedCase {
public:
    WatchedCase(const catalogue::Levels& levels, const std::map<access::TeamId, Wall>& walls) : levels_(levels), walls_(walls) {}

    clocks::Clocks watch(std::span<const clocks::Step> steps, Instant now) {
        auto next = steps.begin();
        for (auto minute = steps.front().at;; minute += 1min) {
            if (open_) look(minute);
            for (; next != steps.end() && next->at == minute; ++next) take(*next);
            if (minute >= now) return told(now);
            if (!open_ || !wall().works(minute)) continue;
            if (!paused_ && !passed_on_) council_ += 1min;
            if (!paused_) continue;
            for (auto* end : {&update_, &resolve_})
                if (end->on && !end->missed) end->exact = wall().after(on_the_minute(end->exact), 1min);
        }
    }

private:
    struct End {
        bool on = false;
        Instant began, base, exact;
        std::optional<Instant> missed = {};
    };
    /// A day ends a second before midnight, when nobody works here.
    static Instant on_the_minute(Instant at) { return std::chrono::ceil<minutes>(at); }
    const Wall& wall() const { return walls_.at(team_); }

    Instant shown(const End& end) const { return end.exact == end.base ? end.base : wall().end_of(wall().zone->day(end.exact - 1min)); }
    bool stands(const End& end) const { return paused_ && !end.missed && &end != &acknowledge_; }
    void look(Instant minute) {
        for (auto* end : {&acknowledge_, &update_, &resolve_})
            if (end->on && !end->missed && !stands(*end) && shown(*end) < minute) end->missed = shown(*end);
    }
    void start(End& end, Instant at, std::optional<Instant> due) { end = due ? End{true, at, *due, *due, {}} : End{}; }
    void start_update(Instant at) {
        late_to_tell_ = late_to_tell_ || update_.missed;
        if (levels_.update_every > 0 && open_ && !passed_on_) start(update_, at, wall().due(at, levels_.update_every));
    }

    void take(const clocks::Step& step) {
        using enum clocks::Happened;
        const auto what = step.what;
        if (what == opened) {
            opened_ = step.at;
            open_ = true;
            team_ = step.team;
            first_ = step.due;
            start(resolve_, step.at, step.due);
            if (const auto& span = levels_.acknowledge)
                start(acknowledge_, step.at, span->working_hours > 0 ? wall().after(step.at, std::chrono::hours(span->working_hours)) : wall().due(step.at, span->working_days));
            start_update(step.at);
            return;
        }
        if (what == team_changed) {
            const bool moves = levels_.acknowledge && levels_.acknowledge->working_hours > 0 && !acknowledged_ && !acknowledge_.missed;
            const auto left = moves ? wall().between(step.at, acknowledge_.base) : 0min;
            team_ = step.team;
            if (moves) acknowledge_.base = acknowledge_.exact = wall().after(step.at, left);
            return;
        }
        if (what != resumed && what != reopened && what != parted && !acknowledged_) acknowledged_ = step.at;
        if (what == paused && open_ && !paused_ && !passed_on_) paused_ = clocks::Pause{step.reason, step.at};
        if (what == resumed) paused_.reset();
        if ((what == closed || what == joined) && open_) {
            paused_.reset();
            open_ = false;
            ended_ = step.at;
        }
        if (what == reopened || what == parted) {
            open_ = true;
            ended_.reset();
            if (what == reopened) passed_on_ = false, first_ = step.due;
            if (what == reopened || !resolve_.on || step.due != shown(resolve_)) start(resolve_, step.at, step.due);
            start_update(step.at);
        }
        if (what == promised && open_ && !passed_on_) start(resolve_, step.at, step.due);
        if (what == promised || what == told) start_update(step.at);
        if (what == passed_on) {
            paused_.reset();
            passed_on_ = true;
            first_.reset();
            resolve_ = update_ = {};
        }
    }

    clocks::Clock tell(const End& end, Instant now) const {
        using clocks::State;
        if (!end.on) return {};
        clocks::Clock clock{.deadline = shown(end), .done = !open_};
        if (stands(end) && now > *clock.deadline) {  // it cannot run out before somebody works again
            auto minute = on_the_minute(end.exact);
            while (!wall().works(minute)) minute += 1min;
            clock.deadline = wall().end_of(wall().zone->day(minute));
        }
        clock.state = end.missed ? State::missed : !open_ ? State::met : stands(end) ? State::paused : State::running;
        if (end.missed) clock.deadline = clock.settled = end.missed;
        if (clock.state == State::met) clock.settled = ended_;
        if (clock.state != State::running || levels_.warn_before == 0) return clock;
        const auto at = wall().before(on_the_minute(*clock.deadline), std::chrono::hours(levels_.warn_before));
        if (at > end.began) clock.warn_at = at;
        return clock;
    }

    clocks::Clocks told(Instant now) const {
        using clocks::State;
        clocks::Clocks all{.acknowledge = tell(acknowledge_, now), .update = tell(update_, now), .resolve = tell(resolve_, now), .council = council_,
                           .resident = ended_.value_or(now) - opened_, .pause = paused_};
        if (acknowledge_.on && acknowledged_) {
            const bool late = *acknowledged_ > acknowledge_.base;
            all.acknowledge = {.state = late ? State::missed : State::met, .deadline = acknowledge_.base, .settled = late ? acknowledge_.base : *acknowledged_, .done = true};
        }
        if (!open_ && late_to_tell_ && all.update.state == State::met) all.update.state = State::missed;
        if (resolve_.on) all.resolve.first = first_;
        if (!open_ || all.resolve.state != State::missed || paused_) return all;
        for (const auto& rung : levels_.escalate) {
            auto day = wall().zone->day(*all.resolve.deadline);
            for (auto left = rung.after.working_days; left > 0; --left) day = wall().next_working(day);
            if (rung.after.working_days > 0)
                all.rungs.push_back(wall().end_of(day));
            else
                all.rungs.push_back(rung.after.working_hours == 0 ? *all.resolve.deadline : wall().after(on_the_minute(*all.resolve.deadline), std::chrono::hours(rung.after.working_hours)));
        }
        return all;
    }

    const catalogue::Levels& levels_;
    const std::map<access::TeamId, Wall>& walls_;
    access::TeamId team_;
    Instant opened_;
    bool open_ = false, passed_on_ = false, late_to_tell_ = false;
    std::optional<Instant> ended_, acknowledged_, first_;
    std::optional<clocks::Pause> paused_;
    End acknowledge_, update_, resolve_;
    Duration council_{};
};

}  // namespace given
