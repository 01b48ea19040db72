#pragma once
// Inside dmn: what built-in functions want of their arguments. What does not suit is a fault, and the answer nothing.

#include "dmn/evaluation.h"

#include <optional>
#include <string>

namespace dmn {

/// The argument, or the only item of a list; null where there is none.
const Value& argument(const Items& arguments, std::size_t i);
const std::string* text_argument(Evaluation&, const Items& arguments, std::size_t i);
std::optional<Decimal> number_argument(Evaluation&, const Items& arguments, std::size_t i);
std::optional<std::int64_t> whole_argument(Evaluation&, const Items& arguments, std::size_t i);
/// A list, or a list of what is none; null is none at all.
std::optional<Items> list_argument(Evaluation&, const Items& arguments, std::size_t i);
/// `f([a, b])` and `f(a, b)` alike.
std::optional<Items> items_argument(Evaluation&, const Items& arguments);

}  // namespace dmn
