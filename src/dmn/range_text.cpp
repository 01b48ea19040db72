// range("[1..3]"): ranges from texts. The ends are literals, or dates, times and durations made of literals; nothing is evaluated besides.

#include "dmn/arguments.h"
#include "dmn/builtin.h"

#include <algorithm>
#include <array>

namespace dmn {
namespace {

bool is_literal_end(const Node& node) {
    if (node.kind == Form::negate) return node.child(0).kind == Form::literal;
    if (node.kind != Form::call) return node.kind == Form::literal;
    constexpr std::array makers{"date", "time", "date and time", "duration"};
    const auto& function = node.child(0);
    const bool maker = function.kind == Form::name && std::ranges::find(makers, function.text) != makers.end();
    return maker && std::ranges::all_of(node.children.begin() + 1, node.children.end(), [](const auto& c) { return c->kind == Form::literal; });
}

}  // namespace

Value range_from(Evaluation& evaluation, const Items& arguments) {
    const auto* text = text_argument(evaluation, arguments, 0);
    if (text == nullptr || !evaluation.charge_bytes(text->size() * 64)) return {};
    const auto expression = parse(*text);
    const auto* root = expression ? expression->root() : nullptr;
    if (root == nullptr || root->kind != Form::range || !is_literal_end(root->child(0)) || !is_literal_end(root->child(1)))
        return evaluation.fault("that is no range");
    return evaluation.evaluate(*root, nullptr);
}

}  // namespace dmn
