#pragma once
// Inside fees: what becomes of a fee when something becomes of its payment, its request or its case. Each may be told twice.

#include "fees/fees.h"

namespace fees {

inline constexpr std::string_view lapse_kind = "fees.lapse";  // keyed by request
/// Longer than anybody can be paying: the provider gives them an hour and a half.
inline constexpr auto with_provider = std::chrono::minutes{100};

/// By when a request that is made now must be paid: at the end of its last day, and before the day of its visit; two hours at least.
Instant pay_by(db::Tx& tx, const catalogue::Definition& service, cases::RequestId request);

/// Ends the payments that nobody needs any more; one that is over already is what it is.
void give_up_payments(db::Tx& tx, cases::RequestId request);

Result<void> payment_taken(db::Tx& tx, cases::RequestId request, payments::PaymentId payment);
Result<void> request_withdrawn(db::Tx& tx, cases::RequestId request);
Result<void> case_closed(db::Tx& tx, cases::CaseId id, std::string_view outcome);
Result<void> case_reopened(db::Tx& tx, cases::CaseId id);
Result<void> visit_moved(db::Tx& tx, cases::RequestId request);
Result<void> refund_paid(db::Tx& tx, cases::RequestId request, Pence amount);
/// It is owed again; where that was to be paid anew, what was paid counts again.
Result<void> refund_failed(db::Tx& tx, cases::RequestId request);
/// Nobody paid by its day: the case ends, unless somebody is paying just now.
Result<void> lapse(db::Tx& tx, cases::RequestId request);

/// An event about this fee.
template <class Event>
Event about(const Fee& fee, cases::CaseId id, Pence amount) {
    Event event;
    event.id = id;
    event.request = fee.request;
    event.amount = amount.value;
    return event;
}

}  // namespace fees
