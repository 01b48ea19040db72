#pragma once
// Inside cases only: rows of lists.

#include "cases/worklist.h"

namespace cases {

/// A statement under construction: constant pieces, and the values of their ?s.
struct Statement {
    std::string text;
    std::vector<db::Value> values;

    template <class... Args>
    Statement& add(std::string_view piece, const Args&... args) {
        text += piece;
        (values.push_back(db::to_value(args)), ...);
        return *this;
    }
    /// A condition, or another statement.
    template <class Part>
    requires requires(const Part& part) { part.values; }
    Statement& add(const Part& part) {
        text += part.text;
        values.insert(values.end(), part.values.begin(), part.values.end());
        return *this;
    }
};

/// What `list` asks the database.
Statement list_statement(const access::Actor& who, const Wanted& wanted, Instant now);

/// The given cases with their first requests, in the order of the ids, for ids the scope allows.
std::vector<Line> lines_of(db::Tx& tx, const access::Scope& scope, std::span<const CaseId> ids);

}  // namespace cases
