#pragma once
// To what a grant is limited: to a team and those below it, to services, to areas, in any combination.
//
// "Officer of the lights team, whatever team she belongs to"; "agent for missed bins in Northgate ward only". Somebody
// may hold the same role several times with different limits. A permission that is of the house (permission.h) is not
// given by a grant with limits.

#include "access/ids.h"
#include "base/result.h"

#include <compare>
#include <string>
#include <vector>

namespace room::access {

struct Limits {
    TeamId team = {};                        // none: as far as the role reaches
    std::vector<std::string> services = {};  // codes of services; none: every one
    std::vector<std::string> areas = {};     // codes of wards; none: everywhere

    bool none() const { return !team && services.empty() && areas.empty(); }
    auto operator<=>(const Limits&) const = default;
};

inline constexpr std::size_t most_codes = 30;

/// Sorted, each code once. Refuses (fields "services" and "areas") what is no code, and more than 30 of a sort.
Result<Limits> tidy(Limits);

/// A role somebody holds.
struct Grant {
    std::string role;
    Limits limits = {};

    auto operator<=>(const Grant&) const = default;
};

}  // namespace room::access
