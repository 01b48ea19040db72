#pragma once
// Inside payments: rows in and out, and the jobs that go on with them.

#include "payments/payments.h"

namespace payments::store {

std::optional<Payment> find(db::Tx& tx, PaymentId id);
std::optional<Payment> find_by_provider_id(db::Tx& tx, std::string_view provider_id);
std::optional<Payment> find_by_reference(db::Tx& tx, std::string_view reference);
std::vector<Payment> begun_between(db::Tx& tx, Instant from, Instant to);
std::vector<Payment> made_between(db::Tx& tx, Instant from, Instant to);
void add(db::Tx& tx, const Payment& payment);
void save(db::Tx& tx, const Payment& payment);

std::optional<Refund> find(db::Tx& tx, RefundId id);
/// What somebody must approve, and what does not get on; oldest first.
std::vector<Refund> refunds_to_look_at(db::Tx& tx);
void add(db::Tx& tx, const Refund& refund);
void save(db::Tx& tx, const Refund& refund);

}  // namespace payments::store
