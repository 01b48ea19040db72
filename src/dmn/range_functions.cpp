// before, meets, overlaps, … between points and ranges (Allen's relations), and ranges read from texts.

#include "dmn/arguments.h"
#include "dmn/builtin.h"

#include <array>

namespace dmn {
namespace {

/// A point is a range from itself to itself.
struct Span {
    Range range;
    bool point = false;
};

Span span_of(const Value& value) {
    if (value.kind() == Value::Kind::range) return {value.range()};
    return {Range{true, true, value, value}, true};
}

/// Two ranges side by side. Whatever cannot be compared leaves the answer open.
class Pair {
public:
    Pair(const Span& first, const Span& second) : a(first.range), b(second.range) {
        using enum Range::Spelling;
        if (a.spelling == other_than || b.spelling == other_than) open_ = true;
        for (const auto* each : {&a, &b})
            if (each->spelling == two_ends && (each->low.is_null() || each->high.is_null())) open_ = true;
    }
    Value answer(bool holds) const { return open_ ? Value() : Value(holds); }

    /// Which end comes first: below zero, zero, above. Missing ends are without bound.
    int order(const Value& x, bool x_is_high, const Value& y, bool y_is_high) {
        if (x.is_null() || y.is_null()) {
            const int first = x.is_null() ? (x_is_high ? 1 : -1) : 0, second = y.is_null() ? (y_is_high ? 1 : -1) : 0;
            return first - second;
        }
        const auto known = compare(x, y);
        if (!known) open_ = true;
        return known.value_or(0);
    }
    int lows() { return order(a.low, false, b.low, false); }
    int highs() { return order(a.high, true, b.high, true); }
    int high_to_low() { return order(a.high, true, b.low, false); }
    int low_to_high() { return order(a.low, false, b.high, true); }

    const Range &a, &b;

private:
    bool open_ = false;
};

bool before(Pair& p) { return p.high_to_low() < 0 || (p.high_to_low() == 0 && !(p.a.high_included && p.b.low_included)); }
bool meets(Pair& p) { return p.a.high_included && p.b.low_included && p.high_to_low() == 0; }
bool overlaps(Pair& p) {
    return (p.high_to_low() > 0 || (p.high_to_low() == 0 && p.a.high_included && p.b.low_included)) &&
           (p.low_to_high() < 0 || (p.low_to_high() == 0 && p.a.low_included && p.b.high_included));
}
bool overlaps_before(Pair& p) {
    return (p.lows() < 0 || (p.lows() == 0 && p.a.low_included && !p.b.low_included)) &&
           (p.high_to_low() > 0 || (p.high_to_low() == 0 && p.a.high_included && p.b.low_included)) &&
           (p.highs() < 0 || (p.highs() == 0 && (!p.a.high_included || p.b.high_included)));
}
bool finishes(Pair& p) {
    return p.a.high_included == p.b.high_included && p.highs() == 0 &&
           (p.lows() > 0 || (p.lows() == 0 && (!p.a.low_included || p.b.low_included)));
}
bool includes(Pair& p) {
    return (p.lows() < 0 || (p.lows() == 0 && (p.a.low_included || !p.b.low_included))) &&
           (p.highs() > 0 || (p.highs() == 0 && (p.a.high_included || !p.b.high_included)));
}
bool starts(Pair& p) {
    return p.a.low_included == p.b.low_included && p.lows() == 0 &&
           (p.highs() < 0 || (p.highs() == 0 && (!p.a.high_included || p.b.high_included)));
}
bool coincides(Pair& p) {
    return p.lows() == 0 && p.highs() == 0 && p.a.low_included == p.b.low_included && p.a.high_included == p.b.high_included;
}

using Relation = bool (*)(Pair&);
enum class Points { both, first, second, none };  // which of the two may be points

Value related(Evaluation& evaluation, const Value& first, const Value& second, Points points, Relation relation) {
    if (first.is_null() || second.is_null()) return evaluation.fault("a point or a range is wanted");
    const auto a = span_of(first), b = span_of(second);
    const bool suits = (!a.point || points == Points::both || points == Points::first) && (!b.point || points == Points::both || points == Points::second);
    if (!suits) return evaluation.fault("a range is wanted");
    Pair pair(a, b);
    const bool holds = relation(pair);
    auto answer = pair.answer(holds);
    return answer.is_null() ? evaluation.fault("the ends have no order") : answer;
}

template <Relation relation, Points points>
Value forth(Evaluation& evaluation, const Items& arguments) {
    return related(evaluation, argument(arguments, 0), argument(arguments, 1), points, relation);
}
/// The other way round: `after` is `before` with its arguments exchanged.
template <Relation relation, Points points>
Value back(Evaluation& evaluation, const Items& arguments) {
    return related(evaluation, argument(arguments, 1), argument(arguments, 0), points, relation);
}

constexpr std::string_view point_or_range = "point1, point2 | point, range | range, point | range1, range2";
constexpr std::array range_rows{
    BuiltinRow{"range", "from", range_from},
    BuiltinRow{"before", point_or_range, forth<before, Points::both>},
    BuiltinRow{"after", point_or_range, back<before, Points::both>},
    BuiltinRow{"meets", "range1, range2", forth<meets, Points::none>},
    BuiltinRow{"met by", "range1, range2", back<meets, Points::none>},
    BuiltinRow{"overlaps", "range1, range2", forth<overlaps, Points::none>},
    BuiltinRow{"overlaps before", "range1, range2", forth<overlaps_before, Points::none>},
    BuiltinRow{"overlaps after", "range1, range2", back<overlaps_before, Points::none>},
    BuiltinRow{"finishes", "point, range | range1, range2", forth<finishes, Points::first>},
    BuiltinRow{"finished by", "range, point | range1, range2", back<finishes, Points::first>},
    BuiltinRow{"includes", "range, point | range1, range2", forth<includes, Points::second>},
    BuiltinRow{"during", "point, range | range1, range2", back<includes, Points::second>},
    BuiltinRow{"starts", "point, range | range1, range2", forth<starts, Points::first>},
    BuiltinRow{"started by", "range, point | range1, range2", back<starts, Points::first>},
    BuiltinRow{"coincides", "point1, point2 | range1, range2", forth<coincides, Points::both>},
};

}  // namespace

BuiltinRows range_functions() { return range_rows; }

}  // namespace dmn
