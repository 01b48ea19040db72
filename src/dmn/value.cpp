#include "dmn/value.h"

#include "dmn/function.h"

#include <algorithm>

namespace dmn {
namespace {

constexpr std::size_t most_weight = SIZE_MAX / 4;
constexpr std::size_t own_weight = 8;

std::size_t joined(std::size_t a, std::size_t b) { return std::min(a + b, most_weight); }

struct Measure {
    std::size_t depth = 0, weight = own_weight;
    void add(const Value& value) {
        depth = std::max(depth, value.depth());
        weight = joined(weight, value.weight());
    }
};

Measure measure(const Items& items) {
    Measure all;
    for (const auto& item : items) all.add(item);
    return all;
}
Measure measure(const Context& context) {
    Measure all;
    for (const auto& [name, value] : context.entries()) {
        all.add(value);
        all.weight = joined(all.weight, name.size());
    }
    return all;
}
Measure measure(const Range& range) {
    Measure all;
    all.add(range.low);
    all.add(range.high);
    return all;
}

}  // namespace

template <class T>
struct Value::Shared {
    explicit Shared(T given) : held(std::move(given)) {
        const auto all = measure(held);
        depth = all.depth + 1;
        weight = all.weight;
    }
    T held;
    std::size_t depth, weight;
};

Value::Value(std::string text) : held_(std::make_shared<const std::string>(std::move(text))) {}
Value::Value(Items items) : held_(std::make_shared<const Shared<Items>>(std::move(items))) {}
Value::Value(Context context) : held_(std::make_shared<const Shared<Context>>(std::move(context))) {}
Value::Value(Range range) : held_(std::make_shared<const Shared<Range>>(std::move(range))) {}
Value::Value(std::shared_ptr<const Callable> function) : held_(std::move(function)) {}

const Items& Value::list() const { return std::get<ListBody>(held_)->held; }
const Context& Value::context() const { return std::get<ContextBody>(held_)->held; }
const Range& Value::range() const { return std::get<RangeBody>(held_)->held; }

std::size_t Value::depth() const {
    switch (kind()) {
        case Kind::list: return std::get<ListBody>(held_)->depth;
        case Kind::context: return std::get<ContextBody>(held_)->depth;
        case Kind::range: return std::get<RangeBody>(held_)->depth;
        case Kind::function: return function()->depth() + 1;
        default: return 0;
    }
}

std::size_t Value::weight() const {
    switch (kind()) {
        case Kind::text: return own_weight + text().size();
        case Kind::list: return std::get<ListBody>(held_)->weight;
        case Kind::context: return std::get<ContextBody>(held_)->weight;
        case Kind::range: return std::get<RangeBody>(held_)->weight;
        case Kind::function: return function()->weight();
        default: return own_weight;
    }
}

}  // namespace dmn
