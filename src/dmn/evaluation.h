#pragma once
// Inside dmn: one evaluation, with what it has used up so far.

#include "dmn/dmn.h"
#include "dmn/feel.h"
#include "dmn/function.h"
#include "dmn/scope.h"
#include "dmn/tree.h"
#include "dmn/type.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dmn {

/// Types that a model defines.
class TypeShelf {
public:
    virtual ~TypeShelf() = default;
    virtual Type find(std::string_view name) const = 0;
};

inline constexpr std::size_t most_value_depth = 200;

class Evaluation {
public:
    explicit Evaluation(const Conditions& conditions) : conditions_(conditions) {}

    Value evaluate(const Node&, const ScopePtr&);
    /// Does the input satisfy the tests: true, false or null.
    Value satisfies(const Node& tests, const Value& input, const ScopePtr&);
    Value call(const Value& function, Items arguments, const std::vector<std::string>& names = {});

    /// Null, and why.
    Value fault(std::string what);
    /// Uses up steps; false once there are none left.
    bool charge(std::uint64_t steps);
    /// Uses up memory for something of that many bytes, and the steps that it takes to make it.
    bool charge_bytes(std::size_t bytes);
    /// The value, unless it is too deep or too heavy to be kept.
    Value made(Value);
    Value made(Items);
    Value ranged(bool low_included, Value low, Value high, bool high_included);
    bool stopped() const { return stopped_; }
    std::optional<Instant> now() const { return conditions_.now; }

    Type type_named(const TypeName&) const;
    /// The shelf of the model whose expressions are evaluated; may be none.
    const TypeShelf* shelf() const { return shelf_; }
    void use(const TypeShelf* shelf) { shelf_ = shelf; }

    /// At its end.
    Outcome outcome(Value);
    std::size_t fault_count() const { return faults_.size(); }
    void forget_faults(std::size_t down_to) { faults_.resize(std::min(faults_.size(), down_to)); }

    /// One level deeper, for those who recurse: `if (const Deeper level(*this); level) …`
    class Deeper {
    public:
        explicit Deeper(Evaluation& e) : evaluation_(e), sound_(++e.depth_ <= e.conditions_.limits.depth || e.stop("it calls or nests too deeply")) {}
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;
        ~Deeper() { --evaluation_.depth_; }
        explicit operator bool() const { return sound_; }

    private:
        Evaluation& evaluation_;
        bool sound_;
    };

    /// From here on, what is decided is told.
    void tell(Explanation* explanation) { explanation_ = explanation; }
    /// While it lives, one element is decided.
    class Told {
    public:
        Told(Evaluation& e, const std::string& element) : evaluation_(e), around_(e.telling_) {
            step_.element = element;
            e.telling_ = e.explanation_ != nullptr && e.explanation_->size() < most_steps_told ? &step_ : nullptr;
        }
        Told(const Told&) = delete;
        Told& operator=(const Told&) = delete;
        ~Told() {
            if (evaluation_.telling_ == &step_) evaluation_.explanation_->push_back(std::move(step_));
            evaluation_.telling_ = around_;
        }
        /// The value that it came to.
        Value kept(Value value) const {
            if (evaluation_.telling_ == &step_) step_.value = value;
            return value;
        }

    private:
        static constexpr std::size_t most_steps_told = 200;
        Evaluation& evaluation_;
        Step* around_;
        mutable Step step_;
    };

private:
    bool stop(std::string_view why);  // false

    // evaluate.cpp
    Value form(const Node&, const ScopePtr&);
    Value name(const Node&, const ScopePtr&);
    Value result(const Node&, const ScopePtr&);
    Value typed(const Node&, const ScopePtr&);
    Value list(const Node&, const ScopePtr&);
    Value context(const Node&, const ScopePtr&);
    Value range(const Node&, const ScopePtr&);
    Value half_range(const Node&, const ScopePtr&);
    Value arithmetic(const Node&, const ScopePtr&);
    Value calculated(Form sign, const Value& left, const Value& right);
    Value logic(const Node&, const ScopePtr&);
    Value comparison(const Node&, const ScopePtr&);
    Value between(const Node&, const ScopePtr&);
    Value in(const Node&, const ScopePtr&);
    Value instance_of(const Node&, const ScopePtr&);
    Value condition(const Node&, const ScopePtr&);
    Value function(const Node&, const ScopePtr&);
    Value call(const Node&, const ScopePtr&);

    // table.cpp
    class Lookup;
    Value table(const Node&, const ScopePtr&);

    // tests.cpp
    Value passes(const Node& test, const Value& input, const ScopePtr&);

    // iteration.cpp
    struct Loop;
    Value iterate(const Node&, const ScopePtr&);
    Value quantified(const Node&, const ScopePtr&);
    void go(Loop&, std::size_t variable, const ScopePtr&);
    void go_through(Loop&, std::size_t variable, const ScopePtr&, const Value& low, const Value& high);
    void finish(Loop&, const ScopePtr&);
    void once(Loop&, std::size_t variable, const ScopePtr&, Value item);
    Value filter(const Node&, const ScopePtr&);
    Value filtered(const Items&, const Node& condition, const ScopePtr&, bool strict);
    Value item_at(const Items&, const Value& index);

    // path.cpp
    Value path(const Node&, const ScopePtr&);

    Conditions conditions_;
    const TypeShelf* shelf_ = nullptr;
    std::vector<Fault> faults_;
    Explanation* explanation_ = nullptr;
    Step* telling_ = nullptr;  // what is being decided, where somebody wants to know
    const Node* current_ = nullptr;  // what is evaluated, for faults
    std::uint64_t steps_ = 0;
    std::size_t bytes_ = 0;
    int depth_ = 0;
    bool stopped_ = false;
};

/// The member or property of that name: of contexts, days, times, durations, ranges; of each item of a list.
Value member_of(Evaluation&, const Value&, std::string_view name);
Value added(Evaluation&, const Value&, const Value&);
Value subtracted(Evaluation&, const Value&, const Value&);
Value multiplied(Evaluation&, const Value&, const Value&);
Value divided(Evaluation&, const Value&, const Value&);
Value raised(Evaluation&, const Value&, const Value&);
Value negated(Evaluation&, const Value&);
/// True, false, or null where the value has no order with the ends.
Value contains(const Range&, const Value&);
/// "a number", "a list"
std::string_view kind_name(const Value&);

}  // namespace dmn
