#pragma once
// Inside forms only: what was sent for one question, as the answer that is kept.

#include "forms/forms.h"

#include <expected>
#include <string>

namespace forms {

/// The answer, or what is wrong with it, in words.
using Tidied = std::expected<std::string, std::string>;

/// In the language of the question.
inline std::string said(const Question& question, std::string_view key, std::initializer_list<base::Filling> fillings = {}) { return say(key, fillings, question.language); }

/// Empty where nothing was answered. The work is linear in what was sent, and what is far too long is refused unseen.
Tidied tidied(const Question& question, const Sent& sent);

// What each kind of answer must be; `typed` is a tidy line.
Tidied tidy_number(const Question& question, std::string_view typed);
Tidied tidy_money(const Question& question, std::string_view typed);
Tidied tidy_time(const Question& question, std::string_view typed);
Tidied tidy_date(const Question& question, const Sent& sent);
Tidied tidy_range(const Question& question, const Sent& sent);
Tidied tidy_reference(const Question& question, std::string_view typed);
Tidied tidy_insurance_number(const Question& question, std::string_view typed);
Tidied tidy_signature(const Question& question, std::string_view typed);
Tidied tidy_address(const Question& question, const Sent& sent);
Tidied tidy_files(const Question& question, std::string_view sent);
Tidied tidy_group(const Question& question, const Sent& sent);

/// The type of that code.
std::optional<Type> find_type(std::string_view code);
/// Whether it says how a reference is spelled: A any letter, 9 any digit, * either, separators (blank - / .) that people may leave out; every
/// other letter and digit, and whatever stands behind a backslash, stands for itself.
bool is_shape(std::string_view shape);
/// An example of the question's first shape.
std::string shape_example(const Question& question);
/// What stands for files that come later, by another way.
inline constexpr std::string_view files_later = "later";
/// The rows of a group, a line each.
std::string rows_shown(const Question& group, std::string_view value, base::Language language);
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
