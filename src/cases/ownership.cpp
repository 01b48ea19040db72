// Whose case it is. Each verb: check, change, announce.

#include "cases/ownership.h"

#include "cases/case_store.h"
#include "cases/checks.h"
#include "cases/course.h"
#include "cases/events.h"
#include "cases/finding.h"
#include "journal/journal.h"

#include <algorithm>

namespace cases {
namespace {

using access::Permission;

/// Somebody who has an account and may work on what is owned so.
Result<void> require_able(db::Tx& tx, access::StaffId owner, const access::Owned& owned) {
    const auto actor = access::load_staff_actor(tx, owner);
    if (!actor || !access::scope_of(*actor, Permission::work_case).allows(owned))
        return refuse_fields("forms.problems", {{"owner", say("cases.cannot_own")}});
    return {};
}

Result<void> take(db::Tx& tx, const access::Actor& who, Case& c) {
    if (!who.staff()) return refuse(Kind::not_allowed, "cases.only_staff_own");
    if (c.owner == who.staff()) return {};
    const auto from = c.owner;
    TRY(c.give_to(who.staff()));
    TRY(case_store::save(tx, c));
    journal::announce(tx, CaseTaken{c.id, c.service, c.team, c.owner, from});
    return course().moved(tx, c);
}

Result<void> release(db::Tx& tx, const access::Actor& who, Case& c) {
    if (!c.owner) return {};
    if (c.owner != who.staff()) TRY(access::require(who, Permission::assign_case, c.owned()));
    const auto from = c.owner;
    TRY(c.give_to({}));
    TRY(case_store::save(tx, c));
    journal::announce(tx, CaseReleased{c.id, c.service, c.team, from});
    return course().moved(tx, c);
}

}  // namespace

Result<Case> take_case(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes) {
    auto c = TRY(find_seen(tx, who, Permission::work_case, id, seen_changes));
    TRY(take(tx, who, c));
    return c;
}

Result<Case> release_case(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes) {
    auto c = TRY(find_seen(tx, who, Permission::work_case, id, seen_changes));
    TRY(release(tx, who, c));
    return c;
}

Result<Case> set_owner(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes, access::StaffId owner) {
    auto c = TRY(find_seen(tx, who, Permission::work_case, id, seen_changes));
    if (!owner) {
        TRY(release(tx, who, c));
    } else if (owner == who.staff()) {
        TRY(take(tx, who, c));
    } else if (owner != c.owner) {
        TRY(access::require(who, Permission::assign_case, c.owned()));
        TRY(require_able(tx, owner, c.owned()));
        const auto from = c.owner;
        TRY(c.give_to(owner));
        TRY(case_store::save(tx, c));
        journal::announce(tx, CaseHandedOver{c.id, c.service, c.team, c.team, from, c.owner, {}});
        TRY(course().moved(tx, c));
    }
    return c;
}

Result<HandedOver> hand_over(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes, const To& to,
                             std::string_view note) {
    auto c = TRY(find_seen(tx, who, Permission::assign_case, id, seen_changes));
    const auto words = TRY(check_words(note, "cases.hand_over_note_empty"));
    const auto team = to.team ? to.team : c.team;
    if (team != c.team && !access::find_team(tx, team))
        return refuse_fields("forms.problems", {{"team", say("cases.no_such_team")}});
    if (team == c.team && to.owner == c.owner)
        return refuse_fields("forms.problems", {{"team", say("cases.handed_over_nowhere")}});
    if (to.owner) TRY(require_able(tx, to.owner, {team, c.service, c.area}));
    const auto from_team = c.team;
    const auto from = c.owner;
    TRY(c.pass_to(team, to.owner));
    TRY(case_store::save(tx, c));
    if (team != from_team) TRY(index_again(tx, c));
    const auto kept = case_store::add_words(tx, c.id, Said::note, words);
    journal::announce(tx, CaseHandedOver{c.id, c.service, from_team, c.team, from, c.owner, kept});
    TRY(course().moved(tx, c));
    const bool still_seen = access::scope_of(who, Permission::read_case).allows(c.owned());
    return HandedOver{std::move(c), still_seen};
}

Result<void> own_with_task(db::Tx& tx, CaseId id, access::StaffId from, access::StaffId to) {
    auto c = case_store::find(tx, id);
    if (!c) return refuse(Kind::not_found, "cases.no_such_case");
    if (c->state == State::closed || c->owner == to || (c->owner && c->owner != from)) return {};
    const auto before = c->owner;
    TRY(c->give_to(to));
    TRY(case_store::save(tx, *c));
    if (!to)
        journal::announce(tx, CaseReleased{c->id, c->service, c->team, before});
    else if (tx.actor() == "staff:" + to_string(to))
        journal::announce(tx, CaseTaken{c->id, c->service, c->team, to, before});
    else
        journal::announce(tx, CaseHandedOver{c->id, c->service, c->team, c->team, before, to, {}});
    return {};
}

std::vector<access::Staff> possible_owners(db::Tx& tx, const Case& c) { return access::staff_in_team(tx, c.team); }

std::vector<access::Staff> leaders_of(db::Tx& tx, access::TeamId team) {
    std::vector<access::Staff> leaders;
    for (auto id = team; id && leaders.empty();) {
        for (auto& member : access::staff_in_team(tx, id)) {
            const auto actor = access::load_staff_actor(tx, member.id);
            if (actor && std::ranges::find(actor->roles, "team_leader") != actor->roles.end()) leaders.push_back(std::move(member));
        }
        const auto found = access::find_team(tx, id);
        id = found ? found->parent : access::TeamId{};
    }
    return leaders;
}

}  // namespace cases
