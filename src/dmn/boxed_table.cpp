// Decision tables of a document.

#include "dmn/boxed.h"
#include "dmn/dmn.h"
#include "dmn/table.h"

#include <array>

namespace dmn {
namespace {

std::optional<HitPolicy> policy_of(const std::string& policy, const std::string& aggregation) {
    struct Row {
        std::string_view policy, aggregation;
        HitPolicy means;
    };
    static constexpr std::array rows{
        Row{"", "", HitPolicy::unique},
        Row{"UNIQUE", "", HitPolicy::unique},
        Row{"ANY", "", HitPolicy::any},
        Row{"PRIORITY", "", HitPolicy::priority},
        Row{"FIRST", "", HitPolicy::first},
        Row{"RULE ORDER", "", HitPolicy::rule_order},
        Row{"OUTPUT ORDER", "", HitPolicy::output_order},
        Row{"COLLECT", "", HitPolicy::collect},
        Row{"COLLECT", "SUM", HitPolicy::sum},
        Row{"COLLECT", "MIN", HitPolicy::least},
        Row{"COLLECT", "MAX", HitPolicy::greatest},
        Row{"COLLECT", "COUNT", HitPolicy::count},
    };
    for (const auto& row : rows)
        if (row.policy == policy && (row.aggregation == aggregation || policy != "COLLECT")) return row.means;
    return std::nullopt;
}

std::string note_of(pugi::xml_node rule) {
    std::string note = inner_text(rule, "description");
    for (auto annotation : children(rule, "annotationEntry")) {
        const auto text = inner_text(annotation);
        if (!note.empty() && !text.empty()) note += "; ";
        note += text;
    }
    return note;
}

}  // namespace

Boxes::Cell Boxes::table(pugi::xml_node node, const Names& names) {
    auto table = std::make_shared<Table>();
    const auto policy = policy_of(attribute(node, "hitPolicy"), attribute(node, "aggregation"));
    if (!policy) return broken(node, "the hit policy is unknown");
    table->policy = *policy;
    for (auto input : children(node, "input")) {
        const auto expression = first_child(input, "inputExpression");
        auto& made = table->inputs.emplace_back();
        made.text = inner_text(expression);
        if (made.text.empty()) made.text = attribute(input, "label");
        made.expression = literal(input, made.text, names);
        if (const auto values = first_child(input, "inputValues")) made.allowed = tests(values, inner_text(values), names);
    }
    for (auto output : children(node, "output")) {
        auto& made = table->outputs.emplace_back();
        made.name = attribute(output, "name");
        if (const auto values = first_child(output, "outputValues")) made.allowed = tests(values, inner_text(values), names);
        if (const auto otherwise = first_child(output, "defaultOutputEntry"))
            if (const auto text = inner_text(otherwise); !text.empty()) made.otherwise = literal(otherwise, text, names);
    }
    if (table->outputs.empty()) return broken(node, "the table has no output");
    for (auto rule : children(node, "rule")) {
        auto& line = table->lines.emplace_back();
        line.id = attribute(rule, "id");
        line.note = note_of(rule);
        for (auto entry : children(rule, "inputEntry")) {
            line.texts.push_back(inner_text(entry));
            line.tests.push_back(tests(entry, line.texts.back(), names));
        }
        for (auto entry : children(rule, "outputEntry")) line.results.push_back(literal(entry, inner_text(entry), names));
        if (line.tests.size() != table->inputs.size() || line.results.size() != table->outputs.size())
            return broken(rule, "a rule has too few or too many cells");
    }
    auto made = std::make_unique<Node>();
    made->kind = Form::table;
    made->table = std::move(table);
    return made;
}

}  // namespace dmn
