#include "access/actor.h"

#include <fmt/format.h>

#include <algorithm>

namespace room::access {
namespace {

Actor actor_of_everybody() {
    static const auto rights = [] {
        Rights all;
        for (const auto& name : all_permissions())
            if (name.anybody) all[static_cast<std::size_t>(name.permission)] = Scope::everything();
        return std::make_shared<const Rights>(std::move(all));
    }();
    Actor actor;
    actor.rights = rights;
    return actor;
}

std::shared_ptr<const Rights> every_right() {
    static const auto rights = [] {
        Rights all;
        all.fill(Scope::everything());
        return std::make_shared<const Rights>(std::move(all));
    }();
    return rights;
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
    actor.rights = every_right();
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

void Actor::give(Permission permission, const Scope& scope) {
    auto more = rights ? *rights : Rights{};
    auto& held = more[static_cast<std::size_t>(permission)];
    held = held.or_else(scope);
    rights = std::make_shared<const Rights>(std::move(more));
}

Scope scope_of(const Actor& actor, Permission permission) {
    return actor.rights ? (*actor.rights)[static_cast<std::size_t>(permission)] : Scope::none();
}

bool may_as_much_as(const Actor& who, const Actor& other) {
    return std::ranges::all_of(all_permissions(), [&](const PermissionName& name) {
        return scope_of(who, name.permission).covers(scope_of(other, name.permission));
    });
}

Result<void> require(const Actor& actor, Permission permission) {
    if (actor.may(permission)) return {};
    return refuse_actor(actor, permission);
}

Result<void> require(const Actor& actor, Permission permission, const Owned& record) {
    if (scope_of(actor, permission).allows(record)) return {};
    return refuse_actor(actor, permission);
}

}  // namespace room::access
