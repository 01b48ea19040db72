#pragma once
// Inside dmn: which names mean what. A chain that only grows at its end, so that a function can hold on to where it was made.

#include "dmn/value.h"

#include <memory>
#include <string>
#include <string_view>

namespace dmn {

struct Scope;
using ScopePtr = std::shared_ptr<const Scope>;

struct Scope {
    ScopePtr parent;
    std::string name;  // empty: the value is a context whose entries are names
    Value value;
    std::size_t depth = 0;  // of the deepest value in the chain

    Scope(ScopePtr outer, std::string bound, Value what);
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    ~Scope();  // without recursion, however long the chain is
};

ScopePtr with_name(ScopePtr outer, std::string name, Value);
/// All entries of a context as names.
ScopePtr with_entries(ScopePtr outer, Value context);
/// The nearest meaning; `looks` counts how many links it took.
const Value* look_up(const ScopePtr&, std::string_view name, std::size_t& looks);

}  // namespace dmn
