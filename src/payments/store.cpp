#include "payments/store.h"

#include "db/pence.h"
#include "payments/queries.h"

namespace payments {
namespace {

Payment payment_from(const db::Row& row) {
    Payment payment;
    payment.id = row.get<PaymentId>(0);
    payment.subject = {row.get<std::string>(1), row.get<std::int64_t>(2)};
    payment.amount = row.get<Pence>(3);
    payment.vat_code = row.get<std::string>(4);
    payment.ledger_code = row.get<std::string>(5);
    payment.description = row.get<std::string>(6);
    payment.return_url = row.get<std::string>(7);
    payment.reference = row.get<std::string>(8);
    payment.state = find_state(row.get<std::string_view>(9)).value_or(State::error);
    payment.code = row.get<std::string>(10);
    payment.provider_id = row.get<std::optional<std::string>>(11).value_or("");
    payment.next_url = row.get<std::string>(12);
    payment.refundable = row.get<Pence>(13);
    payment.begun = row.get<Instant>(14);
    payment.made = row.get<std::optional<Instant>>(15);
    payment.settled = row.get<std::optional<Instant>>(16);
    payment.cancel_wanted = row.get<std::int64_t>(17) != 0;
    payment.tries = row.get<std::int64_t>(18);
    payment.was_asked = row.get<std::int64_t>(19) != 0;
    payment.problem = row.get<std::string>(20);
    return payment;
}

Refund refund_from(const db::Row& row) {
    return {.id = row.get<RefundId>(0),
            .payment = row.get<PaymentId>(1),
            .amount = row.get<Pence>(2),
            .reason = row.get<std::string>(3),
            .state = find_refund_state(row.get<std::string_view>(4)).value_or(RefundState::error),
            .asked_by = row.get<access::StaffId>(5),
            .asked_at = row.get<Instant>(6),
            .decided_by = row.get<std::optional<access::StaffId>>(7),
            .decided_at = row.get<std::optional<Instant>>(8),
            .sent_at = row.get<std::optional<Instant>>(9),
            .available = row.get<std::optional<Pence>>(10),
            .provider_id = row.get<std::optional<std::string>>(11).value_or(""),
            .settled_at = row.get<std::optional<Instant>>(12),
            .tries = row.get<std::int64_t>(13),
            .problem = row.get<std::string>(14)};
}

std::optional<Payment> payment_in(db::Rows rows) {
    for (const auto row : rows) return payment_from(row);
    return std::nullopt;
}
std::vector<Payment> payments_in(db::Rows rows) {
    std::vector<Payment> all;
    for (const auto row : rows) all.push_back(payment_from(row));
    return all;
}
std::optional<std::string_view> unless_empty(const std::string& text) { return text.empty() ? std::nullopt : std::optional<std::string_view>(text); }

}  // namespace

std::vector<Payment> payments_about(db::Tx& tx, const journal::Subject& subject) { return payments_in(tx.query(sql::payments_about, subject.id, subject.kind)); }

std::vector<Refund> refunds_of(db::Tx& tx, PaymentId payment) {
    std::vector<Refund> all;
    for (const auto row : tx.query(sql::refunds_of, payment)) all.push_back(refund_from(row));
    return all;
}

void erase_about(db::Tx& tx, const journal::Subject& subject) {
    for (const auto& payment : payments_about(tx, subject)) tx.run(sql::blank_reasons, payment.id);
    tx.run(sql::blank_payments, subject.id, subject.kind);
}

namespace store {

std::optional<Payment> find(db::Tx& tx, PaymentId id) { return payment_in(tx.query(sql::find_payment, id)); }
std::optional<Payment> find_by_provider_id(db::Tx& tx, std::string_view provider_id) { return payment_in(tx.query(sql::find_by_provider_id, provider_id)); }
std::optional<Payment> find_by_reference(db::Tx& tx, std::string_view reference) { return payment_in(tx.query(sql::find_by_reference, reference)); }
std::vector<Payment> begun_between(db::Tx& tx, Instant from, Instant to) { return payments_in(tx.query(sql::payments_begun, from, to)); }
std::vector<Payment> made_between(db::Tx& tx, Instant from, Instant to) { return payments_in(tx.query(sql::payments_made, from, to)); }

void add(db::Tx& tx, const Payment& p) {
    tx.run(sql::add_payment, p.id, p.subject.kind, p.subject.id, p.amount, p.vat_code, p.ledger_code, p.description, p.return_url, p.reference, p.begun);
}

void save(db::Tx& tx, const Payment& p) {
    tx.run(sql::save_payment, code_of(p.state), p.code, unless_empty(p.provider_id), p.next_url, p.refundable, p.made, p.settled, p.cancel_wanted, p.tries,
           p.was_asked, p.problem, p.id);
}

std::optional<Refund> find(db::Tx& tx, RefundId id) {
    for (const auto row : tx.query(sql::find_refund, id)) return refund_from(row);
    return std::nullopt;
}

std::vector<Refund> refunds_to_look_at(db::Tx& tx) {
    std::vector<Refund> all;
    for (const auto row : tx.query(sql::refunds_to_look_at)) all.push_back(refund_from(row));
    return all;
}

void add(db::Tx& tx, const Refund& r) { tx.run(sql::add_refund, r.id, r.payment, r.amount, r.reason, r.asked_by, r.asked_at); }

void save(db::Tx& tx, const Refund& r) {
    tx.run(sql::save_refund, code_of(r.state), r.decided_by, r.decided_at, r.sent_at, r.available, unless_empty(r.provider_id), r.settled_at, r.tries, r.problem, r.id);
}

}  // namespace store
}  // namespace payments
