#pragma once
// The values of FEEL.
//
// Promises
//  1. A value is small to copy: long texts, lists and contexts are shared and never change once made.
//  2. Every list, context, range and function knows how deep and how heavy it is, so that nobody recurses or prints
//     without end: `depth` and `weight` cost nothing to ask.
//  3. `to_json` of null, boolean, text, list and context is given back the same by `from_json`. Numbers that a double cannot hold
//     lose digits; days, times and durations become ISO 8601 texts, ranges and functions their FEEL text.

#include "dmn/decimal.h"
#include "dmn/temporal.h"

#include <boost/json/value.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dmn {

class Value;
class Callable;  // a function: see function.h
using Items = std::vector<Value>;

/// Named values in the order they were put; a name stands once. Also the inputs of an evaluation.
class Context {
public:
    using Entry = std::pair<std::string, Value>;
    Context();
    Context(std::initializer_list<Entry>);
    Context(const Context&);
    Context(Context&&) noexcept;
    Context& operator=(Context) noexcept;
    ~Context();

    /// In place of what had that name.
    void put(std::string name, Value);
    bool remove(std::string_view name);
    const Value* find(std::string_view name) const;
    const std::vector<Entry>& entries() const { return entries_; }
    std::size_t size() const;

private:
    std::size_t place_of(std::string_view name) const;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> by_name_;  // places in the order of names; kept once there are many
};

/// From one end to the other, each included or not. `< 5`, `= 5` and `!= 5` are ranges too.
struct Range;

class Value {
public:
    enum class Kind : std::uint8_t {
        null, boolean, number, text, date, time, date_time, years_months, days_time, list, context, range, function
    };

    Value() = default;  // null
    Value(bool b) : held_(b) {}
    Value(Decimal number) : held_(number) {}
    Value(std::int64_t whole) : held_(Decimal(whole)) {}
    Value(int whole) : held_(Decimal(whole)) {}
    Value(std::string);
    Value(std::string_view text) : Value(std::string(text)) {}
    Value(const char* text) : Value(std::string(text)) {}
    Value(Date d) : held_(d) {}
    Value(Time t) : held_(t) {}
    Value(DateTime t) : held_(t) {}
    Value(YearsMonths d) : held_(d) {}
    Value(DaysTime d) : held_(d) {}
    Value(Items);
    Value(Context);
    Value(Range);
    Value(std::shared_ptr<const Callable>);

    Kind kind() const { return static_cast<Kind>(held_.index()); }
    bool is_null() const { return kind() == Kind::null; }
    bool is_true() const { return kind() == Kind::boolean && boolean(); }
    bool is_false() const { return kind() == Kind::boolean && !boolean(); }

    // Only where `kind` says so.
    bool boolean() const { return std::get<bool>(held_); }
    Decimal number() const { return std::get<Decimal>(held_); }
    const std::string& text() const { return *std::get<Text>(held_); }
    const Date& date() const { return std::get<Date>(held_); }
    const Time& time() const { return std::get<Time>(held_); }
    const DateTime& date_time() const { return std::get<DateTime>(held_); }
    YearsMonths years_months() const { return std::get<YearsMonths>(held_); }
    DaysTime days_time() const { return std::get<DaysTime>(held_); }
    const Items& list() const;
    const Context& context() const;
    const Range& range() const;
    const std::shared_ptr<const Callable>& function() const { return std::get<std::shared_ptr<const Callable>>(held_); }

    /// How many lists, contexts and functions stand in one another at most.
    std::size_t depth() const;
    /// About the bytes that it would take written out, shared parts counted as often as they stand there.
    std::size_t weight() const;

private:
    using Text = std::shared_ptr<const std::string>;
    template <class T>
    struct Shared;
    using ListBody = std::shared_ptr<const Shared<Items>>;
    using ContextBody = std::shared_ptr<const Shared<Context>>;
    using RangeBody = std::shared_ptr<const Shared<Range>>;
    std::variant<std::monostate, bool, Decimal, Text, Date, Time, DateTime, YearsMonths, DaysTime, ListBody, ContextBody, RangeBody,
                 std::shared_ptr<const Callable>>
        held_;
};

struct Range {
    enum class Spelling : std::uint8_t { two_ends, below, above, exactly, other_than };  // [1..5]; < 5 or <= 5; > 5; = 5; != 5
    bool low_included = true, high_included = true;
    Value low, high;  // of two ends, one that is null is not known
    Spelling spelling = Spelling::two_ends;
};

/// As FEEL compares: true, false, or nothing where the two are not of one kind. Null equals null alone. Times with and without a
/// zone are not equal; days, texts and numbers compare by value, lists and contexts by what they hold.
std::optional<bool> equal(const Value&, const Value&);
/// Below zero, zero or above; nothing where the two have no order.
std::optional<int> compare(const Value&, const Value&);
/// The value that a reader would get: `equal`, and null where nothing can be said. For tests and suites.
bool same(const Value&, const Value&);

/// As `string(value)` has it: texts bare at the outside, quoted in lists.
std::string to_text(const Value&);
/// As a FEEL literal that evaluates to the same value; functions are "function(…)".
std::string to_feel(const Value&);

boost::json::value to_json(const Value&);
Value from_json(const boost::json::value&);
/// Every member of an object, as inputs.
Context context_from_json(const boost::json::object&);

}  // namespace dmn
