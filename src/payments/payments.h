#pragma once
// The door of payments: what somebody pays the council by card, what became of it, what is given back, and whether our books and the provider's
// agree.
//
// Promises
//  1. A payment exists if and only if the transaction that began it was kept. The provider is asked after that, by a job, outside any transaction.
//  2. Nobody is charged twice for one payment: one address to pay at is ever handed out for it. After a kill or a lost answer the provider is
//     first asked whether it has the payment, by our reference. Should it make a second one all the same, nobody is sent there, it ends by
//     itself, and `reconcile` shows it.
//  3. What became of a payment is what the provider answers when asked. A webhook only makes us ask now.
//  4. A payment that is over stays as it is. Each is announced once, as PaymentTaken or PaymentEnded.
//  5. A refund wants two members of staff with payments.refund: one asks, another approves. Together refunds never come to more than was paid.
//     One that may have reached the provider is looked for before it is sent again.
//  6. Where our rows and the provider's list of a day differ, a row says so until they agree.
//  7. Nothing of a card, and nothing about the payer, is kept.
//  8. Who of the staff may see and give back what is asked of whatever the payment is for (owners.h), each time. What they may not see is not found.
//  9. A day is one of the council's, by the clock on its wall.

#include "access/access.h"
#include "db/tx.h"
#include "payments/payment.h"

#include <vector>

namespace payments {

/// Begins a payment, in the caller's transaction; after the commit, call `jobs::wake`. Refuses what is wrong by field, and as unavailable
/// where no account with the provider is set.
Result<PaymentId> begin(db::Tx& tx, Random& random, const NewPayment& payment);
/// Makes us ask the provider soon what became of it; content where it is over.
Result<void> refresh(db::Tx& tx, PaymentId id);
/// Ends it unless it is paid already. What nobody asked the provider for yet ends at once; otherwise its end is known when the provider
/// has said so. Refuses as a conflict one that is over.
Result<void> cancel(db::Tx& tx, PaymentId id);

Result<Payment> find(db::Tx& tx, PaymentId id);
/// Oldest first.
std::vector<Payment> payments_about(db::Tx& tx, const journal::Subject& subject);
/// For staff: those of theirs that were begun on this day, oldest first. Wants payments.read.
Result<std::vector<Payment>> payments_of(db::Tx& tx, const access::Actor& who, Day day);
/// For staff: one of theirs. Wants payments.read.
Result<Payment> read(db::Tx& tx, const access::Actor& who, PaymentId id);
/// For staff: those of theirs with this reference of ours; the provider's page and statements show it.
std::optional<PaymentId> find_by_reference(db::Tx& tx, const access::Actor& who, std::string_view reference);

using RefundId = Id<struct RefundThing>;

struct Refund {
    RefundId id;
    PaymentId payment;
    Pence amount;
    std::string reason;  // a line, up to 200 characters
    RefundState state = RefundState::asked;
    access::StaffId asked_by;
    Instant asked_at = {};
    std::optional<access::StaffId> decided_by = {};  // who approved or declined it
    std::optional<Instant> decided_at = {}, sent_at = {};
    std::optional<Pence> available = {};  // what could be given back when it was first sent
    std::string provider_id = {};
    std::optional<Instant> settled_at = {};
    std::int64_t tries = 0;
    std::string problem = {};  // why it does not get on, or was refused
};

/// All three want payments.refund for the payment, and a member of staff: no token, and not the house itself.
Result<RefundId> ask_refund(db::Tx& tx, const access::Actor& who, PaymentId payment, Pence amount, std::string_view reason);
/// Refuses whoever asked for it. After the commit, call `jobs::wake`.
Result<void> approve_refund(db::Tx& tx, const access::Actor& who, RefundId id);
/// Anyone of them may, who asked for it too.
Result<void> decline_refund(db::Tx& tx, const access::Actor& who, RefundId id);
/// Ends those of a payment that are asked for or approved: its money is not owed any more. What has left for the provider goes on.
void call_off_refunds(db::Tx& tx, PaymentId payment);
Result<Refund> find_refund(db::Tx& tx, RefundId id);
std::vector<Refund> refunds_of(db::Tx& tx, PaymentId payment);
/// A refund that asks for somebody: `approval` of another, or a look at why it does not get on.
struct RefundWaiting {
    Refund refund;
    Payment payment;
};
/// For staff: of theirs, oldest first. Wants payments.read.
Result<std::vector<RefundWaiting>> refunds_waiting(db::Tx& tx, const access::Actor& who, int limit);
/// What can still be asked for: what was paid, less what was given back or is asked for.
Pence can_be_refunded(db::Tx& tx, const Payment& payment);

/// missing_here: they have one we do not know. twin: they have a second one under a reference of ours. missing_there: we have one they do
/// not list. amount, state: the two say different ones. refunds: what was given back differs.
enum class DifferenceKind { missing_here, twin, missing_there, amount, state, refunds };
std::string_view code_of(DifferenceKind);
std::optional<DifferenceKind> find_difference_kind(std::string_view code);

using DifferenceId = Id<struct DifferenceThing>;

struct Difference {
    DifferenceId id;
    Day day;
    DifferenceKind kind = DifferenceKind::missing_here;
    std::optional<PaymentId> payment = {};
    std::string provider_id = {}, reference = {};
    std::optional<Pence> ours = {}, theirs = {};
    std::string our_state = {}, their_state = {};
    Instant found = {};
    std::optional<Instant> gone = {};  // since when the two agree
};

struct DayCompared {
    Day day;
    Instant at;
    std::int64_t ours = 0, theirs = 0, open = 0;
};

/// Compares a day (made within it, by the provider's clock) soon; after the commit, call `jobs::wake`. Each day is compared by itself two hours after
/// its end, and once a day for a week where something is open. Wants payments.read; refuses days that are not over.
Result<void> reconcile(db::Tx& tx, const access::Actor& who, Day day);
Result<std::optional<DayCompared>> day_compared(db::Tx& tx, const access::Actor& who, Day day);
/// Those of a day, agreed ones too. What is about no payment of ours is for who may read all of them.
Result<std::vector<Difference>> differences_of(db::Tx& tx, const access::Actor& who, Day day);
/// Those that are open, oldest day first.
Result<std::vector<Difference>> open_differences(db::Tx& tx, const access::Actor& who, int limit);

/// Blanks descriptions, return addresses and reasons of what is about a subject. Sums, references and states stay: they are the books.
void erase_about(db::Tx& tx, const journal::Subject& subject);

}  // namespace payments
