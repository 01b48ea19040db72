#include "fees/settling.h"

#include "base/words.h"
#include "casework/hearing.h"
#include "fees/events.h"
#include "fees/fee_store.h"
#include "fees/letters.h"
#include "jobs/jobs.h"
#include "journal/journal.h"
#include "places/places.h"

#include <algorithm>

namespace fees {
namespace {

using std::chrono::hours;

Result<cases::Request> request_of(db::Tx& tx, const Fee& fee) { return cases::find_request(tx, fee.reference); }

void await_until(db::Tx& tx, const Fee& fee, Instant due) { jobs::schedule(tx, {.kind = std::string(lapse_kind), .key = to_string(fee.request), .due = due}); }

/// So much more is to be given back, as words say why.
void owe(db::Tx& tx, Fee& fee, cases::CaseId id, const Price& price) {
    if (price.amount <= Pence{}) return;
    fee.owed_back = fee.owed_back + price.amount;
    fee.owed_reason = price.reason;
    fee.is_owed = true;
    journal::announce(tx, about<MoneyOwed>(fee, id, price.amount));
}

/// Ends a payment that nobody needs any more; one that is over already is what it is.
void give_up_payment(db::Tx& tx, const Fee& fee) {
    if (fee.payment) (void)payments::cancel(tx, *fee.payment);
}

void drop(db::Tx& tx, Fee& fee, cases::CaseId id) {
    give_up_payment(tx, fee);
    fee.state = State::dropped;
    fee.settled = tx.now();
    store::save(tx, fee);
    jobs::cancel(tx, lapse_kind, to_string(fee.request));
    journal::announce(tx, about<FeeDropped>(fee, id, fee.amount));
}

}  // namespace

Instant pay_by(db::Tx& tx, const catalogue::Definition& service, cases::RequestId request) {
    const auto calendar = places::calendar_of(tx);
    const auto& zone = calendar.zone();
    const auto second = std::chrono::seconds{1};
    auto last = zone.start_of(zone.day(tx.now()) + std::chrono::days{service.fee->pay_within_days + 1}) - second;
    if (const auto visit = cases::visit_ahead(tx, request)) last = std::min(last, zone.start_of(zone.day(visit->slot.starts)) - second);
    return std::max(last, tx.now() + hours{2});
}

Result<void> payment_taken(db::Tx& tx, cases::RequestId request, payments::PaymentId id) {
    auto fee = store::find(tx, request);
    if (!fee) return {};
    const auto payment = TRY(payments::find(tx, id));
    if (payment.state != payments::State::success) return {};
    const bool is_counted = fee->state == State::paid && fee->payment == id;
    if (is_counted) return {};
    const auto made = TRY(request_of(tx, *fee));
    if (fee->state != State::due) {  // it came for nothing
        if (fee->owed_reason == say("fees.came_late") && fee->payment == id) return {};
        fee->payment = fee->payment.value_or(id);
        owe(tx, *fee, made.case_id, {payment.amount, say("fees.came_late")});
        store::save(tx, *fee);
        return {};
    }
    fee->state = State::paid;
    fee->payment = id;
    fee->settled = tx.now();
    store::save(tx, *fee);
    jobs::cancel(tx, lapse_kind, to_string(request));
    journal::announce(tx, about<FeePaid>(*fee, made.case_id, fee->amount));
    (void)write_to_payer(tx, *fee, made, "fee_paid", fee->amount, fee->reason);
    TRY(casework::hear(tx, made.case_id, catalogue::paid_message));
    return {};
}

Result<void> request_withdrawn(db::Tx& tx, cases::RequestId request) {
    auto fee = store::find(tx, request);
    if (!fee || fee->owed_back > Pence{}) return {};
    const auto made = TRY(request_of(tx, *fee));
    if (fee->state == State::due) {
        drop(tx, *fee, made.case_id);
        return {};
    }
    const auto back = TRY(given_back_now(tx, request));
    if (!back) return {};
    owe(tx, *fee, made.case_id, *back);
    store::save(tx, *fee);
    return {};
}

Result<void> case_closed(db::Tx& tx, cases::CaseId id) {
    for (const auto& request : cases::requests_of(tx, id))
        if (auto fee = store::find(tx, request.id); fee && fee->state == State::due) drop(tx, *fee, id);
    return {};
}

Result<void> case_reopened(db::Tx& tx, cases::CaseId id) {
    for (const auto& request : cases::requests_of(tx, id)) {
        auto fee = store::find(tx, request.id);
        if (!fee || !request.is_live()) continue;
        if (fee->lets_work_begin()) {
            TRY(casework::hear(tx, id, catalogue::paid_message));
            continue;
        }
        if (fee->state == State::due) continue;
        const auto service = TRY(catalogue::find_version(tx, fee->service, fee->service_version));
        fee->state = State::due;
        fee->settled.reset();
        fee->pay_by = pay_by(tx, *service, request.id);
        store::save(tx, *fee);
        await_until(tx, *fee, fee->pay_by);
        journal::announce(tx, about<FeeRaised>(*fee, id, fee->amount));
    }
    return {};
}

Result<void> visit_moved(db::Tx& tx, cases::RequestId request) {
    auto fee = store::find(tx, request);
    const auto visit = cases::visit_ahead(tx, request);
    if (!fee || fee->state != State::due || !visit) return {};
    const auto calendar = places::calendar_of(tx);
    const auto& zone = calendar.zone();
    const auto before = std::max(zone.start_of(zone.day(visit->slot.starts)) - std::chrono::seconds{1}, tx.now() + hours{2});
    if (fee->pay_by <= before) return {};
    fee->pay_by = before;
    store::save(tx, *fee);
    await_until(tx, *fee, fee->pay_by);
    return {};
}

Result<void> refund_paid(db::Tx& tx, cases::RequestId request, Pence amount) {
    auto fee = store::find(tx, request);
    if (!fee) return {};
    const auto made = TRY(request_of(tx, *fee));
    (void)write_to_payer(tx, *fee, made, "fee_given_back", amount, fee->owed_reason);
    if (!fee->is_owed || owed_of(tx, *fee)) return {};
    fee->is_owed = false;
    store::save(tx, *fee);
    return {};
}

Result<void> lapse(db::Tx& tx, cases::RequestId request) {
    const auto paying = paying_of(tx, request);
    if (!paying || paying->fee.state != State::due) return {};
    auto fee = paying->fee;
    if (tx.now() < fee.pay_by) {
        await_until(tx, fee, fee.pay_by);
        return {};
    }
    if (paying->payment && paying->payment->state == payments::State::success) return payment_taken(tx, request, paying->payment->id);
    if (paying->is_under_way()) {  // they have an hour and a half with the provider; then it is given up
        constexpr auto with_provider = std::chrono::minutes{100}, look_again = std::chrono::minutes{10};
        if (paying->payment->begun + with_provider < tx.now()) give_up_payment(tx, fee);
        await_until(tx, fee, tx.now() + look_again);
        return {};
    }
    const auto made = TRY(request_of(tx, fee));
    fee.state = State::lapsed;
    fee.settled = tx.now();
    store::save(tx, fee);
    journal::announce(tx, about<FeeLapsed>(fee, made.case_id, fee.amount));
    const auto the_case = TRY(cases::case_of(tx, made));
    const auto requests = cases::requests_of(tx, made.case_id);
    const bool is_alone = std::ranges::none_of(requests, [&](const cases::Request& other) { return other.is_live() && other.id != request; });
    if (the_case.state != cases::State::open || !made.is_live() || !is_alone || the_case.service != fee.service) return {};
    const auto service = TRY(catalogue::find_version(tx, fee.service, fee.service_version));
    TRY(cases::finish_case(tx, made.case_id, service->fee->unpaid, {}));
    return {};
}

}  // namespace fees
