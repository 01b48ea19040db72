#pragma once
// Expressions and the moments that timers name, as the engine sees them. Which language an expression is in stands in
// the model; what a language means is plugged in, so the engine itself knows none.
//
// Promises
//  1. A formula is compiled once, with the plan, and evaluated from any thread.
//  2. Evaluation reads variables only by name, only those it asks for, and changes none.
//  3. A schedule is read once; adding a month is done in the calendar (UTC), and the 31st becomes the last day of a
//  shorter month.

#include "base/result.h"
#include "base/time.h"

#include <boost/json/value.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bpmn {

namespace json = boost::json;

/// The variables that an expression may see from where it stands.
class Names {
public:
    virtual ~Names() = default;
    /// Nothing where no such variable is in sight; valid until the next call.
    virtual const json::value* find(std::string_view name) const = 0;
};

class Compiled {
public:
    virtual ~Compiled() = default;
    /// Null where the language says so (a variable that is missing, say); a refusal only where it cannot be evaluated
    /// at all.
    virtual Result<json::value> evaluate(const Names&, Instant now) const = 0;
};

/// The languages that a house speaks. Must outlive the plans made with it.
class Expressions {
public:
    virtual ~Expressions() = default;
    /// `language`: the URI as it stands at the expression or at the definitions; empty where the model names none.
    virtual Result<std::shared_ptr<const Compiled>> compile(std::string_view language, std::string_view text) const = 0;
};

/// FEEL (of room dmn), for models that name its URI, that of any DMN version, or none. Other languages are refused.
const Expressions& feel();

struct Formula {
    std::string text;
    std::shared_ptr<const Compiled> compiled;
    explicit operator bool() const { return compiled != nullptr; }
};

/// An ISO 8601 duration: calendar months, and exact time.
struct Span {
    int months = 0;
    Duration exact{};
    bool operator==(const Span&) const = default;
};
std::optional<Span> read_span(std::string_view);
Instant operator+(Instant, const Span&);

/// When a timer fires: once at `first`, or, where `every` is given, `times` times (-1: without end) that far apart.
struct Schedule {
    Instant first;
    std::optional<Span> every;
    int times = 1;
    bool operator==(const Schedule&) const = default;
};
enum class TimerKind : std::uint8_t { date, duration, cycle };
/// "2026-12-01T09:00:00Z" · "P3D" · "R4/PT10S", "R/2026-12-01T09:00:00Z/P1M"; nothing for what is none of these. A
/// cycle shorter than a second is none.
std::optional<Schedule> read_schedule(TimerKind, std::string_view text, Instant now);

}  // namespace bpmn
