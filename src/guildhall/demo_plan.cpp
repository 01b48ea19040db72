#include "guildhall/demo_plan.h"

#include "guildhall/demo_staff.h"

#include <algorithm>
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

std::size_t weighted(Draw& draw, std::span<const double> weights) {
    auto left = draw.between(0, std::accumulate(weights.begin(), weights.end(), 0.0));
    for (std::size_t i = 0; i < weights.size(); ++i)
        if ((left -= weights[i]) < 0) return i;
    return weights.size() - 1;
}

unsigned weekday_of(Day day) { return std::chrono::weekday(day).c_encoding(); }

/// Moves a moment on to a working hour of a weekday.
Instant in_office_hours(Instant at) {
    auto day = std::chrono::floor<std::chrono::days>(at);
    const auto minute = (at - day) % (7 * 60min);
    while (weekday_of(day) == 0 || weekday_of(day) == 6) day += std::chrono::days(1);
    return day + 9h + minute;
}

class Planner {
public:
    Planner(const DemoWords& words, std::span<const catalogue::DefinitionPtr> services, const PlanWanted& wanted)
        : words_(words), services_(services), wanted_(wanted), draw_(wanted.seed) {
        for (const auto& service : services) weights_.push_back(words.of(service->code).weight);
        for (const auto& channel : channels) shares_.push_back(channel.share);
    }

    Plan make() {
        for (std::int64_t n = 0; n < wanted_.requests; ++n) {
            add_request();
            if (draw_.chance(14)) add_call();
        }
        std::ranges::stable_sort(plan_.steps, {}, &Step::at);
        return std::move(plan_);
    }

private:
    /// A day of the year before today that suits service and channel, and an hour of it.
    Instant moment(const std::array<double, 12>& months, const ChannelShape& channel) {
        const auto today = std::chrono::floor<std::chrono::days>(wanted_.now);
        const auto highest_month = *std::ranges::max_element(months);
        for (int tries = 0; tries < 1000; ++tries) {
            const auto day = today - std::chrono::days(draw_.below(365));
            const auto weekday = weekday_of(day);
            if (!channel.weekends && (weekday == 0 || weekday == 6)) continue;
            const auto month = static_cast<unsigned>(std::chrono::year_month_day(day).month()) - 1;
            if (!draw_.chance(100.0 * by_weekday[weekday] / 20 * months[month] / highest_month)) continue;
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
    std::uint8_t agent() { return draw_.chance(70) ? 2 : 10; }
    /// Somebody who works in the service's team, from the roll of staff.
    std::uint8_t officer(const catalogue::Definition& service) {
        std::vector<std::uint8_t> able;
        const auto roll = demo_staff();
        for (std::uint8_t i = 0; i < roll.size(); ++i)
            if (service.team == roll[i].team) able.push_back(i);
        constexpr std::uint8_t director = 4;
        return able.empty() ? director : draw_.one_of(able);
    }

    void add_call() {
        const auto errand = static_cast<std::uint32_t>(plan_.errands.size());
        const auto& channel = channels[draw_.chance(85) ? 1 : 2];
        const auto service = weighted(draw_, weights_);
        plan_.errands.push_back({.resident = resident(), .service = static_cast<std::uint16_t>(service), .channel = channel.name});
        step(moment(words_.of("*").months, channel), errand, Deed::call, agent());
    }

    /// Of a hundred requests, so many came in the last two days: in a small borough too, there is work on the desks.
    double fresh_share() const { return std::min(20.0, 100.0 * 16 / static_cast<double>(wanted_.requests)); }

    void add_request() {
        const auto errand = static_cast<std::uint32_t>(plan_.errands.size());
        const auto service = weighted(draw_, weights_);
        const auto& channel = channels[weighted(draw_, shares_)];
        plan_.errands.push_back({.resident = resident(), .service = static_cast<std::uint16_t>(service), .channel = channel.name,
                                 .letter_fails = draw_.below(1200) == 0});
        const bool fresh = draw_.chance(fresh_share());
        if (fresh) plan_.errands.back().channel = "web";
        const auto at = fresh ? wanted_.now - std::chrono::minutes(90 + draw_.below(48 * 60))
                              : moment(words_.of(services_[service]->code).months, channel);
        step(at, errand, Deed::ask, agent());
        live(errand, *services_[service], at);
    }

    /// What becomes of a case, up to now.
    void live(std::uint32_t errand, const catalogue::Definition& service, Instant asked) {
        const auto promised = std::chrono::hours(std::max<std::int64_t>(service.promise_working_days, 1) * 24 * 7 / 5);
        if (draw_.chance(2)) {
            step(asked + draw_.below(600) * 1min + 10min, errand, Deed::withdraw);
            return;
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
        if (draw_.chance(9)) step(in_office_hours(at(0.6)) < done ? in_office_hours(at(0.6)) : at(0.6), errand, Deed::chase, agent());
        if (draw_.chance(4)) step(at(0.8), errand, Deed::hand_over, by);
        if (step(done, errand, Deed::close, by)) live_on(errand, by, done);
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
    Plan plan_;
};

}  // namespace

bool is_taken_by_agent(std::string_view channel) { return channel != "web"; }

Plan draw_plan(const DemoWords& words, std::span<const catalogue::DefinitionPtr> services, const PlanWanted& wanted) {
    return Planner(words, services, wanted).make();
}

}  // namespace guildhall
