#include "dmn/scope.h"

#include <algorithm>

namespace dmn {

Scope::Scope(ScopePtr outer, std::string bound, Value what) : parent(std::move(outer)), name(std::move(bound)), value(std::move(what)) {
    depth = std::max(parent ? parent->depth : 0, value.depth());
}

Scope::~Scope() {
    while (parent && parent.use_count() == 1) parent = std::move(const_cast<Scope&>(*parent).parent);
}

ScopePtr with_name(ScopePtr outer, std::string name, Value value) {
    return std::make_shared<const Scope>(std::move(outer), std::move(name), std::move(value));
}
ScopePtr with_entries(ScopePtr outer, Value context) { return std::make_shared<const Scope>(std::move(outer), std::string(), std::move(context)); }

const Value* look_up(const ScopePtr& scope, std::string_view name, std::size_t& looks) {
    for (const auto* link = scope.get(); link != nullptr; link = link->parent.get()) {
        ++looks;
        if (!link->name.empty()) {
            if (link->name == name) return &link->value;
        } else if (link->value.kind() == Value::Kind::context) {  // a model may give something no name: nobody can ask for that
            if (const auto* found = link->value.context().find(name)) return found;
        }
    }
    return nullptr;
}

}  // namespace dmn
