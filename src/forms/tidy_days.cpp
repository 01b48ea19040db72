// Days, ranges of days and times of day, as people type them.

#include "forms/tidy.h"

#include "base/text.h"
#include "base/time.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace forms {
namespace {

/// How a day is spoken of where something is wrong with it.
struct Spoken {
    std::string_view real, incomplete, year;
};
constexpr Spoken the_date{"forms.date", "forms.date_part", "forms.date_year"}, first_day{"forms.first_day", "forms.first_day_part", "forms.first_day_year"},
    last_day{"forms.last_day", "forms.last_day_part", "forms.last_day_year"};

/// What was typed into the three fields of a day.
struct DayTyped {
    std::array<std::string, 3> parts;
    bool empty() const { return std::ranges::all_of(parts, &std::string::empty); }
};

std::string line_of(const Sent& sent, const std::string& field) {
    constexpr std::size_t most = 200;
    const auto typed = sent(field).value_or("");
    return typed.size() > most ? std::string("?") : base::tidy_line(typed);  // whatever is longer is no day
}

DayTyped day_typed(const Sent& sent, const std::string& name) {
    DayTyped typed;
    for (std::size_t i = 0; i < typed.parts.size(); ++i) typed.parts[i] = line_of(sent, name + '-' + day_parts[i].name);
    return typed;
}

std::optional<int> small_number_in(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number >= 0 ? std::optional(number) : std::nullopt;
}

/// "3", "March" or "mar".
std::optional<int> month_in(const std::string& text) {
    constexpr std::array<std::string_view, 12> names{"january", "february", "march", "april", "may", "june",
                                                     "july", "august", "september", "october", "november", "december"};
    const auto word = base::lower_ascii(text);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (word == names[i] || word == names[i].substr(0, 3)) return static_cast<int>(i) + 1;
    return small_number_in(text);
}

/// "day and month", of those that are missing.
std::string missing_in(const Question& question, const DayTyped& typed) {
    std::string missing;
    for (std::size_t i = 0; i < typed.parts.size(); ++i)
        if (typed.parts[i].empty()) missing += (missing.empty() ? "" : ' ' + said(question, "forms.and") + ' ') + said(question, day_parts[i].spoken);
    return missing;
}

Tidied day_of(const Question& question, const DayTyped& typed, const Spoken& spoken) {
    if (const auto missing = missing_in(question, typed); !missing.empty()) return std::unexpected(said(question, spoken.incomplete, {{"part", missing}}));
    const auto day = small_number_in(typed.parts[0]), month = month_in(typed.parts[1]), year = small_number_in(typed.parts[2]);
    if (!day || !month || !year || *day > 31 || *month > 12) return std::unexpected(said(question, spoken.real));
    if (typed.parts[2].size() != 4) return std::unexpected(said(question, spoken.year));
    auto iso = fmt::format("{:04}-{:02}-{:02}", *year, *month, *day);
    if (!base::parse_iso_day(iso)) return std::unexpected(said(question, spoken.real));
    return iso;
}

Tidied range_of(const Question& question, const std::string& from, const std::string& to) {
    const auto first = base::parse_iso_day(from), last = base::parse_iso_day(to);
    if (!first) return std::unexpected(said(question, first_day.real));
    if (!last) return std::unexpected(said(question, last_day.real));
    if (*last < *first) return std::unexpected(said(question, "forms.range_backwards"));
    const auto days = (*last - *first).count() + 1;
    if (question.up_to && days > *question.up_to) return std::unexpected(said(question, "forms.range_long", {{"most", std::to_string(*question.up_to)}}));
    return from + '/' + to;
}

/// "2:30pm", "14.30" and "9am" in their parts.
struct Clock {
    std::string_view hour, minute, half;
};
std::optional<Clock> clock_in(std::string_view text) {
    Clock clock{.hour = text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()))};
    text.remove_prefix(clock.hour.size());
    if (text.starts_with(':') || text.starts_with('.')) {
        text.remove_prefix(1);
        clock.minute = text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
        text.remove_prefix(clock.minute.size());
        if (clock.minute.size() != 2) return std::nullopt;
    } else if (clock.hour.size() == 4) {  // "1430"
        clock.minute = clock.hour.substr(2);
        clock.hour = clock.hour.substr(0, 2);
    }
    clock.half = text;
    const bool sound = !clock.hour.empty() && clock.hour.size() <= 2 && (text.empty() ? !clock.minute.empty() : text == "am" || text == "pm");
    return sound ? std::optional(clock) : std::nullopt;
}

}  // namespace

Tidied tidy_date(const Question& question, const Sent& sent) {
    if (const auto whole = line_of(sent, question.code); !whole.empty()) return base::parse_iso_day(whole) ? Tidied(whole) : std::unexpected(said(question, the_date.real));
    const auto typed = day_typed(sent, question.code);
    return typed.empty() ? Tidied() : day_of(question, typed, the_date);
}

Tidied tidy_range(const Question& question, const Sent& sent) {
    if (const auto whole = line_of(sent, question.code); !whole.empty()) {
        const auto parting = std::min(whole.find('/'), whole.size());
        return range_of(question, whole.substr(0, parting), whole.substr(std::min(parting + 1, whole.size())));
    }
    const auto from = day_typed(sent, question.code + "-from"), to = day_typed(sent, question.code + "-to");
    if (from.empty() && to.empty()) return Tidied();
    if (from.empty()) return std::unexpected(said(question, "forms.first_day_missing"));
    auto first = day_of(question, from, first_day);
    if (!first) return first;
    if (to.empty()) return std::unexpected(said(question, "forms.last_day_missing"));
    auto last = day_of(question, to, last_day);
    return last ? range_of(question, *first, *last) : last;
}

Tidied tidy_time(const Question& question, std::string_view typed) {
    auto text = base::lower_ascii(typed);
    std::erase(text, ' ');
    for (const auto* half : {"a.m.", "p.m."})
        if (text.ends_with(half)) text.replace(text.size() - 4, 4, half[0] == 'a' ? "am" : "pm");
    if (text == "noon" || text == "midday") return "12:00";
    if (text == "midnight") return "00:00";
    const auto clock = clock_in(text);
    auto hour = clock ? small_number_in(clock->hour) : std::nullopt;
    const auto minute = clock && !clock->minute.empty() ? small_number_in(clock->minute) : std::optional(0);
    const bool has_half = clock && !clock->half.empty();
    if (!hour || !minute || *minute > 59 || *hour > 23 || (has_half && (*hour < 1 || *hour > 12))) return std::unexpected(said(question, "forms.time"));
    if (has_half) hour = *hour % 12 + (clock->half == "pm" ? 12 : 0);
    return fmt::format("{:02}:{:02}", *hour, *minute);
}

}  // namespace forms
