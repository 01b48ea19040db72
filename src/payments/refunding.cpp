#include "payments/refunding.h"

#include "base/log.h"
#include "jobs/jobs.h"
#include "journal/journal.h"
#include "payments/events.h"
#include "payments/store.h"

#include <algorithm>

namespace payments {
namespace {

/// How far the provider's clock may be behind ours.
constexpr auto clocks_differ = std::chrono::minutes{5};

void next_of(db::Tx& tx, PaymentId payment, Instant due) { jobs::schedule(tx, {.kind = std::string(refund_kind), .key = to_string(payment), .due = due}); }

bool is_underway(const Refund& refund) { return refund.state == RefundState::approved || refund.state == RefundState::sent; }

void announce_end(db::Tx& tx, const Payment& payment, const Refund& refund) {
    if (refund.state == RefundState::success) {
        journal::announce(tx, about<RefundPaid>(payment, refund));
        return;
    }
    auto event = about<RefundFailed>(payment, refund);
    event.outcome = code_of(refund.state);
    journal::announce(tx, event);
}

void end_as(db::Tx& tx, const Payment& payment, Refund& refund, RefundState state, std::string problem) {
    refund.state = state;
    refund.settled_at = tx.now();
    refund.tries = 0;
    refund.problem = std::move(problem);
    store::save(tx, refund);
    announce_end(tx, payment, refund);
}

/// What the provider says of it; what is not over is asked about again.
void note_standing(db::Tx& tx, const Payment& payment, Refund& refund, const RefundStanding& said) {
    const bool was_known = !refund.provider_id.empty();
    refund.provider_id = said.provider_id;
    if (!was_known) journal::announce(tx, about<RefundSent>(payment, refund));
    if (said.state != RefundState::submitted) return end_as(tx, payment, refund, said.state, "");
    refund.state = RefundState::submitted;
    refund.tries = 0;
    refund.problem.clear();
    store::save(tx, refund);
    const auto pause = tx.now() - refund.sent_at.value_or(tx.now()) < std::chrono::hours{1} ? Duration{std::chrono::minutes{5}} : Duration{std::chrono::hours{1}};
    jobs::schedule(tx, {.kind = std::string(follow_kind), .key = to_string(refund.id), .due = tx.now() + pause});
}

Instant put_off(db::Tx& tx, Refund& refund, const Trouble& trouble, Random& random) {
    ++refund.tries;
    refund.problem = code_of(trouble.sort);
    store::save(tx, refund);
    base::log::warning("a refund does not get on", {{"refund", refund.id.value}, {"try", refund.tries}, {"problem", trouble.code}});
    return tx.now() + pause_after(refund.tries, random, trouble.retry_after);
}

}  // namespace

Result<void> Refunding::operator()(const jobs::Running& job) const {
    if (office_.training) return {};
    const auto id = parse_id<PaymentId>(job.key()).value_or(PaymentId{});
    const auto errand = TRY(job.database().read(job.context(), [&](db::Tx& tx) { return set_out(tx, id); }));
    if (!errand) return {};
    Said<RefundStanding> said = std::unexpected(Trouble{});
    bool begins_anew = false;
    if (const auto earlier = find_earlier(*errand); !earlier) {
        said = std::unexpected(earlier.error());
    } else if (*earlier) {
        said = **earlier;
    } else if (const auto available = find_available(*errand); !available) {
        said = std::unexpected(available.error());
    } else {
        const bool is_still_due = TRY(note_sending(job, *errand, *available));
        if (!is_still_due) return {};
        said = office_.provider->refund(errand->account, errand->payment.provider_id, errand->refund.amount, *available);
        const bool has_moved = !said && said.error().sort == Trouble::Sort::moved;
        begins_anew = has_moved && (errand->refund.state == RefundState::approved || never_arrived(*errand, *available));
    }
    TRY(job.finish([&](db::Tx& tx) { return finish(tx, *errand, said, begins_anew); }));
    jobs::wake(job.database());
    return {};
}

Result<std::optional<Refunding::Errand>> Refunding::set_out(db::Tx& tx, PaymentId id) const {
    const auto payment = store::find(tx, id);
    if (!payment) return std::nullopt;
    const auto all = refunds_of(tx, id);
    const auto turn = std::ranges::find_if(all, is_underway);
    if (turn == all.end()) return std::nullopt;
    auto account = TRY(open_account(tx, office_.vault_of));
    Errand errand{std::move(account), *payment, *turn, {}};
    for (const auto& refund : all)
        if (!refund.provider_id.empty()) errand.known.push_back(refund.provider_id);
    return errand;
}

Said<std::optional<RefundStanding>> Refunding::find_earlier(const Errand& errand) const {
    const auto& refund = errand.refund;
    if (refund.state != RefundState::sent) return std::nullopt;
    const auto all = office_.provider->refunds_of(errand.account, errand.payment.provider_id);
    if (!all) return std::unexpected(all.error());
    for (const auto& theirs : *all) {
        const bool is_ours = theirs.amount == refund.amount && refund.sent_at && theirs.made >= *refund.sent_at - clocks_differ;
        if (is_ours && std::ranges::find(errand.known, theirs.provider_id) == errand.known.end()) return theirs;
    }
    return std::nullopt;
}

Said<Pence> Refunding::find_available(const Errand& errand) const {
    if (errand.refund.available) return *errand.refund.available;
    const auto standing = office_.provider->find(errand.account, errand.payment.provider_id);
    if (!standing) return std::unexpected(standing.error());
    const bool is_enough = errand.refund.amount <= standing->refundable;
    if (is_enough) return standing->refundable;
    // Nothing yet: they have the money soon. Less than that: somebody gave it back already, with their own tools.
    const auto sort = standing->refundable == Pence{} && standing->given_back == Pence{} ? Trouble::Sort::later : Trouble::Sort::refused;
    return std::unexpected(Trouble{.sort = sort, .code = "too_much"});
}

bool Refunding::never_arrived(const Errand& errand, Pence available) const {
    const auto standing = office_.provider->find(errand.account, errand.payment.provider_id);
    const auto all = office_.provider->refunds_of(errand.account, errand.payment.provider_id);
    if (!standing || !all || !errand.refund.sent_at) return false;
    Pence by_others;
    for (const auto& theirs : *all)
        if (theirs.state != RefundState::error && theirs.made >= *errand.refund.sent_at - clocks_differ && std::ranges::find(errand.known, theirs.provider_id) == errand.known.end())
            by_others = by_others + theirs.amount;
    return by_others > Pence{} && available - standing->refundable == by_others;
}

Result<bool> Refunding::note_sending(const jobs::Running& job, const Errand& errand, Pence available) const {
    return job.database().write(job.context(), [&](db::Tx& tx) -> Result<bool> {
        auto refund = store::find(tx, errand.refund.id);
        if (!refund || !is_underway(*refund) || refund->available.value_or(available) != available) return false;
        refund->state = RefundState::sent;
        refund->available = available;
        if (!refund->sent_at) refund->sent_at = tx.now();
        store::save(tx, *refund);
        return true;
    });
}

Result<void> Refunding::finish(db::Tx& tx, const Errand& errand, const Said<RefundStanding>& said, bool begins_anew) const {
    auto refund = store::find(tx, errand.refund.id);
    if (!refund || !is_underway(*refund)) return {};
    if (begins_anew) {
        refund->state = RefundState::approved;  // the sum had changed and nothing of ours was taken
        refund->available.reset();
        refund->sent_at.reset();
    }
    const auto payment = TRY(find(tx, refund->payment));
    auto due = tx.now();  // the next one's turn
    if (said)
        note_standing(tx, payment, *refund, *said);
    else if (said.error().sort == Trouble::Sort::refused || said.error().sort == Trouble::Sort::unknown)
        end_as(tx, payment, *refund, RefundState::refused, said.error().code);
    else
        due = put_off(tx, *refund, said.error(), *office_.random);
    next_of(tx, payment.id, due);
    return {};
}

Result<void> Following::operator()(const jobs::Running& job) const {
    if (office_.training) return {};
    const auto id = parse_id<RefundId>(job.key()).value_or(RefundId{});
    struct Errand {
        Account account;
        Payment payment;
        Refund refund;
    };
    const auto errand = TRY(job.database().read(job.context(), [&](db::Tx& tx) -> Result<std::optional<Errand>> {
        auto refund = store::find(tx, id);
        if (!refund || refund->state != RefundState::submitted) return std::nullopt;
        auto payment = TRY(find(tx, refund->payment));
        auto account = TRY(open_account(tx, office_.vault_of));
        return Errand{std::move(account), std::move(payment), *std::move(refund)};
    }));
    if (!errand) return {};
    const auto said = office_.provider->find_refund(errand->account, errand->payment.provider_id, errand->refund.provider_id);
    TRY(job.finish([&](db::Tx& tx) -> Result<void> {
        auto refund = store::find(tx, id);
        if (!refund || refund->state != RefundState::submitted) return {};
        if (said)
            note_standing(tx, errand->payment, *refund, *said);
        else
            jobs::schedule(tx, {.kind = std::string(follow_kind), .key = job.key(), .due = put_off(tx, *refund, said.error(), *office_.random)});
        return {};
    }));
    jobs::wake(job.database());
    return {};
}

}  // namespace payments
