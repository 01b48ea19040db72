#pragma once
// A list's statement, put together from constant pieces and from what a scope allows.

#include "access/scope.h"
#include "db/value.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace room::access {

/// A statement under construction: constant pieces, and the values of their ?s.
struct Statement {
    std::string text;
    std::vector<db::Value> values = {};
    std::vector<std::shared_ptr<const void>> kept = {};  // what texts among the values point to

    template <class... Args>
    Statement& add(std::string_view piece, const Args&... args) {
        text += piece;
        (values.push_back(db::to_value(args)), ...);
        return *this;
    }
    Statement& add(const Condition& part) {
        kept.push_back(part.keeps);
        return join(part.text, part.values);
    }
    Statement& add(const Statement& part) {
        kept.insert(kept.end(), part.kept.begin(), part.kept.end());
        return join(part.text, part.values);
    }

private:
    Statement& join(const std::string& more, const std::vector<db::Value>& more_values) {
        text += more;
        values.insert(values.end(), more_values.begin(), more_values.end());
        return *this;
    }
};

}  // namespace room::access
