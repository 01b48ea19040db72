// Which inputs an expression asks for.

#include "dmn/bound.h"
#include "dmn/feel.h"

#include <algorithm>

namespace dmn {
namespace {

class Asked final : public BoundWalk {
public:
    explicit Asked(const std::set<std::string, std::less<>>& inputs) : inputs_(inputs) {}
    std::vector<std::string> found() && { return std::move(found_); }

private:
    bool take(const Node& node) override {
        if (node.kind != Form::name) return false;
        const bool is_known = std::ranges::find(found_, node.text) != found_.end();
        const bool is_built_in = node.builtin != nullptr && !inputs_.contains(node.text);
        if (!is_bound(node.text) && !is_known && !is_built_in) found_.push_back(node.text);
        return true;
    }

    const std::set<std::string, std::less<>>& inputs_;
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
