#pragma once
// Inside forms only: how elements of a definition are read, and what the kinds of question have beyond the plain ones.

#include "forms/forms.h"

#include <boost/json.hpp>

#include <initializer_list>
#include <span>

namespace forms {

std::unexpected<Refusal> wrong(std::string_view element, std::string_view why);
/// Empty where it is not there.
std::string text_of(const boost::json::object& object, std::string_view name);
/// A text of another kind would silently read as none.
Result<void> require_texts(const boost::json::object& object, const std::string& element, std::initializer_list<std::string_view> names);
bool is_code(std::string_view code);
/// A whole number of so much, or nothing where the element is not there.
Result<std::optional<std::int64_t>> read_whole(const boost::json::object& object, const std::string& code, std::string_view name, std::int64_t least, std::int64_t most);

/// Shapes of a reference, rows of a group, FEEL of what is calculated, rules of who is eligible. `earlier`: the questions before it.
Result<void> read_kind(const boost::json::object& object, Question& question, std::span<const Question> earlier);

}  // namespace forms
