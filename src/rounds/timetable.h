#pragma once
// When which bin is collected: rounds, changes and bank holidays put together. Pure.
//
// Promises
//  1. A collection is on one day only, and says why where it is not the planned one.
//  2. A change goes before a bank holiday; a bank holiday's effect is on the days of its own week.
//  3. What bank holidays put off never falls on a bank holiday that puts off: it moves on by one more day.

#include "places/calendar.h"
#include "rounds/round.h"

#include <map>

namespace rounds {

struct Collection {
    Bin bin;
    std::string round;
    Day planned;
    std::optional<Day> day;      // nothing: it is not collected
    std::string reason = {};     // why it is not on the planned day: "Boxing Day", "Snow"
    std::chrono::minutes out_by{};
    bool moved() const { return day && *day != planned; }
    bool operator==(const Collection&) const = default;
};

class Timetable {
public:
    struct Parts {
        std::vector<Bin> bins;
        std::vector<Round> rounds;
        std::vector<Change> changes = {};
        std::vector<HolidayRule> rules = {};
        std::vector<places::Holiday> holidays = {};
    };
    Timetable() = default;
    explicit Timetable(Parts parts) : parts_(std::move(parts)) {}

    /// By day, then by the bin's name: what is collected from `from` to `until`, and what was planned for then and is not
    /// collected at all (by its planned day).
    std::vector<Collection> between(Day from, Day until) const;
    /// The next collection of each bin from `from` on, in order of the days; nothing for a bin that has none within a year.
    std::vector<Collection> next(Day from) const;
    bool empty() const { return parts_.rounds.empty(); }
    const std::vector<Round>& rounds() const { return parts_.rounds; }

private:
    Collection collection(const Round& round, Day planned) const;
    const Change* change_for(const Round& round, Day planned) const;
    Effect effect_of(const places::Holiday& holiday) const;
    void move_by_holidays(Collection& collection) const;

    Parts parts_;
};

}  // namespace rounds
