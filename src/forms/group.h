#pragma once
// A group: the same few questions for each of several people, children, vehicles. Its rows are kept as JSON, an array with an object of texts
// for each row, `[{"name":"Ann Lee","born":"2001-02-03"}]`; as fields of a page they are numbered from 1, `people-1-name`.

#include "forms/forms.h"

#include <span>
#include <string>
#include <vector>

namespace forms {

using Rows = std::vector<Answers>;

/// What is kept, or was sent, as rows; what is no such JSON has none.
Rows rows_of(std::string_view value);
std::string to_json(const Rows& rows);
/// How many there may be at most, and must be at least.
std::size_t most_rows(const Question& group);
std::size_t fewest_rows(const Question& group);

/// "people-2-": what stands before the names of the fields of a row.
std::string before_row(const Question& group, std::size_t number);
/// The answers of a row, out of its fields.
Sent row_sent(const Question& group, std::size_t number, const Sent& sent);
/// The questions of a row as they stand on a page, known by the names of its fields.
std::vector<Question> row_questions(const Question& group, std::size_t number);
/// What stands in the numbered field of these rows, "people-2-name".
std::string typed_in(const Question& group, const Rows& rows, std::string_view field);
/// The rows as `check` would take them again, each answer as it is typed; what is wrong stays as it is.
std::string rows_as_sent(const Question& group, const Rows& rows);
/// "Ann Lee, 3 February 2001"
std::string row_shown(const Question& group, const Answers& row, base::Language = base::Language::english);

/// The same of a row as it was sent.
std::string row_shown_as_sent(const Question& group, const Answers& row, base::Language = base::Language::english);
/// Of a reference: something that has its shape, for what is invented.
std::string an_answer_to(const Question& reference);

}  // namespace forms
