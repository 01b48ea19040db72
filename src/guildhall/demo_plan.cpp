#include "guildhall/demo_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace guildhall {
namespace {

using namespace std::chrono_literals;

struct ChannelShape {
    const char* name;
    int share;                // of a hundred
    int first_hour, last_hour;
    bool weekends;
};
constexpr ChannelShape channels[] = {
    {"web", 55, 0, 23, true}, {"phone", 30, 8, 16, false}, {"visit", 7, 9, 15, false},
    {"email", 4, 0, 23, true}, {"letter", 2, 10, 11, false}, {"chat", 2, 8, 16, false},
};
/// Of a day's web contacts, by hour: little at night, a hump in the morning and a higher one in the evening.
constexpr int by_hour[24] = {2, 1, 1, 1, 1, 2, 4, 8, 10, 10, 9, 8, 8, 7, 7, 7, 8, 9, 11, 13, 13, 10, 6, 3};
/// Sunday first: Monday is the day on which everybody rings.
constexpr int by_weekday[7] = {6, 20, 16, 14, 14, 13, 8};

unsigned weekday_of(Day day) { return std::chrono::weekday(day).c_encoding(); }

/// Moves a moment on to a working hour of a weekday.
Instant in_office_hours(Instant at) {
    auto day = std::chrono::floor<std::chrono::days>(at);
    const auto minute = (at - day) % (7 * 60min);
    while (weekday_of(day) == 0 || weekday_of(day) == 6) day += std::chrono::days(1);
    return day + 9h + minute;
}

/// The same, and behind what it answers.
Instant in_office_hours_after(Instant before, Instant at) {
    auto moved = in_office_hours(at);
    while (moved <= before + 10min) moved = in_office_hours(moved + 24h);
    return moved;
}

class Planner {
public:
    Planner(const DemoWords& words, std::span<const catalogue::DefinitionPtr> services, const PlanWanted& wanted)
        : words_(words), services_(services), wanted_(wanted), draw_(wanted.seed) {
        // Where there are fewer requests than services, what is asked for often stands out all the more: else a handful of chances would say what is.
        const bool is_small = wanted.requests < static_cast<std::int64_t>(services.size());
        for (const auto& service : services) weights_.push_back(std::pow(words.of(service->code).weight, is_small ? 2 : 1));
        for (const auto& channel : channels) shares_.push_back(channel.share);
        for (std::uint8_t i = 0; i < wanted.roll.size(); ++i)
            if (wanted.roll[i].role == std::string_view("agent")) agents_.push_back(i);
        for (int i = 0; wanted.ground != nullptr && i < wanted.days / 60; ++i) storms_.push_back(storm());
    }

    Plan make() {
        for (std::int64_t n = 0; n < wanted_.requests;) {
            n += add_requests(wanted_.requests - n);
            if (draw_.chance(14)) add_call();
        }
        std::ranges::stable_sort(plan_.steps, {}, &Step::at);
        return std::move(plan_);
    }

private:
    Day today() const { return std::chrono::floor<std::chrono::days>(wanted_.now); }
    /// A day of autumn or winter on which it blew and rained.
    Day storm() {
        for (;;) {
            const auto day = today() - std::chrono::days(draw_.below(static_cast<std::uint64_t>(wanted_.days)));
            const auto month = static_cast<unsigned>(std::chrono::year_month_day(day).month());
            if (month >= 10 || month <= 3) return day;
        }
    }
    Day some_day(std::string_view service) {
        constexpr std::array<std::string_view, 5> by_weather{"flooded-road", "tree", "street-light", "blocked-drain", "damaged-sign"};
        const bool weather = !storms_.empty() && std::ranges::find(by_weather, service) != by_weather.end();
        if (weather && draw_.chance(18)) return draw_.one_of(storms_) + std::chrono::days(draw_.below(2));
        return today() - std::chrono::days(draw_.below(static_cast<std::uint64_t>(wanted_.days)));
    }
    bool is_off(Day day) const {
        const auto weekday = weekday_of(day);
        return weekday == 0 || weekday == 6 || (wanted_.calendar != nullptr && !wanted_.calendar->is_working_day(day));
    }

