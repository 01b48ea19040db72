#include "dmn/bound.h"

#include <algorithm>

namespace dmn {

bool BoundWalk::is_bound(std::string_view name) const { return std::ranges::find(bound_, name) != bound_.end(); }

void BoundWalk::look_at(const Node& node) {
    if (take(node)) return;
    const auto outside = bound_.size();
    switch (node.kind) {
        case Form::function:
            bound_.insert(bound_.end(), node.names.begin(), node.names.end());
            look_at_all(node);
            break;
        case Form::filter:
            look_at(node.child(0));
            bound_.push_back("item");
            look_at(node.child(1));
            break;
        case Form::iterate:
            bound_.push_back("partial");
            look_at_bound(node);
            break;
        case Form::some:
        case Form::every:
        case Form::context:
        case Form::result: look_at_bound(node); break;
        default: look_at_all(node);
    }
    bound_.resize(outside);
}

void BoundWalk::look_at_all(const Node& node) {
    for (const auto& child : node.children) look_at(*child);
}

void BoundWalk::look_at_bound(const Node& node) {
    for (std::size_t i = 0; i < node.size(); ++i) {
        look_at(node.child(i));
        if (i < node.names.size()) bound_.push_back(node.names[i]);
    }
}

}  // namespace dmn
