// Which inputs an expression asks for.

#include "dmn/feel.h"
#include "dmn/tree.h"

#include <algorithm>

namespace dmn {
namespace {

class Asked {
public:
    explicit Asked(const std::set<std::string, std::less<>>& inputs) : inputs_(inputs) {}

    /// No deeper than the parser let the tree become.
    void look_at(const Node& node) {
        const auto outside = bound_.size();
        switch (node.kind) {
            case Form::name: note(node); break;
            case Form::function: bind_all(node.names); look_at_all(node); break;
            case Form::filter: look_at(node.child(0)); bind("item"); look_at(node.child(1)); break;
            case Form::iterate: bind("partial"); look_at_bound(node); break;
            case Form::some:
            case Form::every:
            case Form::context:
            case Form::result: look_at_bound(node); break;
            default: look_at_all(node);
        }
        bound_.resize(outside);
    }
    std::vector<std::string> found() && { return std::move(found_); }

private:
    void note(const Node& node) {
        const bool is_bound = std::ranges::find(bound_, node.text) != bound_.end();
        const bool is_known = std::ranges::find(found_, node.text) != found_.end();
        const bool is_built_in = node.builtin != nullptr && !inputs_.contains(node.text);
        if (!is_bound && !is_known && !is_built_in) found_.push_back(node.text);
    }
    void bind(std::string_view name) { bound_.push_back(name); }
    void bind_all(const std::vector<std::string>& names) { bound_.insert(bound_.end(), names.begin(), names.end()); }
    void look_at_all(const Node& node) {
        for (const auto& child : node.children) look_at(*child);
    }
    /// Each name means its child for those that come after.
    void look_at_bound(const Node& node) {
        for (std::size_t i = 0; i < node.size(); ++i) {
            look_at(node.child(i));
            if (i < node.names.size()) bind(node.names[i]);
        }
    }

    const std::set<std::string, std::less<>>& inputs_;
    std::vector<std::string_view> bound_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> inputs_of(const Expression& expression, const std::set<std::string, std::less<>>& inputs) {
    if (expression.root() == nullptr) return {};
    Asked asked(inputs);
    asked.look_at(*expression.root());
    return std::move(asked).found();
}

}  // namespace dmn
