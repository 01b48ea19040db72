#include "fees/fee_store.h"

#include "db/pence.h"
#include "fees/queries.h"

#include <algorithm>
#include <array>

namespace fees {
namespace {

constexpr std::array<std::string_view, 6> states{"due", "paid", "free", "elsewhere", "dropped", "lapsed"};

Fee fee_from(const db::Row& row) {
    return {.request = row.get<cases::RequestId>(0),
            .reference = Reference::parse(row.get<std::string>(1)).value(),
            .service = row.get<std::string>(2),
            .service_version = row.get<std::int64_t>(3),
            .amount = row.get<Pence>(4),
            .reason = row.get<std::string>(5),
            .state = find_state(row.get<std::string_view>(6)).value_or(State::dropped),
            .raised = row.get<Instant>(7),
            .pay_by = row.get<Instant>(8),
            .payment = row.get<std::optional<payments::PaymentId>>(9),
            .settled = row.get<std::optional<Instant>>(10),
            .owed_back = row.get<Pence>(11),
            .owed_reason = row.get<std::string>(12),
            .is_owed = row.get<std::int64_t>(13) != 0,
            .keeps = row.get<Pence>(14),
            .let_keep = row.get<Pence>(15)};
}

}  // namespace

std::string_view code_of(State state) { return states[static_cast<std::size_t>(state)]; }
std::optional<State> find_state(std::string_view code) {
    const auto found = std::ranges::find(states, code);
    if (found == states.end()) return std::nullopt;
    return static_cast<State>(found - states.begin());
}

namespace store {

std::optional<Fee> find(db::Tx& tx, cases::RequestId request) {
    for (const auto row : tx.query(sql::find_fee, request)) return fee_from(row);
    return std::nullopt;
}

std::vector<Fee> owed(db::Tx& tx, int limit) {
    std::vector<Fee> all;
    for (const auto row : tx.query(sql::fees_owed, limit)) all.push_back(fee_from(row));
    return all;
}

void add(db::Tx& tx, const Fee& f) {
    tx.run(sql::add_fee, f.request, f.reference.text(), f.service, f.service_version, f.amount, f.reason, code_of(f.state), f.raised, f.pay_by, f.keeps);
}

void save(db::Tx& tx, const Fee& f) {
    tx.run(sql::save_fee, code_of(f.state), f.pay_by, f.payment, f.settled, f.owed_back, f.owed_reason, f.is_owed, f.keeps, f.let_keep, f.request);
}

}  // namespace store
}  // namespace fees
