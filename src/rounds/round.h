#pragma once
// Rounds as a council plans them: kinds of bin, rounds with their days, and what bank holidays and single days change. Values only.

#include "base/time.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rounds {

/// A kind of bin, box or bag. `code`: up to 40 of a-z, 0-9 and -; a name of 1 to 100 characters, `holds` up to 200.
struct Bin {
    std::string code;    // "blue"
    std::string name;    // "Blue bin"
    std::string holds;   // "paper and card"
    std::string colour;  // one of colours()
    bool operator==(const Bin&) const = default;
};
/// What a bin's colour may be called: black, blue, brown, green, grey, maroon, orange, pink, purple, red, white, yellow.
std::vector<std::string_view> colours();

/// A lorry's day: it comes on `first`, and every so many weeks after, up to and with `until`.
struct Round {
    std::string code;  // "TUE-BLUE-1": up to 40 letters, digits and -
    std::string bin;   // code
    Day first;
    int every = 1;     // weeks: 1 to 12
    std::optional<Day> until = {};
    std::chrono::minutes out_by{7 * 60};  // of the day: when the bin should stand at the kerb
    bool operator==(const Round&) const = default;
};

/// That a round comes to every address of a street, or to one address. Where an address has rounds of its own for a kind of bin, they
/// stand in place of its street's. Just one of `usrn` and `uprn`.
struct Served {
    std::string round;
    std::string usrn = {}, uprn = {};
    bool gone = false;  // no longer
};

/// What is otherwise for rounds that would come from `from` to `until`. Where several are, the one that names a round goes before one
/// that names a bin, that before one for all, and of equals the one that begins later. It goes before what bank holidays do.
struct Change {
    Day from, until;
    std::string round = {}, bin = {};  // code; empty: all
    std::optional<int> later;          // so many days, -7 to 21; nothing: not collected at all
    std::string reason = {};           // as residents read it, up to 200 characters: "Snow"
    bool operator==(const Change&) const = default;
};

/// What a bank holiday does to the rounds of its week, which begins on Monday.
enum class Effect {
    as_usual,      // the lorries drive
    that_day,      // what would come on the day comes one day later
    rest_of_week,  // and so does everything after it in that week
    none,          // what would come on the day does not come
};
std::string_view code_of(Effect);  // "as usual", "that day", "rest of week", "none"
std::optional<Effect> find_effect(std::string_view code);

/// For the bank holiday whose name begins so; "" is for all others. Without any rule the lorries drive on bank holidays.
struct HolidayRule {
    std::string holiday;  // "Good Friday"
    Effect effect = Effect::as_usual;
    bool operator==(const HolidayRule&) const = default;
};

}  // namespace rounds
