#include "access/actor.h"

#include <fmt/format.h>

namespace room::access {
namespace {

Actor actor_of_everybody() {
    Actor actor;
    for (const auto& name : all_permissions())
        if (name.anybody) actor.reach[static_cast<std::size_t>(name.permission)] = Reach::everything;
    return actor;
}

std::unexpected<Refusal> refuse_actor(const Actor& actor, Permission permission) {
    if (!actor.is_known()) return refuse(Kind::not_allowed, "access.sign_in_needed");
    return refuse(Kind::not_allowed, "access.not_allowed",
                  fmt::format("{} lacks {}", actor.journal_name(), code_of(permission)));
}

}  // namespace

Actor Actor::visitor() { return actor_of_everybody(); }

Actor Actor::resident(std::int64_t person) {
    auto actor = actor_of_everybody();
    actor.sort = Sort::resident;
    actor.id = person;
    return actor;
}

Actor Actor::house(std::string part) {
    Actor actor;
    actor.sort = Sort::system;
    actor.name = std::move(part);
    actor.reach.fill(Reach::everything);
    return actor;
}

std::string Actor::journal_name() const {
    switch (sort) {
        case Sort::visitor: return "public";
        case Sort::resident: return fmt::format("person:{}", id);
        case Sort::staff: return fmt::format("staff:{}", id);
        case Sort::token: return fmt::format("token:{}", id);
        case Sort::system: return "system:" + name;
    }
    return "public";
}

Scope scope_of(const Actor& actor, Permission permission) {
    switch (actor.reach_of(permission)) {
        case Reach::none: return Scope::none();
        case Reach::own_teams: return Scope::of_teams(actor.teams);
        case Reach::everything: return Scope::everything();
    }
    return Scope::none();
}

Result<void> require(const Actor& actor, Permission permission) {
    if (actor.may(permission)) return {};
    return refuse_actor(actor, permission);
}

Result<void> require(const Actor& actor, Permission permission, TeamId team) {
    if (scope_of(actor, permission).allows(team)) return {};
    return refuse_actor(actor, permission);
}

}  // namespace room::access
