#pragma once
// Live topics about records that somebody owns, e.g. of "cases": "cases", "cases.team.7", "cases.service.missed-bin",
// "cases.team.7.area.E05000001" and so on: team, service and area, each named or not, in this order.
//
// What happened to a record is published under all of them that fit it; a reader follows those that make up their scope,
// and so hears of every record within it, and of no other.

#include "access/scope.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace room::access {

inline constexpr std::size_t most_topics = 50;  // of one page

/// Where to publish what happened to a record that is owned so.
std::vector<std::string> topics_about(std::string_view name, const Owned&);
/// What somebody with this scope follows; nothing where it would take more than 50: their page is not live.
std::vector<std::string> topics_within(std::string_view name, const Scope&);
/// What stands behind the name, ".team.7.service.missed-bin" or "", as an alternative of a scope; nothing if it is no
/// such topic.
std::optional<Scope::Part> part_named(std::string_view rest);

}  // namespace room::access
