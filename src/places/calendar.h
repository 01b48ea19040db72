#pragma once
// Working days and working time: when a promise of so many days or hours runs out. Pure; the rows behind it are in calendar_store.cpp.
//
// How days are counted
//  1. A working day is one of the council's weekdays that is neither a bank holiday nor a closing day of its own.
//  2. What comes in on a working day before the office closes was received on that day. What comes in later, or on a day
//     off, was received on the next working day.
//  3. "Within n working days" runs to the end of the n-th working day after the day of receipt: to the last second before
//     the next local midnight, not to the end of office hours. A promise names a day, and what a crew puts right on that
//     evening has been put right on that day.
//  4. Bank holidays are known for the years in data/*.txt (2019 to 2028). In years after, only weekdays and the council's
//     own closing days count.
//
// How working time is counted
//  5. It is working time whenever the clock on the wall shows a time within a spell of a working day. A spell that lies over a clock
//     change is an hour shorter or longer; what the wall shows twice is worked twice.

#include "places/zone.h"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace base {
class Config;
}

namespace places {

/// A stretch of work on one day, by the clock on the wall: 08:30 to 12:00.
struct Spell {
    std::chrono::minutes from, until;
    bool operator==(const Spell&) const = default;
};
/// Those of one day, in order, none touching another; at most `most_spells`.
using Spells = std::vector<Spell>;
inline constexpr std::size_t most_spells = 6;

/// What is worked on each weekday; 0 is Sunday. A day with no spell is no working day.
using Week = std::array<Spells, 7>;
/// The same spells on each of these weekdays: bit 0 is Sunday.
Week week_of(unsigned weekdays, const Spells& spells);
/// Monday to Friday, 9 to 5.
Week usual_week();

/// How the council counts, as settings say it.
struct CalendarRules {
    std::string zone{default_zone};
    std::string holidays = "england-and-wales";  // scotland, northern-ireland, none
    Week hours = usual_week();
    bool operator==(const CalendarRules&) const = default;
};

struct Holiday {
    Day day;
    std::string name;
    bool operator==(const Holiday&) const = default;
};

/// Every bank holiday of "england-and-wales", "scotland" or "northern-ireland", by day; none for "none". Refuses others.
Result<std::vector<Holiday>> bank_holidays(std::string_view division);
/// The format of data/*.txt: lines of a day and a name ("2026-12-28 Boxing Day, substitute day"), # for remarks. Refuses
/// any other line, a day that stands twice, and days out of order.
Result<std::vector<Holiday>> read_holidays(std::string_view text);

/// A value that is cheap to copy.
class Calendar {
public:
    /// England and Wales, Monday to Friday, 9 to 5.
    Calendar();
    /// Refuses a zone or division that does not exist, and rules by which nobody ever works. `closing_days` in any order.
    static Result<Calendar> make(const CalendarRules& rules, std::vector<Day> closing_days = {});

    bool is_working_day(Day day) const;
    /// A bank holiday, or a closing day of the council's own, whichever weekday it is.
    bool is_closed(Day day) const;
    /// The n-th working day after `day` (n > 0) or before it (n < 0); for 0 the day itself, or the next working day.
    Day add_working_days(Day day, int n) const;
    /// How many working days lie after `from`, up to and with `until`; negative the other way round.
    int working_days_between(Day from, Day until) const;

    /// The working day that counts as the day of receipt.
    Day received_on(Instant from) const;
    /// The last moment within so many working days (0: within the day of receipt).
    Instant due(Instant from, int working_days) const;
    /// When the office opens on the n-th working day after the day of receipt: for what is not sent to people by night.
    Instant opening(Instant from, int working_days) const;
    bool is_open(Instant at) const;

    /// How much working time lies between two moments; negative the other way round.
    Duration working_time_between(Instant from, Instant until) const;
    /// The first moment by which so much working time has passed; for less than none, the last moment since which it has. `from` for none.
    Instant add_working_time(Instant from, Duration time) const;

    const Zone& zone() const;
    const CalendarRules& rules() const;

private:
    struct Kept;
    struct Span {
        Instant from, until;
    };
    explicit Calendar(std::shared_ptr<const Kept> kept) : kept_(std::move(kept)) {}
    const Spells& spells_on(Day day) const;
    void find_spans(Day day, std::vector<Span>& spans) const;
    std::shared_ptr<const Kept> kept_;
};

/// Settings: time_zone (Europe/London; a council of the routing table may name its own), bank_holidays
/// (england-and-wales), working_days ("mon tue wed thu fri"), office_hours ("09:00-17:00", or as `read_week` takes it). Refuses what
/// is none.
Result<CalendarRules> rules_from(const base::Config& config, std::string_view zone = {});

/// "08:30-12:00 13:00-17:00" for every day of `weekdays`; days that differ are named: "08:30-12:00 13:00-17:00, fri 08:30-12:00".
/// Refuses times that are none, spells out of order or touching, a day that stands twice or is none of `weekdays`, and one without hours.
Result<Week> read_week(unsigned weekdays, std::string_view hours);
/// The same for days that all are named: "mon tue wed thu 08:30-12:00 13:00-17:00, fri 08:30-12:00".
Result<Week> read_week(std::string_view hours);
/// As the second `read_week` takes it.
std::string week_text(const Week& week);

/// One line, for storing; `parse_rules` reads it back.
std::string to_text(const CalendarRules& rules);
Result<CalendarRules> parse_rules(std::string_view text);

}  // namespace places
