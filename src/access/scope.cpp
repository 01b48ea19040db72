#include "access/scope.h"

#include <algorithm>

namespace room::access {

std::string_view code_of(Reach reach) {
    switch (reach) {
        case Reach::none: return "none";
        case Reach::own_teams: return "teams";
        case Reach::everything: return "all";
    }
    return "none";
}

std::optional<Reach> find_reach(std::string_view code) {
    for (const auto reach : {Reach::none, Reach::own_teams, Reach::everything})
        if (code_of(reach) == code) return reach;
    return std::nullopt;
}

Scope Scope::of_teams(std::vector<TeamId> teams) {
    std::ranges::sort(teams);
    const auto [first, last] = std::ranges::unique(teams);
    teams.erase(first, last);
    std::erase(teams, TeamId{});
    if (teams.empty()) return none();
    return {Reach::own_teams, std::move(teams)};
}

Condition Scope::sql(Column team) const {
    if (reach_ == Reach::everything) return {"(1 = 1)", {}};
    if (reach_ == Reach::none) return {"(1 = 0)", {}};
    return one_of(team, std::span(teams_));
}

bool Scope::allows(TeamId team) const {
    if (reach_ == Reach::everything) return true;
    return team && std::ranges::binary_search(teams_, team);
}

std::string Scope::key() const {
    std::string key(code_of(reach_));
    for (const auto team : teams_) key += (team == teams_.front() ? ':' : ',') + to_string(team);
    return key;
}

}  // namespace room::access
