#pragma once
// Inside dmn: functions as values: built in, defined in an expression, or what a model offers (knowledge models, services).

#include "dmn/type.h"
#include "dmn/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dmn {

class Evaluation;

struct Parameter {
    std::string name;
    Type type = {};
};

class Callable {
public:
    Callable() = default;
    Callable(const Callable&) = delete;
    Callable& operator=(const Callable&) = delete;
    virtual ~Callable() = default;

    /// Arguments by position, or by name where there are names. Null and a fault where they do not fit.
    virtual Value call(Evaluation&, Items arguments, const std::vector<std::string>& names) const = 0;
    /// What it takes and gives, as far as it says so.
    virtual std::vector<Parameter> parameters() const { return {}; }
    virtual Type result() const { return {}; }
    virtual bool is_same(const Callable& other) const { return this == &other; }
    /// How deep and heavy the values are that it holds on to.
    virtual std::size_t depth() const { return 0; }
    virtual std::size_t weight() const { return 64; }
};

/// The arguments in the order of the parameters and of their types; nothing, with a fault, where they do not fit.
std::optional<Items> arranged(Evaluation&, const std::vector<Parameter>&, Items arguments, const std::vector<std::string>& names);

}  // namespace dmn
