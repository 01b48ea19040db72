#pragma once
// Inside forms only: what was sent for one question, as the answer that is kept.

#include "forms/forms.h"

#include <expected>
#include <string>

namespace forms {

/// The answer, or what is wrong with it, in words.
using Tidied = std::expected<std::string, std::string>;

/// Empty where nothing was answered. The work is linear in what was sent, and what is far too long is refused unseen.
Tidied tidied(const Question& question, const Sent& sent);

// What each kind of answer must be; `typed` is a tidy line.
Tidied tidy_number(const Question& question, std::string_view typed);
Tidied tidy_money(const Question& question, std::string_view typed);
Tidied tidy_time(std::string_view typed);
Tidied tidy_date(const Question& question, const Sent& sent);
Tidied tidy_range(const Question& question, const Sent& sent);

/// The type of that code.
std::optional<Type> find_type(std::string_view code);
/// "£12.50", and whole pounds "£1,250".
std::string shown_money(std::int64_t pence);
/// The codes in "a,b".
std::vector<std::string_view> codes_in(std::string_view value);

/// The fields of a day, and the two ends of a range: how they are named, what stands over them, and how one is spoken of.
struct DayPart {
    const char* name;
    const char* label;
    const char* spoken = "";
};
inline constexpr DayPart day_parts[] = {{"day", "forms.day", "forms.part_day"}, {"month", "forms.month", "forms.part_month"}, {"year", "forms.year", "forms.part_year"}};
inline constexpr DayPart range_ends[] = {{"from", "forms.range_from"}, {"to", "forms.range_to"}};

}  // namespace forms
