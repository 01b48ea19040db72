#include "payments/payments.h"

#include "jobs/jobs.h"
#include "journal/journal.h"
#include "payments/account.h"
#include "payments/asking.h"
#include "payments/events.h"
#include "payments/owners.h"
#include "places/places.h"
#include "payments/store.h"

namespace payments {

Result<PaymentId> begin(db::Tx& tx, Random& random, const NewPayment& given) {
    auto checked = TRY(check(given));
    if (!has_account(tx)) return refuse(Kind::unavailable, "payments.no_account");
    Payment payment;
    static_cast<NewPayment&>(payment) = std::move(checked);
    payment.id = tx.new_id<PaymentId>();
    payment.reference = Reference::random(random).text();
    payment.begun = tx.now();
    store::add(tx, payment);
    journal::announce(tx, about<PaymentBegun>(payment));
    jobs::schedule(tx, {.kind = std::string(ask_kind), .key = to_string(payment.id)});
    return payment.id;
}

Result<void> refresh(db::Tx& tx, PaymentId id) {
    const auto payment = TRY(find(tx, id));
    if (payment.provider_id.empty()) return {};  // the job that asks for it is on the list
    jobs::schedule(tx, {.kind = std::string(refresh_kind), .key = to_string(id)});
    return {};
}

Result<void> cancel(db::Tx& tx, PaymentId id) {
    auto payment = TRY(find(tx, id));
    if (is_final(payment.state)) return refuse(Kind::conflict, "payments.over");
    payment.cancel_wanted = true;
    if (!payment.was_asked) {
        payment.state = State::cancelled;
        payment.settled = tx.now();
        auto event = about<PaymentEnded>(payment);
        event.outcome = code_of(payment.state);
        journal::announce(tx, event);
    }
    store::save(tx, payment);
    return refresh(tx, id);
}

Result<Payment> find(db::Tx& tx, PaymentId id) {
    auto payment = store::find(tx, id);
    if (!payment) return refuse(Kind::not_found, "payments.no_such_payment");
    return *std::move(payment);
}

Result<std::vector<Payment>> payments_of(db::Tx& tx, const access::Actor& who, Day day) {
    TRY(access::require(who, access::Permission::read_payment));
    const auto calendar = places::calendar_of(tx);
    std::vector<Payment> all;
    for (auto& payment : store::begun_between(tx, calendar.zone().start_of(day), calendar.zone().start_of(day + std::chrono::days{1})))
        if (may(tx, who, access::Permission::read_payment, payment.subject)) all.push_back(std::move(payment));
    return all;
}

Result<Payment> read(db::Tx& tx, const access::Actor& who, PaymentId id) {
    TRY(access::require(who, access::Permission::read_payment));
    auto payment = TRY(find(tx, id));
    if (!may(tx, who, access::Permission::read_payment, payment.subject)) return refuse(Kind::not_found, "payments.no_such_payment");
    return payment;
}

std::optional<PaymentId> find_by_reference(db::Tx& tx, const access::Actor& who, std::string_view reference) {
    const auto payment = store::find_by_reference(tx, reference);
    if (!payment || !may(tx, who, access::Permission::read_payment, payment->subject)) return std::nullopt;
    return payment->id;
}

}  // namespace payments
