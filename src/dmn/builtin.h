#pragma once
// kept in: *_functions.cpp
// Inside dmn: the functions that FEEL brings. Each theme has a file of its own with a table of rows.

#include "dmn/value.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dmn {

class Evaluation;

/// `parameters`: their names, `[…]` around those that may be left out, `…` behind one that may stand any number of times, `|`
/// between whole signatures: "from | year, month, day". Arguments that are left out are not in `arguments`.
struct BuiltinRow {
    std::string_view name;
    std::string_view parameters;
    Value (*call)(Evaluation&, const Items& arguments);
};

struct Signature {
    std::vector<std::string> names;
    std::size_t least = 0;
    bool any_number = false;
};
struct Builtin {
    BuiltinRow row;
    std::vector<Signature> signatures;
    std::shared_ptr<const Callable> function;  // as a value
};

const Builtin* find_builtin(std::string_view name);
/// All of them; names that are not one word before others.
std::span<const std::string_view> builtin_names();
/// With names, arguments are put in the order of the first signature that has these names.
Value call_builtin(Evaluation&, const Builtin&, Items arguments, const std::vector<std::string>& names);

/// In range_text.cpp.
Value range_from(Evaluation&, const Items& arguments);

using BuiltinRows = std::span<const BuiltinRow>;
BuiltinRows text_functions();
BuiltinRows pattern_functions();
BuiltinRows list_functions();
BuiltinRows statistics_functions();
BuiltinRows number_functions();
BuiltinRows temporal_functions();
BuiltinRows duration_functions();
BuiltinRows range_functions();
BuiltinRows context_functions();
BuiltinRows logic_functions();

}  // namespace dmn
