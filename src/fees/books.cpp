#include "fees/books.h"

#include "fees/events.h"
#include "fees/fee_store.h"
#include "fees/settling.h"
#include "journal/journal.h"

#include <algorithm>

namespace fees {

Money money_of(db::Tx& tx, cases::RequestId request) {
    using enum payments::RefundState;
    Money money;
    std::vector<payments::Refund> refunds;
    for (const auto& payment : payments::payments_about(tx, subject_of(request))) {
        if (payment.state != payments::State::success) continue;
        money.taken = money.taken + payment.amount;
        for (auto& refund : payments::refunds_of(tx, payment.id)) refunds.push_back(std::move(refund));
    }
    for (const auto& refund : refunds) {
        if (refund.state == success) money.returned = money.returned + refund.amount;
        if (refund.state == sent || refund.state == submitted) money.left = money.left + refund.amount;
        if (refund.state == asked || refund.state == approved) money.waiting = money.waiting + refund.amount;
    }
    const auto last = std::ranges::max_element(refunds, {}, [](const payments::Refund& refund) { return std::pair(refund.asked_at, refund.id); });
    money.has_failed = last != refunds.end() && (last->state == error || last->state == refused);
    return money;
}

namespace {

Pence given_as_owed(const Fee& fee, const Money& money) { return std::min(money.returned + money.left, fee.owed_back); }

}  // namespace

Pence held(const Fee& fee, const Money& money) { return money.taken - given_as_owed(fee, money); }

Pence still_to_pay(const Fee& fee, const Money& money) { return fee.state == State::due ? std::max(fee.amount - held(fee, money), Pence{}) : Pence{}; }

void count_owed(db::Tx& tx, Fee& fee, cases::CaseId id, const std::string& reason) {
    const auto money = money_of(tx, fee.request);
    const auto before = fee.owed_back;
    fee.owed_back = std::max(money.taken - fee.keeps, given_as_owed(fee, money));
    if (fee.owed_back > before) {
        fee.owed_reason = reason;
        journal::announce(tx, about<MoneyOwed>(fee, id, fee.owed_back - before));
    }
    if (fee.owed_back < before) journal::announce(tx, about<DebtEnded>(fee, id, before - fee.owed_back));
    if (fee.owed_back == Pence{}) fee.owed_reason.clear();
    fee.is_owed = fee.owed_back > money.returned;
    store::save(tx, fee);
}

journal::Subject subject_of(cases::RequestId request) { return {"request", request.value}; }

}  // namespace fees
