#pragma once
// The types of FEEL, of models' item definitions as well, and whether a value conforms to one.

#include "dmn/value.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dmn {

struct TypeBody;
/// A type; any by default. Copies share.
using Type = std::shared_ptr<const TypeBody>;

struct Node;

struct TypeBody {
    enum class Kind {
        any, null, boolean, number, text, date, time, date_time, years_months, days_time, list, context, range, function, never
    };
    Kind kind = Kind::any;
    Type element = {};                                     // of list and range
    std::vector<std::pair<std::string, Type>> members = {};  // of context; of function, its parameters
    Type result = {};                                      // of function
    /// Unary tests that a value has to pass besides.
    std::shared_ptr<const Node> allowed = {};
    std::string name = {};                           // as it is called where it was defined
};

/// The built-in types by their names: "number", "date and time", "dateTime", "Any"; nothing for other names.
Type built_in_type(std::string_view name);
Type list_type(Type element);
std::string to_text(const Type&);

/// Whoever wants a `b` can be given an `a`.
bool is_subtype(const Type& a, const Type& b);

class Evaluation;
/// Whether the values that a definition allows count: to `instance of` they do not.
enum class Allowed { as_defined, anything };
/// True where the value is of that type, with what its definition allows. Null is of every type but in `instance of`.
bool conforms(Evaluation&, const Value&, const Type&, Allowed = Allowed::as_defined);
/// The value as that type wants it: itself, the only element of a list for what is no list, a list of it for a list, a day's
/// midnight in UTC for a date and time. Null and a fault where it is none of these.
Value coerced(Evaluation&, const Value&, const Type&);

}  // namespace dmn
