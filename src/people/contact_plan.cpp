#include "people/contact_plan.h"

#include "base/text.h"
#include "journal/journal.h"
#include "people/contact_details.h"
#include "people/events.h"
#include "people/queries.h"

#include <algorithm>
#include <array>

namespace people {
namespace {

using access::Permission;

constexpr std::array<std::string_view, 5> reasons{"many_contacts", "abusive", "unreasonable", "safety", "other"};

Plan plan_from(const db::Row& row) {
    return {.id = row.get<PlanId>(0),
            .person = row.get<PersonId>(1),
            .reason = row.get<std::string>(2),
            .words = row.get<std::string>(3),
            .owner = row.get<access::StaffId>(4),
            .review_at = row.get<Instant>(5),
            .ends_at = row.get<Instant>(6),
            .set_at = row.get<Instant>(7),
            .set_by = row.get<std::string>(8),
            .ended_at = row.get<std::optional<Instant>>(9)};
}

/// Known again by an e-mail address or a telephone number; a name alone is no person. Asked of the plans, which are few, whatever
/// number of records somebody has.
std::optional<Plan> plan_of(db::Tx& tx, const Contact& contact) {
    const auto email = tidy_email(contact.email), phone = tidy_phone(contact.phone);
    if (!email && !phone) return std::nullopt;
    // What is not looked for matches no claim, for none is empty.
    std::optional<Plan> newest;
    for (const auto row : tx.query(sql::plans_of, tx.now(), base::lower_ascii(email.value_or("")), phone.value_or(""))) {
        auto plan = plan_from(row);
        if (!newest || std::pair(plan.set_at, plan.id) > std::pair(newest->set_at, newest->id)) newest = std::move(plan);
    }
    return newest;
}

Result<void> check(db::Tx& tx, const NewPlan& wanted) {
    constexpr auto farthest = std::chrono::days(366);
    std::vector<Problem> problems;
    if (std::ranges::find(reasons, wanted.reason) == reasons.end()) problems.push_back({"reason", say("people.plan_reason_missing")});
    const auto words = base::tidy_text(base::first_characters(wanted.words, 4 * most_plan_words));
    if (words.empty()) problems.push_back({"words", say("people.plan_words_missing")});
    if (base::count_characters(words) > most_plan_words) problems.push_back({"words", say("people.plan_words_long")});
    if (!wanted.owner || !access::load_staff_actor(tx, wanted.owner)) problems.push_back({"owner", say("people.plan_owner_missing")});
    if (wanted.review_at <= tx.now() || wanted.review_at > tx.now() + farthest) problems.push_back({"review", say("people.plan_review_wrong")});
    if (!problems.empty()) return std::unexpected(Refusal{Kind::invalid, "forms.problems", std::move(problems)});
    return {};
}

}  // namespace

std::span<const std::string_view> plan_reasons() { return reasons; }

Result<PlanId> set_plan(db::Tx& tx, const access::Actor& who, const NewPlan& wanted) {
    TRY(access::require(who, Permission::set_plan));
    const auto contact = TRY(find(tx, wanted.person));
    if (contact.email.empty() && contact.phone.empty()) return refuse(Kind::conflict, "people.plan_unknowable");
    TRY(check(tx, wanted));
    if (const auto before = plan_of(tx, contact)) tx.run(sql::end_plan, tx.now(), tx.actor(), before->id);
    const auto id = tx.new_id<PlanId>();
    tx.run(sql::add_plan, id, wanted.person, wanted.reason, base::tidy_text(wanted.words), wanted.owner, wanted.review_at, wanted.review_at + ends_after_review,
           tx.now(), tx.actor());
    journal::announce(tx, PlanSet{wanted.person, id, wanted.reason, wanted.owner, wanted.review_at});
    return id;
}

Result<void> end_plan(db::Tx& tx, const access::Actor& who, PlanId plan) {
    TRY(access::require(who, Permission::set_plan));
    const auto person = tx.find<PersonId>(sql::person_of_plan, plan);
    if (!person) return refuse(Kind::not_found, "people.no_such_plan");
    if (tx.change(sql::end_plan, tx.now(), tx.actor(), plan) > 0) journal::announce(tx, PlanEnded{*person, plan});
    return {};
}

std::optional<Plan> plan_for(db::Tx& tx, const access::Actor& who, const Contact& contact) {
    if (!who.may(Permission::read_plan)) return std::nullopt;
    return plan_of(tx, contact);
}

Result<std::vector<Plan>> all_plans(db::Tx& tx, const access::Actor& who, int limit) {
    TRY(access::require(who, Permission::read_plan));
    std::vector<Plan> plans;
    const auto since = tx.now() - std::chrono::days(28);
    for (const auto row : tx.query(sql::plans_since, since, since, limit)) plans.push_back(plan_from(row));
    std::ranges::stable_partition(plans, [&](const Plan& plan) { return plan.holds(tx.now()); });
    return plans;
}

}  // namespace people
