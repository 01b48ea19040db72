// Expressions and formats of text.

#include "bpmn/checks.h"

#include "base/text.h"

namespace bpmn {
namespace {

/// Where an expression is worked out by the engine, and words for people are not enough.
bool is_worked_out(const Element& expression) {
    static const std::string_view tags[] = {"conditionExpression",
                                            "condition",
                                            "activationCondition",
                                            "completionCondition",
                                            "loopCondition",
                                            "loopCardinality",
                                            "timeDate",
                                            "timeDuration",
                                            "timeCycle",
                                            "from",
                                            "to",
                                            "transformation",
                                            "dataPath",
                                            "messagePath"};
    for (const auto tag : tags)
        if (expression.tag() == tag) return true;
    return false;
}

}  // namespace

void check_expressions(Findings& found) {
    for (const auto* each : found.model().elements()) {
        if (each->is(Type::expression)) {
            const bool formal = each->type() == Type::formal_expression;
            if (formal && is_executable(*each) && base::trim(each->text()).empty() && each->children().empty())
                found.add(*each, "expression_empty");
            if (!formal && is_worked_out(*each) && is_executable(*each)) found.add(*each, "expression_informal");
        }
        if (each->is(Type::documentation) || each->is(Type::text_annotation))
            if (const auto& format = each->attribute("textFormat"); !is_mime_type(format))
                found.add(*each, "text_format", {{"value", format}});
    }
}

}  // namespace bpmn
