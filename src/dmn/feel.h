#pragma once
// FEEL, the expression language of DMN 1.5, by itself: parse once, evaluate often, from any thread.
//
// Promises
//  1. `parse` refuses (invalid, "dmn.unreadable_expression", line and column in the log line) what is no FEEL, what is longer than 64 KB, and
//     what is nested deeper than some 100 brackets. It knows nothing of values.
//  2. `evaluate` always ends, with a value: null where FEEL says so, and each null that comes of a mistake has a fault that
//     says why. Nothing is thrown for a mistake in an expression or in its inputs.
//  3. Limits are counted, not timed: the same expression over the same inputs stops at the same place on every machine. A step is
//     one node of the tree or some 64 bytes or one item of work inside a function. Whatever hits a limit is null, and
//     `cut_short` says so.
//  4. Evaluation reads no clock, file or network: `now()` is what was handed in, and functions of Java or PMML are null.

#include "base/result.h"
#include "base/time.h"
#include "dmn/value.h"

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dmn {

/// Names that an expression may use. Only names that are not one word matter to the parser ("Applicant Age", "x-1"):
/// among names that would fit the longest wins, as DMN 1.5 section 10.3.1.2 has it. Built-in names are always known.
class Names {
public:
    Names() = default;
    Names(std::initializer_list<std::string_view>);
    /// The names of a context and of what is in it.
    static Names of(const Context&);
    void add(std::string_view variable);
    /// A name that stands after a dot or inside a filter only.
    void add_member(std::string_view member);
    void add_all(const Names&);
    const std::set<std::string, std::less<>>& variables() const { return variables_; }
    const std::set<std::string, std::less<>>& members() const { return members_; }

private:
    std::set<std::string, std::less<>> variables_, members_;  // with single spaces around their parts
};

struct Node;  // the tree: see tree.h

/// A parsed expression, or parsed unary tests. Copies share the tree.
class Expression {
public:
    Expression() = default;  // null
    explicit Expression(std::shared_ptr<const Node> root, std::string text) : root_(std::move(root)), text_(std::move(text)) {}
    const Node* root() const { return root_.get(); }
    const std::shared_ptr<const Node>& shared_root() const { return root_; }
    const std::string& text() const { return text_; }

private:
    std::shared_ptr<const Node> root_;
    std::string text_;
};

struct Limits {
    std::uint64_t steps = 2'000'000;
    int depth = 400;                       // expressions and calls in one another; each takes up to 700 bytes of stack
    std::size_t bytes = 64 * 1024 * 1024;  // made in one evaluation, freed or not
};

/// What an evaluation may know of the world.
struct Conditions {
    Limits limits = {};
    std::optional<Instant> now = {};  // for now() and today(); without it they are null
};

/// Why something is null, or otherwise not as somebody may have meant it.
struct Fault {
    std::string what;  // "no variable is called Age", a finished sentence without a stop
    std::string where = {};  // the part of the expression, at most 80 characters
};

struct Outcome {
    Value value = {};
    std::vector<Fault> faults = {};  // at most 20
    bool cut_short = false;     // a limit was reached
};

Result<Expression> parse(std::string_view text, const Names& = {});
/// "< 5, [10..20]", "not(1, 2)", "-": what stands in the cell of a decision table.
Result<Expression> parse_unary_tests(std::string_view text, const Names& = {});

Outcome evaluate(const Expression&, const Context& inputs, const Conditions& = {});
/// True, false or null: does the input satisfy the tests. `?` in them is the input.
Outcome test(const Expression& unary_tests, const Value& input, const Context& inputs = {}, const Conditions& = {});

/// The expression in one spelling: what it parses to again is the same tree.
std::string to_text(const Expression&);

/// The inputs that the expression asks for by name, each once, in order: names that nothing inside it binds (`for`, `some`, `every`, a
/// function's parameters, entries of a context). A built-in name is one only if it is among `inputs`, which then hide it. What could as well be a
/// member named alone within a filter counts.
std::vector<std::string> inputs_of(const Expression&, const std::set<std::string, std::less<>>& inputs);

}  // namespace dmn