    /// A day before today that suits service and channel, and an hour of it.
    Instant moment(std::string_view service, const std::array<double, 12>& months, const ChannelShape& channel) {
        const auto highest_month = *std::ranges::max_element(months);
        for (int tries = 0; tries < 1000; ++tries) {
            const auto day = some_day(service);
            if (!channel.weekends && is_off(day)) continue;
            const auto month = static_cast<unsigned>(std::chrono::year_month_day(day).month()) - 1;
            if (!draw_.chance(100.0 * by_weekday[weekday_of(day)] / 20 * months[month] / highest_month)) continue;
            const auto at = day + hour(channel) + std::chrono::seconds(draw_.below(3600));
            if (at < wanted_.now - 5min) return at;
        }
        return wanted_.now - 1h;
    }
    std::chrono::hours hour(const ChannelShape& channel) {
        const auto count = static_cast<std::uint64_t>(channel.last_hour - channel.first_hour + 1);
        for (;;) {
            const auto hour = channel.first_hour + static_cast<int>(draw_.below(count));
            if (!channel.weekends || draw_.chance(100.0 * by_hour[hour] / 13)) return std::chrono::hours(hour);
        }
    }

    /// A few ask often, most hardly ever.
    std::uint64_t resident() {
        const auto people = static_cast<std::uint64_t>(wanted_.people);
        return draw_.chance(35) ? draw_.below(std::max<std::uint64_t>(people / 10, 1)) : draw_.below(people);
    }

    bool step(Instant at, std::uint32_t errand, Deed deed, std::uint8_t by = 0) {
        if (at >= wanted_.now) return false;
        plan_.steps.push_back({at, errand, deed, by, static_cast<std::uint32_t>(draw_.below(1 << 20))});
        return true;
    }
    std::uint8_t agent() {
        if (agents_.size() == 2) return draw_.chance(70) ? agents_[0] : agents_[1];
        return draw_.one_of(agents_);
    }
    /// Somebody who works in the service's team, from the roll of staff.
    std::uint8_t officer(const catalogue::Definition& service) {
        std::vector<std::uint8_t> able;
        const auto roll = wanted_.roll;
        for (std::uint8_t i = 0; i < roll.size(); ++i)
            if (service.team == roll[i].team) able.push_back(i);
        constexpr std::uint8_t director = 4;
        return able.empty() ? director : draw_.one_of(able);
    }

    /// Who leads that team, or else everybody.
    std::uint8_t leader(const catalogue::Definition& service) const {
        constexpr std::uint8_t director = 4;
        for (std::uint8_t i = 0; i < wanted_.roll.size(); ++i)
            if (service.team == wanted_.roll[i].team && wanted_.roll[i].role == std::string_view("team_leader")) return i;
        return director;
    }

    void add_call() {
        const auto errand = static_cast<std::uint32_t>(plan_.errands.size());
        const auto& channel = channels[draw_.chance(85) ? 1 : 2];
        const auto service = draw_.weighted(weights_);
        plan_.errands.push_back({.resident = resident(), .service = static_cast<std::uint16_t>(service), .channel = channel.name});
        step(moment("*", words_.of("*").months, channel), errand, Deed::call, agent());
    }

    /// Of a hundred requests, so many came in the last two days: in a small borough too, there is work on the desks.
    double fresh_share() const { return std::min(20.0, 100.0 * 16 / static_cast<double>(wanted_.requests)); }

    /// Each of the services once, where there are requests enough; then by how often they are asked for.
    std::uint16_t next_service() {
        const auto begun = plan_.errands.size();
        const bool is_enough = wanted_.requests >= static_cast<std::int64_t>(5 * services_.size());
        return static_cast<std::uint16_t>(is_enough && begun < services_.size() ? begun : draw_.weighted(weights_));
    }

