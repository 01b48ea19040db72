#pragma once
// What is wrong with a model, by the rules of BPMN 2.0: those of the schema and those the standard tells in words.
//
// A finding names its rule (data/rules.txt has them all, with the numbers other collections of rules give them), the
// element, its line, and the words that tell a person what is wrong and what to do.

#include "bpmn/model.h"

#include <string>
#include <string_view>
#include <vector>

namespace bpmn {

enum class Severity {
    fault,       // the model breaks the standard; nobody can rely on what it means
    incomplete,  // the standard asks for more, though an engine may know it from elsewhere
    advice,      // allowed, and perhaps not meant
};

struct SaidValue {
    std::string name, value;
};

struct Finding {
    Severity severity = Severity::fault;
    std::string rule;
    std::string element;  // its id; empty where it has none
    int line = 0;
    std::string key;  // of the words
    std::vector<SaidValue> values;
};

/// In the order of the document, at most most_findings of them.
std::vector<Finding> check(const Model&);
inline constexpr std::size_t most_findings = 1000;

/// The finding in words.
std::string explain(const Finding&);
/// Whether there is a fault among them.
bool has_fault(const std::vector<Finding>&);

struct Rule {
    std::string name;
    Severity severity = Severity::fault;
    std::vector<std::string> numbers;
};
const std::vector<Rule>& all_rules();

}  // namespace bpmn
