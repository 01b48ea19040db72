// Who asks for a refund, and who approves it.

#include "base/text.h"
#include "base/words.h"
#include "jobs/jobs.h"
#include "journal/journal.h"
#include "payments/events.h"
#include "payments/owners.h"
#include "payments/refunding.h"
#include "payments/store.h"

namespace payments {
namespace {

constexpr std::size_t most_reason = 200;

/// Given back, on its way, or asked for.
bool counts(RefundState state) {
    using enum RefundState;
    return state != declined && state != error && state != refused;
}

Result<access::StaffId> colleague(const access::Actor& who) {
    TRY(access::require(who, access::Permission::refund_payment));
    if (!who.staff()) return refuse(Kind::not_allowed, "payments.staff_only");
    return who.staff();
}

/// A payment that this colleague may give back; what is another team's is not found.
Result<Payment> theirs(db::Tx& tx, const access::Actor& who, PaymentId id) {
    auto payment = TRY(find(tx, id));
    if (!may(tx, who, access::Permission::refund_payment, payment.subject)) return refuse(Kind::not_found, "payments.no_such_payment");
    return payment;
}

struct Waiting {
    Refund refund;
    Payment payment;
};
Result<Waiting> waiting(db::Tx& tx, const access::Actor& who, RefundId id) {
    auto refund = TRY(find_refund(tx, id));
    auto payment = TRY(theirs(tx, who, refund.payment));
    if (refund.state != RefundState::asked) return refuse(Kind::conflict, "payments.decided");
    return Waiting{std::move(refund), std::move(payment)};
}

Refund decided(Refund refund, RefundState state, access::StaffId by, Instant now) {
    refund.state = state;
    refund.decided_by = by;
    refund.decided_at = now;
    return refund;
}

}  // namespace

Pence can_be_refunded(db::Tx& tx, const Payment& payment) {
    if (payment.state != State::success) return {};
    auto left = payment.amount;
    for (const auto& refund : refunds_of(tx, payment.id))
        if (counts(refund.state)) left = left - refund.amount;
    return left;
}

Result<RefundId> ask_refund(db::Tx& tx, const access::Actor& who, PaymentId id, Pence amount, std::string_view given_reason) {
    const auto asker = TRY(colleague(who));
    const auto payment = TRY(theirs(tx, who, id));
    if (payment.state != State::success) return refuse(Kind::conflict, "payments.not_paid");
    const auto reason = base::tidy_line(given_reason.substr(0, 8 * most_reason));
    std::vector<Problem> problems;
    if (reason.empty() || base::count_characters(reason) > most_reason) problems.push_back({"reason", say("payments.reason_wrong")});
    if (amount < Pence{1} || amount > can_be_refunded(tx, payment)) problems.push_back({"amount", say("payments.refund_too_much")});
    if (!problems.empty()) return refuse_fields("payments.check", std::move(problems));
    const Refund refund{.id = tx.new_id<RefundId>(), .payment = id, .amount = amount, .reason = reason, .asked_by = asker, .asked_at = tx.now()};
    store::add(tx, refund);
    journal::announce(tx, about<RefundAsked>(payment, refund));
    return refund.id;
}

Result<void> approve_refund(db::Tx& tx, const access::Actor& who, RefundId id) {
    const auto approver = TRY(colleague(who));
    const auto [refund, payment] = TRY(waiting(tx, who, id));
    if (refund.asked_by == approver) return refuse(Kind::not_allowed, "payments.four_eyes");
    store::save(tx, decided(refund, RefundState::approved, approver, tx.now()));
    journal::announce(tx, about<RefundApproved>(payment, refund));
    jobs::schedule(tx, {.kind = std::string(refund_kind), .key = to_string(payment.id)});
    return {};
}

Result<void> decline_refund(db::Tx& tx, const access::Actor& who, RefundId id) {
    const auto decider = TRY(colleague(who));
    const auto [refund, payment] = TRY(waiting(tx, who, id));
    store::save(tx, decided(refund, RefundState::declined, decider, tx.now()));
    journal::announce(tx, about<RefundDeclined>(payment, refund));
    return {};
}

void call_off_refunds(db::Tx& tx, PaymentId id) {
    const auto payment = store::find(tx, id);
    if (!payment) return;
    for (auto& refund : refunds_of(tx, id)) {
        if (refund.state != RefundState::asked && refund.state != RefundState::approved) continue;
        refund.state = RefundState::declined;
        refund.decided_by.reset();
        refund.decided_at = tx.now();
        refund.problem = "called_off";
        store::save(tx, refund);
        journal::announce(tx, about<RefundDeclined>(*payment, refund));
    }
}

Result<std::vector<RefundWaiting>> refunds_waiting(db::Tx& tx, const access::Actor& who, int limit) {
    TRY(access::require(who, access::Permission::read_payment));
    std::vector<RefundWaiting> all;
    for (auto& refund : store::refunds_to_look_at(tx)) {
        auto payment = TRY(find(tx, refund.payment));
        if (static_cast<int>(all.size()) < limit && may(tx, who, access::Permission::read_payment, payment.subject)) all.push_back({std::move(refund), std::move(payment)});
    }
    return all;
}

Result<Refund> find_refund(db::Tx& tx, RefundId id) {
    auto refund = store::find(tx, id);
    if (!refund) return refuse(Kind::not_found, "payments.no_such_refund");
    return *std::move(refund);
}

}  // namespace payments
