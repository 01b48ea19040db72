#pragma once
// Who may see what, as one value. It is computed from an actor and a permission, and used alike by page, list, search,
// count, live update, API and export, so that they cannot disagree:
//
//     const auto scope = access::scope_of(who, Permission::read_case);
//     const auto part = scope.sql({.team = "c.team", .service = "c.service", .area = "c.area"});   // for a list
//     tx.query_text("SELECT … FROM cases_case c WHERE " + part.text + " AND state = ?", values);
//     if (!scope.allows(c.owned())) return refuse(Kind::not_found, "web.not_found");                // for one record
//
// A scope is a list of alternatives. Each is limited to teams, to services and to areas (wards), or not limited in that
// respect; a record is within the scope if one alternative allows it in all three.
//
// Promises
//  1. A row is in the rendered SQL's answer exactly if `allows` says yes to what owns it (test/scope_test.cpp generates
//     records and scopes, and compares the two on both databases; search, by `tags_of` and `tag_groups`, likewise).
//  2. A record that no team owns (NULL in the column, TeamId{} in the record) is seen only where teams are not limited;
//     one without a service or an area (NULL or "") only where those are not. A column that the table lacks counts as
//     one that is always NULL.
//  3. The SQL is made of constant pieces and ? only, and there are few different texts: lists are filled up to a power
//     of two, and alternatives that differ in one respect only are made one.

#include "access/ids.h"
#include "db/value.h"

#include <algorithm>
#include <bit>
#include <compare>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace room::access {

/// How far a role goes.
enum class Reach : unsigned char {
    none,
    own_teams,  // the teams somebody belongs to, and all below them
    everything,
};
std::string_view code_of(Reach);  // "none", "teams", "all"
std::optional<Reach> find_reach(std::string_view code);

/// What a record belongs to. TeamId{}: to no team; "": to no service, lies in no known area.
struct Owned {
    TeamId team;
    std::string_view service = {}, area = {};
};

/// The name of a column, from a literal in the caller's source: "team" or "c.team".
class Column {
public:
    constexpr Column() = default;
    template <std::size_t length>
    consteval Column(const char (&name)[length]) : name_(name, length - 1) {
        for (const char c : name_)
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.')) throw "not a column";
    }
    std::string_view text() const { return name_; }
    explicit operator bool() const { return !name_.empty(); }

private:
    std::string_view name_;
};

/// Where a table keeps what owns its rows.
struct OwnedColumns {
    Column team, service = {}, area = {};
};

/// A condition to stand in a WHERE, in brackets, and the values of its ?s in order.
struct Condition {
    std::string text;
    std::vector<db::Value> values;
    std::shared_ptr<const void> keeps = {};  // what texts among the values point to
};

/// "(column IN (?, ?))" for one or more, filled up with the last one so that few different texts are kept prepared.
template <class Each>
Condition one_of(Column column, std::span<const Each> wanted) {
    Condition condition{"(" + std::string(column.text()) + " IN (?", {}};
    for (std::size_t i = 0; i < std::bit_ceil(wanted.size()); ++i) {
        if (i > 0) condition.text += ", ?";
        condition.values.push_back(db::to_value(wanted[std::min(i, wanted.size() - 1)]));
    }
    condition.text += "))";
    return condition;
}

class Scope {
public:
    /// One alternative. Where there is no list, that is not limited. Codes hold letters, digits and hyphens.
    struct Part {
        std::optional<std::vector<TeamId>> teams = {};
        std::optional<std::vector<std::string>> services = {}, areas = {};

        bool allows(const Owned&) const;
        /// True if every record that the other allows is allowed by this one too.
        bool covers(const Part&) const;
        std::string key() const;
        auto operator<=>(const Part&) const = default;
    };

    /// None.
    Scope() = default;
    static Scope none() { return {}; }
    static Scope everything() { return of({}); }
    /// No teams is the same as none.
    static Scope of_teams(std::vector<TeamId> teams) { return of({.teams = std::move(teams)}); }
    /// An empty list is the same as none.
    static Scope of(Part);
    /// What this one or the other allows.
    Scope or_else(const Scope& other) const;

    bool is_none() const { return !parts_; }
    bool is_everything() const;
    /// The alternatives, none of them within another; each list sorted, every item once.
    std::span<const Part> parts() const;

    Condition sql(const OwnedColumns&) const;
    bool allows(const Owned&) const;
    /// True only if all that the other allows is allowed here. May say no where it would take two alternatives to cover
    /// one of the other's.
    bool covers(const Scope& other) const;

    /// For search: a record tagged with `tags_of` what owns it is within the scope exactly if it carries a tag of every
    /// group. Scopes of many unlike alternatives are widened to stay under 64 groups: ask `allows` of the hits.
    std::vector<std::vector<std::string>> tag_groups() const;

    /// Equal for equal scopes, different otherwise: for caches. "all", "none", "teams:3,9",
    /// "teams:3;services:missed-bin|areas:E05000001".
    std::string key() const;

    bool operator==(const Scope&) const;

private:
    using Parts = std::vector<Part>;
    static Scope of_parts(Parts);
    std::shared_ptr<const Parts> parts_;  // never empty; shared, so that a scope is cheap to hand on
};

/// "team:7", "service:missed-bin", "area:E05000001", as far as they are known.
std::vector<std::string> tags_of(const Owned&);

}  // namespace room::access