    /// One request, or all that are made about one thing in a street; how many.
    std::int64_t add_requests(std::int64_t most) {
        const auto service = next_service();
        const auto& definition = *services_[service];
        const auto first = static_cast<std::uint32_t>(plan_.errands.size());
        const auto& channel = channels[draw_.weighted(shares_)];
        plan_.errands.push_back({.resident = resident(), .service = service, .channel = channel.name, .letter_fails = draw_.below(1200) == 0, .first = first});
        if (wanted_.ground != nullptr && definition.duplicates) {
            plan_.errands.back().fault = static_cast<std::uint32_t>(plan_.faults.size());
            plan_.faults.push_back(wanted_.ground->draw(draw_, service, definition.code, words_.of(definition.code).kinds.size()));
        }
        const bool fresh = draw_.chance(fresh_share());
        if (fresh) plan_.errands.back().channel = "web";
        auto at = fresh ? wanted_.now - std::chrono::minutes(90 + draw_.below(48 * 60)) : moment(definition.code, words_.of(definition.code).months, channel);
        if (wanted_.ground != nullptr && definition.code == "missed-bin") at = after_the_lorry(plan_.errands[first], at);
        move_to_web(plan_.errands.back(), at);
        step(at, first, Deed::ask, agent());
        plan_check(first, at);
        const auto done = live(first, definition, at);
        return plan_.errands[first].fault == Fault::none ? 1 : 1 + add_others(first, at, done, most - 1);
    }
    /// A bin that was not emptied is missed on its day, or on the day after.
    Instant after_the_lorry(const Errand& errand, Instant at) {
        const auto lives = draw_resident(words_, wanted_.seed, errand.resident, wanted_.addresses).address;
        const int missed = std::min(wanted_.ground->bin_day(lives) + (draw_.chance(40) ? 1 : 0), 4);
        const auto day = std::chrono::floor<std::chrono::days>(at);
        const int weekday = static_cast<int>(weekday_of(day) + 6) % 7;
        const auto moved = day + std::chrono::days((missed - weekday + 10) % 7 - 3) + std::max<Duration>(at - day, 9h + at.time_since_epoch() % 40min);
        return moved < wanted_.now - 5min ? moved : moved - std::chrono::days(7);
    }
    /// Over the years, some who would have rung write instead.
    void move_to_web(Errand& errand, Instant at) {
        if (wanted_.ground == nullptr || errand.channel != std::string_view("phone")) return;
        const double left = std::chrono::duration<double>(wanted_.now - at) / std::chrono::days(wanted_.days);
        if (draw_.chance(32 * (1 - left))) errand.channel = "web";
    }

    /// What is published after a check is looked at within a day or two.
    void plan_check(std::uint32_t errand, Instant asked) {
        const auto& service = *services_[plan_.errands[errand].service];
        if (wanted_.ground == nullptr || service.publish != catalogue::Publish::after_check) return;
        step(in_office_hours_after(asked, asked + std::chrono::minutes(20 + draw_.below(1600))), errand, Deed::check, leader(service));
    }

