#pragma once
// The door of fees: what a request costs, that its work waits until it is paid, and what is owed back.
//
// Promises
//  1. A request of a service with a fee has one from the transaction that made it. The request is kept whatever becomes of the payment.
//  2. Its map waits for the message "paid". It hears it once: when the provider says so to our question, or at once where the request is free.
//  3. There is one payment under way for a request at most, and one that succeeded ends it. Money that comes all the same, or after the request
//     ended, is owed back, and stands in a list until it has arrived. Each payment is counted once, whenever we hear of it.
//  4. What nobody pays for by its day is closed with the outcome that the service names, and its visit is free again. Somebody who is paying at that
//     moment is waited for.
//  5. Who withdraws what is paid, or is refused it, is owed what the service's table says. Money goes back when two colleagues agree (payments.h), never by itself.
//  6. Where that case is reopened, what has not left yet counts as paid again; what has is due again before any work is done.

#include "base/random.h"
#include "cases/cases.h"
#include "fees/price.h"
#include "payments/payments.h"

#include <vector>

namespace fees {

/// elsewhere: it was paid, but not through us. dropped: the request ended before it was paid. lapsed: nobody paid in time.
enum class State { due, paid, free, elsewhere, dropped, lapsed };
std::string_view code_of(State);
std::optional<State> find_state(std::string_view code);

struct Fee {
    cases::RequestId request;
    Reference reference;
    std::string service;
    std::int64_t service_version = 0;
    Pence amount;
    std::string reason;  // in words
    State state = State::due;
    Instant raised = {};
    Instant pay_by = {};
    std::optional<payments::PaymentId> payment = {};  // the one that is under way, or was last
    std::optional<Instant> settled = {};
    Pence owed_back = {};  // by the service's rule, or because it came for nothing
    std::string owed_reason = {};
    bool is_owed = false;  // it stands in the list of what is to be given back
    Pence keeps = {};      // what the council may keep of what is paid for it: all, or less once it ended
    Pence let_keep = {};   // what it might keep when it ended before it was last reopened

    bool is_settled() const { return state != State::due; }
    /// It is paid, or need not be.
    bool lets_work_begin() const { return state == State::paid || state == State::free || state == State::elsewhere; }
};

/// Notes what a request costs that is being made, in its transaction, once its visit is booked; where it is free its map goes on at once. Nothing
/// where its service has no fee.
Result<std::optional<Fee>> raise(db::Tx& tx, const Reference& reference);
/// It was paid, but not through us: for requests of an invented borough, or of another system.
Result<void> settle_elsewhere(db::Tx& tx, cases::RequestId request);

std::optional<Fee> find(db::Tx& tx, cases::RequestId request);
/// A fee with its payment, as it stands now.
struct Paying {
    Fee fee;
    std::optional<payments::Payment> payment = {};
    bool can_pay_online = false;  // there is an account with a provider
    Pence to_pay = {};            // where it is due: less what was paid and not given back
    Pence owed = {};              // what is to be given back and has not arrived
    bool has_overstayed = false;  // its provider says nothing for longer than anybody can be paying
    /// Somebody may be paying just now.
    bool is_under_way() const { return fee.state == State::due && payment && !payments::is_final(payment->state) && !has_overstayed; }
};
std::optional<Paying> paying_of(db::Tx& tx, cases::RequestId request);

/// Lets the resident pay: the payment that is under way, or another where the last came to nothing, or its provider says nothing of it for longer than
/// anybody can be paying. After the commit call `jobs::wake`. Refuses as a
/// conflict "fees.not_due" where there is nothing to pay; as unavailable where nothing can be paid online.
Result<payments::PaymentId> begin_payment(db::Tx& tx, Random& random, cases::RequestId request, const std::string& base_url);

/// What would be given back to whoever withdraws this request now; nothing where nothing was paid, or staff decide.
Result<std::optional<Price>> given_back_now(db::Tx& tx, cases::RequestId request);

/// The same where its case ended with this outcome.
Result<std::optional<Price>> given_back_for(db::Tx& tx, const Fee& fee, std::string_view outcome);

/// What is still owed back of what was paid for a request: less what arrived.
struct Owed {
    Fee fee;
    payments::Payment payment;  // the one to give it back from
    Pence amount;
    Pence on_its_way;           // of that: asked for, approved or with the provider. It may fail yet
    Pence to_ask;               // what is to be asked for now, from this payment
    bool has_failed = false;    // the last refund came to nothing
};
/// For staff: of cases of theirs. Wants payments.read.
Result<std::vector<Owed>> owed_back(db::Tx& tx, const access::Actor& who, int limit);
std::optional<Owed> owed_of(db::Tx& tx, const Fee& fee);

/// The request and its case, for a payment's page; nothing where it is about something else.
std::optional<cases::Request> request_behind(db::Tx& tx, const journal::Subject& subject);

/// For staff: writes to whoever asked where it can be paid. Wants messages.send for the case. Refuses as a conflict "fees.not_due", and "cases.no_address"
/// where nobody left an e-mail address: it must be read out.
Result<void> send_link(db::Tx& tx, const access::Actor& who, cases::CaseId id, cases::RequestId request);

/// Blanks the words of what is about a request, and of its payments. Sums and states stay: they are the books.
void erase_about(db::Tx& tx, cases::RequestId request);

/// "£32.00: 3 large items"
std::string shown(const Fee& fee);
std::string shown(const Price& price);

}  // namespace fees
