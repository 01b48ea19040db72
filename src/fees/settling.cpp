#include "fees/settling.h"

#include "base/words.h"
#include "cases/course.h"
#include "casework/hearing.h"
#include "fees/books.h"
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

/// What is here for it is enough: work may begin.
Result<void> take_as_paid(db::Tx& tx, Fee& fee, const cases::Request& made) {
    fee.state = State::paid;
    fee.keeps = fee.amount;
    fee.settled = tx.now();
    give_up_payments(tx, fee.request);
    count_owed(tx, fee, made.case_id, say("fees.came_late"));
    jobs::cancel(tx, lapse_kind, to_string(fee.request));
    journal::announce(tx, about<FeePaid>(fee, made.case_id, fee.amount));
    TRY(casework::hear(tx, made.case_id, catalogue::paid_message));
    return {};
}

/// It ended before it was paid. What an earlier end let the council keep, it keeps; a payment that comes now is owed back.
void end_unpaid(db::Tx& tx, Fee& fee, cases::CaseId id, State state) {
    give_up_payments(tx, fee.request);
    fee.keeps = std::min(held(fee, money_of(tx, fee.request)), fee.let_keep);
    fee.state = state;
    fee.settled = tx.now();
    count_owed(tx, fee, id, say("fees.came_late"));
}

void drop(db::Tx& tx, Fee& fee, cases::CaseId id) {
    end_unpaid(tx, fee, id, State::dropped);
    jobs::cancel(tx, lapse_kind, to_string(fee.request));
    journal::announce(tx, about<FeeDropped>(fee, id, fee.amount));
}

/// Its request goes on, and what was paid for it counts again; what has left already must be paid anew.
Result<void> make_due_again(db::Tx& tx, Fee& fee, const cases::Request& made) {
    for (const auto& payment : payments::payments_about(tx, subject_of(fee.request))) payments::call_off_refunds(tx, payment.id);
    fee.let_keep = fee.keeps;
    fee.keeps = fee.amount;
    const bool was_paid = fee.state == State::paid;
    if (held(fee, money_of(tx, fee.request)) >= fee.amount) {
        if (!was_paid) return take_as_paid(tx, fee, made);
        count_owed(tx, fee, made.case_id, say("fees.came_late"));
        TRY(casework::hear(tx, made.case_id, catalogue::paid_message));
        return {};
    }
    const auto service = TRY(catalogue::find_version(tx, fee.service, fee.service_version));
    fee.state = State::due;
    fee.settled.reset();
    fee.pay_by = pay_by(tx, *service, made.id);
    count_owed(tx, fee, made.case_id, say("fees.came_late"));
    await_until(tx, fee, fee.pay_by);
    const auto to_pay = still_to_pay(fee, money_of(tx, fee.request));
    journal::announce(tx, about<FeeRaised>(fee, made.case_id, to_pay));
    (void)write_to_payer(tx, fee, made, "fee_due", to_pay, fee.reason);
    return {};
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

void give_up_payments(db::Tx& tx, cases::RequestId request) {
    for (const auto& payment : payments::payments_about(tx, subject_of(request)))
        if (!payments::is_final(payment.state) && !payment.cancel_wanted) (void)payments::cancel(tx, payment.id);
}

Result<void> payment_taken(db::Tx& tx, cases::RequestId request, payments::PaymentId id) {
    auto fee = store::find(tx, request);
    if (!fee) return {};
    const auto payment = TRY(payments::find(tx, id));
    if (payment.state != payments::State::success) return {};
    const auto made = TRY(request_of(tx, *fee));
    const bool is_enough = fee->state == State::due && held(*fee, money_of(tx, request)) >= fee->amount;
    if (!is_enough) {  // it came for nothing, or is counted already
        fee->payment = fee->payment.value_or(id);
        count_owed(tx, *fee, made.case_id, say("fees.came_late"));
        return {};
    }
    fee->payment = id;
    TRY(take_as_paid(tx, *fee, made));
    (void)write_to_payer(tx, *fee, made, "fee_paid", payment.amount, fee->reason);
    return {};
}

Result<void> request_withdrawn(db::Tx& tx, cases::RequestId request) {
    auto fee = store::find(tx, request);
    if (!fee) return {};
    const auto made = TRY(request_of(tx, *fee));
    if (made.is_live()) return {};  // reopened meanwhile
    if (fee->state == State::due) {
        drop(tx, *fee, made.case_id);
        return {};
    }
    const auto back = TRY(given_back_now(tx, request));
    if (!back) return {};
    fee->keeps = fee->amount - back->amount;
    count_owed(tx, *fee, made.case_id, back->reason);
    return {};
}

Result<void> case_closed(db::Tx& tx, cases::CaseId id, std::string_view outcome) {
    const auto c = TRY(cases::case_on_course(tx, id));
    if (c.state != cases::State::closed) return {};  // reopened meanwhile
    for (const auto& request : cases::requests_of(tx, id)) {
        auto fee = store::find(tx, request.id);
        if (fee && fee->state == State::due) drop(tx, *fee, id);
        if (!fee || !request.is_live()) continue;
        const auto back = TRY(given_back_for(tx, *fee, outcome));
        if (!back) continue;
        fee->keeps = fee->amount - back->amount;
        count_owed(tx, *fee, id, back->reason);
    }
    return {};
}

Result<void> case_reopened(db::Tx& tx, cases::CaseId id) {
    for (const auto& request : cases::requests_of(tx, id)) {
        auto fee = store::find(tx, request.id);
        if (!fee || !request.is_live() || fee->state == State::due) continue;
        const bool is_whole = fee->lets_work_begin() && (fee->state != State::paid || fee->keeps == fee->amount);
        if (is_whole)
            TRY(casework::hear(tx, id, catalogue::paid_message));
        else
            TRY(make_due_again(tx, *fee, request));
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
    count_owed(tx, *fee, made.case_id, say("fees.came_late"));
    return {};
}

Result<void> refund_failed(db::Tx& tx, cases::RequestId request) {
    auto fee = store::find(tx, request);
    if (!fee) return {};
    const auto made = TRY(request_of(tx, *fee));
    if (fee->state == State::due && held(*fee, money_of(tx, request)) >= fee->amount) return take_as_paid(tx, *fee, made);
    count_owed(tx, *fee, made.case_id, say("fees.came_late"));
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
    for (const auto& payment : payments::payments_about(tx, subject_of(request)))
        if (paying->to_pay == Pence{} && payment.state == payments::State::success) return payment_taken(tx, request, payment.id);
    if (paying->payment && !payments::is_final(paying->payment->state)) {  // they have an hour and a half with the provider; then it is given up
        constexpr auto look_again = std::chrono::minutes{10};
        if (paying->has_overstayed) give_up_payments(tx, request);
        await_until(tx, fee, tx.now() + look_again);
        return {};
    }
    const auto made = TRY(request_of(tx, fee));
    end_unpaid(tx, fee, made.case_id, State::lapsed);
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
