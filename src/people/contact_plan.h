#pragma once
// A contact plan: how somebody is answered who contacts the council so often, or in such a way, that the work of others suffers. It is
// proportionate: for a time, with a reason, looked at again on a day that is named, and always with a way to be heard.
//
// Promises
//  1. It has somebody who answers for it, a day of review at most a year away, and ends by itself four weeks after that day unless it was
//     reviewed: nobody is kept under a plan that is forgotten.
//  2. It is found for every record of the same person: the same e-mail address or telephone number, however typed.
//  3. Who may not see plans does not learn that there is one.
//  4. Each plan, change and end is a fact; a plan that was changed stays on record.

#include "access/access.h"
#include "people/people.h"

namespace people {

struct PlanTag;
using PlanId = Id<PlanTag>;

/// "many_contacts", "abusive", "unreasonable", "safety", "other". Their words: people.plan_<code>.
std::span<const std::string_view> plan_reasons();

inline constexpr auto ends_after_review = std::chrono::days(28);
inline constexpr std::size_t most_plan_words = 1000;  // characters

struct Plan {
    PlanId id;
    PersonId person;
    std::string reason;
    std::string words;      // "One named officer, on Tuesdays": read by whoever answers
    access::StaffId owner;  // who answers for it
    Instant review_at, ends_at;
    Instant set_at;
    std::string set_by;     // as the journal names actors
    std::optional<Instant> ended_at = {};

    bool holds(Instant now) const { return !ended_at && ends_at > now; }
    bool wants_review(Instant now) const { return holds(now) && review_at <= now; }
};

struct NewPlan {
    PersonId person;
    std::string reason, words;
    access::StaffId owner;
    Instant review_at;
};

/// In the place of the one that holds, if there is one. Refuses an unknown reason ("reason"), no words or too many ("words"), an owner who is
/// none of the staff ("owner"), a review in the past or more than a year away ("review"), and somebody who left neither e-mail
/// address nor telephone number (a conflict: they could not be known again). Wants people.plan.
Result<PlanId> set_plan(db::Tx& tx, const access::Actor& who, const NewPlan& wanted);
/// Wants people.plan. Content if it is over.
Result<void> end_plan(db::Tx& tx, const access::Actor& who, PlanId plan);

/// The plan that holds for who has this e-mail address or telephone number. None for who may not see plans.
std::optional<Plan> plan_for(db::Tx& tx, const access::Actor& who, const Contact& contact);
/// Plans that hold, and those that ended in the last 28 days, the next review first. Wants people.plan_read.
Result<std::vector<Plan>> all_plans(db::Tx& tx, const access::Actor& who, int limit = 200);

}  // namespace people
