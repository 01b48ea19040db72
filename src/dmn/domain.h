#pragma once
// Which values an input can have, and some of them that stand for all: what conditions and tables ask tells values apart at the literals that they
// name, so trying one value between each two literals is trying them all.
//
// Promises
//  1. Where `try_all` says true, every way in which the inputs can stand was like one that was tried.
//  2. It says false, and nothing follows, where there are too many ways or a domain is not told.

#include "dmn/dmn.h"
#include "dmn/value.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dmn {

/// The values of one input: these; where `numbers` is set every number between the bounds; where `open` is, anything.
struct Domain {
    std::vector<Value> values = {};
    bool numbers = false, whole = false, open = false;
    std::optional<Decimal> from = {}, up_to = {};
};
/// The domain of an input by its path, "answers.size"; nothing where it is not told.
using Domains = std::function<std::optional<Domain>(std::string_view path)>;

/// What an expression asks for: "answers.size", "reason"; each once, in order.
std::vector<std::string> paths_of(const Expression&);
/// The texts, numbers and truths that it names, each as often as it stands there.
std::vector<Value> literals_of(const Expression&);
/// Values that stand for all of a domain as far as these literals tell them apart.
std::vector<Value> samples_of(const Domain&, const std::vector<Value>& literals);

/// Puts a value where a path leads, "answers.size" into "answers".
void put_at(Context&, std::string_view path, const Value&);
/// Hands over all ways in which the inputs of these expressions can stand, until `each` says false.
bool try_all(std::span<const Expression>, const Domains&, const std::function<bool(const Context&)>& each, std::size_t most = 50'000);

/// What a decision asks for itself, by path: the inputs of its table, or its expression. Nothing of what other decisions give it.
std::vector<std::string> asked_by(const Model&, std::string_view decision);
/// The values that a decision comes to, by the name of the output ("" of a table with one): where it is a table whose results are all literals.
std::vector<std::pair<std::string, Domain>> results_of(const Model&, std::string_view decision);

/// One way in which a table breaks its own hit policy.
struct TableFault {
    enum class Kind { gap, overlap };
    Kind kind = Kind::gap;
    std::string decision;            // its name
    std::vector<std::string> where;  // "answers.size = \"van\"", for each input that matters
    std::size_t rule = 0, other = 0;  // of an overlap, from 1 on
};
/// The first gap of the tables of a model where one is a fault (UNIQUE, ANY, FIRST and PRIORITY without a default), and the first overlap of each two
/// rules where that is one (UNIQUE; ANY whose results differ; PRIORITY whose outputs have no order).
std::vector<TableFault> table_faults(const std::string& decision, const Model&, const Domains&);

}  // namespace dmn
