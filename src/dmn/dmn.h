#pragma once
// DMN 1.3 to 1.5: decision models read from XML and evaluated.
//
// Promises
//  1. `read` refuses (invalid, "dmn.unreadable_model") what is not well formed, no DMN, longer than 8 MB, nested deeper than 64 levels
//     or holds more than 200,000 elements; and (invalid, "dmn.unsound_model") a model whose parts do not fit: references that lead
//     nowhere, decisions that require one another in a circle, tables whose rules have too few cells. `fields` names the
//     element (its name, or its id) and what is wrong; the log line has the line number. Document types and entities are not read.
//     An expression that is no FEEL does not spoil the rest: it is null, with a fault, and stands in `flaws()`. Who publishes a
//     model refuses one that has flaws.
//  2. Evaluation follows the promises of feel.h. A decision that is asked for twice in one evaluation is evaluated once.
//  3. A `Model` never changes and may be used by many threads.

#include "dmn/feel.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dmn {

struct Definitions;  // a model as it was read: see model.h

/// What somebody can ask of a model.
struct Offer {
    enum class Kind { input, decision, knowledge, service };
    Kind kind;
    std::string id, name;
    std::string type = {};            // as written; "" where none is said
    std::vector<std::string> inputs = {};  // names of the input data that it needs, directly or not
};

/// An expression of the model that cannot be read.
struct Flaw {
    std::string element;  // the name of the decision or knowledge model
    std::size_t line = 0;  // of the document
    std::string what;
};

class Model {
public:
    Model() = default;
    explicit Model(std::shared_ptr<const Definitions> definitions) : definitions_(std::move(definitions)) {}
    const std::string& name() const;
    const std::string& space() const;  // its XML namespace, by which others import it
    std::vector<Offer> offers() const;
    const std::vector<Flaw>& flaws() const;
    const Definitions& definitions() const { return *definitions_; }

private:
    std::shared_ptr<const Definitions> definitions_;
};

/// Reads a model; `imported` are the models that it may import, found by their namespace.
Result<Model> read(std::string_view xml, const std::vector<Model>& imported = {});

/// One cell of a rule beside the value that it was asked about.
struct Condition {
    std::string input;  // the expression of the column
    std::string test;   // the cell
    Value value = {};
    bool held = false;
};
struct Rule {
    std::size_t number = 0;  // from 1 on, in the order of the table
    std::string id = {}, note = {};  // note: its annotations
    std::vector<Condition> conditions = {};
    bool matched = false;
    bool chosen = false;  // it made the result, by the hit policy
};
/// What one decision came to and, where it is a table, by which rules. Rules that failed are told up to the first condition that did.
struct Step {
    std::string element;  // the decision's or knowledge model's name
    std::string policy = {};   // "UNIQUE", …; empty where it is no table
    Value value = {};
    std::vector<Rule> rules = {};
};
/// In the order in which things were decided: what a decision stands on comes before it. At most 200 steps.
using Explanation = std::vector<Step>;

/// A decision by name or id, with its inputs by name. Inputs of the wrong type are null, with a fault. Refuses (not_found, "dmn.no_decision").
Result<Outcome> decide(const Model&, std::string_view decision, const Context& inputs, const Conditions& = {}, Explanation* = nullptr);
/// A decision service by name or id: its output decision's value, or a context of several.
Result<Outcome> serve(const Model&, std::string_view service, const Context& inputs, const Conditions& = {}, Explanation* = nullptr);

}  // namespace dmn
