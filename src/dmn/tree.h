#pragma once
// Inside dmn: expressions as trees.

#include "dmn/feel.h"
#include "dmn/value.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dmn {

struct Builtin;
struct Table;

/// A type as it was written; resolved when it is asked for, since models define their own.
struct TypeName {
    std::string name;                   // "number", "list", "context", "function", "range", "tAddress"
    std::vector<std::string> members = {};  // names beside `of`; of context
    std::vector<TypeName> of = {};          // elements, members, parameters
    std::vector<TypeName> result = {};      // one, of function
};

struct Node {
    enum class Kind : std::uint8_t {
        literal,      // value
        name,         // text
        input,        // `?`
        list,         // children
        context,      // names: children
        range,        // low, high
        half_range,   // (text child): (< 5)
        negate, add, subtract, multiply, divide, power,
        either, both,
        equal, not_equal, less, at_most, greater, at_least,
        between,      // value, low, high
        in,           // value, test…
        instance_of,  // value; type
        condition,    // condition, then, else
        iterate,      // names in children…, last: return
        some, every,  // names in children…, last: satisfies
        path,         // child.text
        filter,       // list, condition
        call,         // function, argument…; names where they are named
        function,     // names (types) and body
        external,     // a function that somebody else would have to run
        tests,        // any of children; flag: none of them
        any,          // `-`
        result,       // names: children, and what they lead to last
        typed,        // child, as the type wants it
        table,        // a decision table
        broken,       // could not be read; text says why
    };

    Kind kind = Kind::literal;
    bool flag = false;        // range: low included; tests: not(…); iterate: something names `partial`; condition, filter: strict, as boxed ones are
    bool other_flag = false;  // range: high included; some, every: strict
    bool asks = false;       // a test in which `?` stands
    std::string text = {};
    Value value = {};
    std::vector<std::string> names = {};
    std::vector<TypeName> types = {};
    std::vector<std::shared_ptr<const Node>> children = {};
    const Builtin* builtin = nullptr;  // what a name means where nothing else bears it
    std::shared_ptr<const Table> table = {};
    std::uint32_t place = 0;           // in the text, in bytes
    std::uint32_t end = 0;
    int levels = 1;

    const Node& child(std::size_t i) const { return *children[i]; }
    std::shared_ptr<const Node> shared_child(std::size_t i) const { return children[i]; }
    const Node& last() const { return *children.back(); }
    std::size_t size() const { return children.size(); }
};

using Form = Node::Kind;
using Tree = std::unique_ptr<Node>;

}  // namespace dmn
