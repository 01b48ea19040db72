#include "fees/fees.h"

#include "fees/books.h"
#include "fees/events.h"
#include "fees/fee_store.h"
#include "fees/letters.h"
#include "fees/queries.h"
#include "fees/settling.h"
#include "casework/hearing.h"
#include "jobs/jobs.h"
#include "journal/journal.h"
#include "payments/account.h"
#include "payments/owners.h"
#include "places/places.h"

#include <algorithm>

namespace fees {
namespace {

/// A fee with what it is about.
struct Behind {
    cases::Request request;
    catalogue::DefinitionPtr service;
};
Result<Behind> behind(db::Tx& tx, const Reference& reference) {
    auto request = TRY(cases::find_request(tx, reference));
    const auto service = TRY(catalogue::find_version(tx, request.service, request.service_version));
    return Behind{std::move(request), service};
}

/// How many whole working days lie before the visit: from today, or from the day on which it was cancelled.
std::int64_t notice_of(db::Tx& tx, cases::RequestId request) {
    const auto visits = cases::visits_of(tx, request);
    if (visits.empty()) return no_visit_near;
    const auto weight = [](const bookings::Booking& each) { return std::pair(each.state == bookings::State::booked, each.changed_at); };
    const auto last = std::ranges::max_element(visits, {}, weight);
    const auto calendar = places::calendar_of(tx);
    const auto& zone = calendar.zone();
    const auto from = last->state == bookings::State::cancelled ? last->changed_at : tx.now();
    return calendar.working_days_between(zone.day(from), zone.day(last->slot.starts));
}

}  // namespace

Result<std::optional<Fee>> raise(db::Tx& tx, const Reference& reference) {
    const auto [request, service] = TRY(behind(tx, reference));
    const auto price = TRY(price_of(*service, request.answers, tx.now()));
    if (!price || store::find(tx, request.id)) return find(tx, request.id);
    const bool is_free = price->amount == Pence{};
    Fee fee{.request = request.id,
            .reference = request.reference,
            .service = request.service,
            .service_version = request.service_version,
            .amount = price->amount,
            .reason = price->reason,
            .state = is_free ? State::free : State::due,
            .raised = tx.now(),
            .pay_by = pay_by(tx, *service, request.id),
            .keeps = price->amount};
    store::add(tx, fee);
    journal::announce(tx, about<FeeRaised>(fee, request.case_id, fee.amount));
    if (is_free)
        TRY(casework::hear(tx, request.case_id, catalogue::paid_message));
    else
        jobs::schedule(tx, {.kind = std::string(lapse_kind), .key = to_string(fee.request), .due = fee.pay_by});
    return fee;
}

Result<void> settle_elsewhere(db::Tx& tx, cases::RequestId request) {
    auto fee = store::find(tx, request);
    if (!fee || fee->is_settled()) return {};
    const auto [made, service] = TRY(behind(tx, fee->reference));
    fee->state = State::elsewhere;
    fee->keeps = {};
    fee->settled = tx.now();
    store::save(tx, *fee);
    jobs::cancel(tx, lapse_kind, to_string(request));
    journal::announce(tx, about<FeePaid>(*fee, made.case_id, fee->amount));
    TRY(casework::hear(tx, made.case_id, catalogue::paid_message));
    return {};
}

std::optional<Fee> find(db::Tx& tx, cases::RequestId request) { return store::find(tx, request); }

std::optional<Paying> paying_of(db::Tx& tx, cases::RequestId request) {
    auto fee = store::find(tx, request);
    if (!fee) return std::nullopt;
    Paying paying{*std::move(fee)};
    if (paying.fee.payment)
        if (auto payment = payments::find(tx, *paying.fee.payment)) paying.payment = *std::move(payment);
    paying.can_pay_online = payments::has_account(tx);
    paying.has_overstayed = paying.payment && !payments::is_final(paying.payment->state) && paying.payment->begun + with_provider < tx.now();
    const auto money = money_of(tx, request);
    paying.to_pay = still_to_pay(paying.fee, money);
    if (paying.fee.is_owed) paying.owed = std::max(paying.fee.owed_back - money.returned, Pence{});
    return paying;
}

Result<payments::PaymentId> begin_payment(db::Tx& tx, Random& random, cases::RequestId request, const std::string& base_url) {
    auto paying = paying_of(tx, request);
    if (!paying) return refuse(Kind::not_found, "cases.no_such_request");
    auto& fee = paying->fee;
    if (paying->to_pay == Pence{}) return refuse(Kind::conflict, "fees.not_due");
    if (paying->is_under_way()) {
        if (paying->payment->cancel_wanted) return refuse(Kind::conflict, "fees.cancelling");
        TRY(payments::refresh(tx, paying->payment->id));
        return paying->payment->id;
    }
    give_up_payments(tx, request);
    const auto [made, service] = TRY(behind(tx, fee.reference));
    const auto begun = TRY(payments::begin(tx, random,
                                           {.subject = subject_of(request),
                                            .amount = paying->to_pay,
                                            .vat_code = service->fee->vat_code,
                                            .ledger_code = service->fee->ledger_code,
                                            .description = service->fee->label + ", " + fee.reference.spoken(),
                                            .return_url = base_url + "/requests/" + fee.reference.text() + "/paid"}));
    fee.payment = begun;
    store::save(tx, fee);
    return begun;
}

Result<std::optional<Price>> given_back_now(db::Tx& tx, cases::RequestId request) {
    const auto fee = store::find(tx, request);
    if (!fee || fee->state != State::paid || fee->keeps < fee->amount) return std::nullopt;
    const auto [made, service] = TRY(behind(tx, fee->reference));
    return given_back(*service, made.answers, fee->amount, notice_of(tx, request), tx.now());
}

Result<std::optional<Price>> given_back_for(db::Tx& tx, const Fee& fee, std::string_view outcome) {
    if (fee.state != State::paid || fee.keeps < fee.amount) return std::nullopt;
    const auto [made, service] = TRY(behind(tx, fee.reference));
    return given_back_after(*service, made.answers, fee.amount, notice_of(tx, fee.request), outcome, tx.now());
}

std::optional<Owed> owed_of(db::Tx& tx, const Fee& fee) {
    const auto money = money_of(tx, fee.request);
    if (!fee.is_owed || fee.owed_back <= money.returned) return std::nullopt;
    auto all = payments::payments_about(tx, subject_of(fee.request));
    std::erase_if(all, [](const payments::Payment& payment) { return payment.state != payments::State::success; });
    if (all.empty()) return std::nullopt;
    const auto has_left = [&](const payments::Payment& payment) { return payments::can_be_refunded(tx, payment) > Pence{}; };
    const auto first = std::ranges::find_if(all, has_left);
    const auto& from = first == all.end() ? all.back() : *first;
    Owed owed{fee, from, fee.owed_back - money.returned, money.left + money.waiting, {}, money.has_failed};
    owed.on_its_way = std::min(owed.on_its_way, owed.amount);
    owed.to_ask = std::min(owed.amount - owed.on_its_way, payments::can_be_refunded(tx, from));
    return owed;
}

Result<std::vector<Owed>> owed_back(db::Tx& tx, const access::Actor& who, int limit) {
    TRY(access::require(who, access::Permission::read_payment));
    constexpr int most_looked_at = 500;
    std::vector<Owed> all;
    for (const auto& fee : store::owed(tx, most_looked_at)) {
        if (static_cast<int>(all.size()) >= limit) break;
        auto owed = owed_of(tx, fee);
        if (owed && payments::read(tx, who, owed->payment.id)) all.push_back(*std::move(owed));
    }
    return all;
}

std::optional<cases::Request> request_behind(db::Tx& tx, const journal::Subject& subject) {
    const auto fee = subject.kind == "request" ? store::find(tx, cases::RequestId{subject.id}) : std::nullopt;
    if (!fee) return std::nullopt;
    auto request = cases::find_request(tx, fee->reference);
    if (!request) return std::nullopt;
    return *std::move(request);
}

Result<void> send_link(db::Tx& tx, const access::Actor& who, cases::CaseId id, cases::RequestId request) {
    const auto c = TRY(cases::find_case(tx, who, id));
    TRY(access::require(who, access::Permission::send_message, c.owned()));
    const auto fee = store::find(tx, request);
    if (!fee) return refuse(Kind::not_found, "cases.no_such_request");
    const auto made = TRY(cases::find_request(tx, fee->reference));
    if (made.case_id != id) return refuse(Kind::not_found, "cases.no_such_request");
    if (fee->state != State::due || !made.is_live()) return refuse(Kind::conflict, "fees.not_due");
    if (!write_to_payer(tx, *fee, made, "fee_due", still_to_pay(*fee, money_of(tx, request)), fee->reason)) return refuse(Kind::conflict, "cases.no_address");
    return {};
}

void erase_about(db::Tx& tx, cases::RequestId request) {
    tx.run(sql::blank_words, request);
    payments::erase_about(tx, subject_of(request));
}

std::string shown(const Price& price) { return base::to_pounds(price.amount) + ": " + price.reason; }
std::string shown(const Fee& fee) { return shown(Price{fee.amount, fee.reason}); }

}  // namespace fees
