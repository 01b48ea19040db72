#pragma once
// Who may see what, as one value. It is computed from an actor and a permission, and used alike by page, list, search,
// count, live update, API and export, so that they cannot disagree:
//
//     const auto scope = access::scope_of(who, Permission::read_case);
//     const auto part = scope.sql("team");                        // for a list
//     tx.query_text("SELECT … FROM cases_case WHERE " + part.text + " AND state = ?", values);
//     if (!scope.allows(c.team)) return refuse(Kind::not_found, "web.not_found");   // for one record
//
// Promises
//  1. A row is in the rendered SQL's answer exactly if `allows` says yes to its team (test/scope_test.cpp generates
//     teams, records and scopes, and compares the two on both databases).
//  2. A record that no team owns (NULL in the column, TeamId{} in the record) is seen only with Reach::everything.
//  3. The SQL is made of constant pieces and ? only, and there are few different texts, however many teams there are.
//
// Services and areas will become further columns of the same value.

#include "access/ids.h"
#include "db/value.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace room::access {

/// How far a permission goes.
enum class Reach : unsigned char {
    none,
    own_teams,  // the teams somebody belongs to, and all below them
    everything,
};
std::string_view code_of(Reach);  // "none", "teams", "all"
std::optional<Reach> find_reach(std::string_view code);

/// The name of a column, from a literal in the caller's source: "team" or "c.team".
class Column {
public:
    template <std::size_t length>
    consteval Column(const char (&name)[length]) : name_(name, length - 1) {
        for (const char c : name_)
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.')) throw "not a column";
    }
    std::string_view text() const { return name_; }

private:
    std::string_view name_;
};

/// A condition to stand in a WHERE, in brackets, and the values of its ?s in order.
struct Condition {
    std::string text;
    std::vector<db::Value> values;
};

/// "(column IN (?, ?))" for one id or more, filled up with the last one so that few different texts are kept prepared.
template <class AnyId>
Condition one_of(Column column, std::span<const AnyId> ids) {
    Condition condition{"(" + std::string(column.text()) + " IN (?", {}};
    for (std::size_t i = 0; i < std::bit_ceil(ids.size()); ++i) {
        if (i > 0) condition.text += ", ?";
        condition.values.push_back(db::to_value(ids[std::min(i, ids.size() - 1)]));
    }
    condition.text += "))";
    return condition;
}

class Scope {
public:
    static Scope none() { return {Reach::none, {}}; }
    static Scope everything() { return {Reach::everything, {}}; }
    /// No teams is the same as none.
    static Scope of_teams(std::vector<TeamId> teams);

    Reach reach() const { return reach_; }
    /// Sorted, each once; empty unless the reach is own_teams.
    const std::vector<TeamId>& teams() const { return teams_; }

    Condition sql(Column team) const;
    bool allows(TeamId team) const;

    /// Equal for equal scopes, different otherwise: for caches and live topics. "all", "none", "teams:3,9".
    std::string key() const;

    bool operator==(const Scope&) const = default;

private:
    Scope(Reach reach, std::vector<TeamId> teams) : reach_(reach), teams_(std::move(teams)) {}
    Reach reach_;
    std::vector<TeamId> teams_;
};

}  // namespace room::access