    /// Of ten things in a street seven are reported once, a few by many. The others come while the first one's case is open.
    std::int64_t add_others(std::uint32_t first, Instant asked, Instant done, std::int64_t most) {
        constexpr double how_many[] = {70, 16, 7, 4, 2, 1};
        std::int64_t added = 0;
        for (auto others = static_cast<std::int64_t>(draw_.weighted(how_many)); added < std::min(others, most);) {
            const auto& channel = channels[draw_.weighted(shares_)];
            const auto later = asked + std::chrono::duration_cast<Duration>((done - asked) * std::pow(draw_.between(0, 1), 1.4));
            const auto at = std::chrono::floor<std::chrono::days>(later) + hour(channel) + std::chrono::seconds(draw_.below(3600));
            const bool fits = at > asked + 10min && at < done - 40min && at < wanted_.now - 5min && (channel.weekends || !is_off(std::chrono::floor<std::chrono::days>(at)));
            if (!fits && draw_.chance(75)) continue;
            if (!fits) break;
            add_other(first, at, done, channel.name);
            ++added;
        }
        return added;
    }
    void add_other(std::uint32_t first, Instant at, Instant done, const char* channel) {
        const auto errand = static_cast<std::uint32_t>(plan_.errands.size());
        constexpr double how[] = {28, 44, 28};
        plan_.errands.push_back({.resident = resident(), .service = plan_.errands[first].service, .channel = channel, .fault = plan_.errands[first].fault,
                                 .first = first, .joins = static_cast<Joins>(draw_.weighted(how))});
        move_to_web(plan_.errands.back(), at);
        const auto joins = plan_.errands.back().joins;
        step(at, errand, Deed::ask, agent());
        plan_check(errand, at);
        if (joins == Joins::by_themselves) return;
        const auto by = officer(*services_[plan_.errands[errand].service]);
        const auto seen = in_office_hours_after(at, at + std::chrono::minutes(60 + draw_.below(1200)));
        if (joins == Joins::by_staff && seen < done) step(seen, errand, Deed::join, by);
        step(done + std::chrono::minutes(2 + draw_.below(150)), errand, Deed::close, by);
    }

    /// What becomes of a case, up to now; when it is first done with.
    Instant live(std::uint32_t errand, const catalogue::Definition& service, Instant asked) {
        const auto promised = std::chrono::hours(std::max<std::int64_t>(service.promise_working_days, 1) * 24 * 7 / 5);
        if (draw_.chance(2)) {
            const Instant withdrawn = asked + std::chrono::minutes(10 + draw_.below(600));
            step(withdrawn, errand, Deed::withdraw);
            return std::min(withdrawn, wanted_.now);
        }
        const auto pace = draw_.chance(7) ? draw_.between(1.2, 3) : draw_.between(0.15, 0.85);
        auto done = in_office_hours(asked + std::chrono::duration_cast<Duration>(promised * pace));
        while (done <= asked + 30min) done = in_office_hours(done + 24h);
        const auto by = officer(service);
        const auto at = [&](double part) { return asked + std::chrono::duration_cast<Duration>((done - asked) * part); };
        if (draw_.chance(80)) step(at(0.1), errand, Deed::take, by);
        if (draw_.chance(6)) step(at(0.25), errand, Deed::word);
        if (draw_.chance(22)) step(at(0.4), errand, Deed::note, by);
        if (draw_.chance(9)) step(at(0.5), errand, Deed::reply, by);
        if (draw_.chance(9)) step(in_office_hours_after(asked, at(0.6)) < done ? in_office_hours_after(asked, at(0.6)) : at(0.6), errand, Deed::chase, agent());
        if (draw_.chance(4)) step(at(0.8), errand, Deed::hand_over, by);
        if (step(done, errand, Deed::close, by)) live_on(errand, by, done);
        return std::min(done, wanted_.now);
    }

    void live_on(std::uint32_t errand, std::uint8_t by, Instant closed) {
        if (draw_.chance(14)) {
            step(closed + std::chrono::hours(24 + draw_.below(96)), errand, Deed::confirm);
        } else if (draw_.chance(4)) {
            const auto objected = closed + std::chrono::hours(4 + draw_.below(120));
            if (step(objected, errand, Deed::object)) step(in_office_hours(objected + 26h), errand, Deed::close, by);
        }
    }

    const DemoWords& words_;
    std::span<const catalogue::DefinitionPtr> services_;
    PlanWanted wanted_;
    Draw draw_;
    std::vector<double> weights_, shares_;
    std::vector<std::uint8_t> agents_;
    std::vector<Day> storms_;
    Plan plan_;
};

}  // namespace

bool is_taken_by_agent(std::string_view channel) { return channel != "web"; }

Plan draw_plan(const DemoWords& words, std::span<const catalogue::DefinitionPtr> services, const PlanWanted& wanted) {
    return Planner(words, services, wanted).make();
}

}  // namespace guildhall
