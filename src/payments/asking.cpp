#include "payments/asking.h"

#include "base/log.h"
#include "jobs/jobs.h"
#include "journal/journal.h"
#include "payments/events.h"
#include "payments/store.h"

#include <algorithm>

namespace payments {
namespace {

void go_on(db::Tx& tx, std::string_view kind, PaymentId id, Instant due) { jobs::schedule(tx, {.kind = std::string(kind), .key = to_string(id), .due = due}); }

void announce_end(db::Tx& tx, const Payment& payment) {
    if (payment.state == State::success) {
        journal::announce(tx, about<PaymentTaken>(payment));
        return;
    }
    auto event = about<PaymentEnded>(payment);
    event.outcome = code_of(payment.state);
    event.code = payment.code;
    journal::announce(tx, event);
}

void end_as(db::Tx& tx, Payment& payment, State state, std::string code) {
    payment.state = state;
    payment.code = std::move(code);
    payment.settled = tx.now();
    payment.problem.clear();
    store::save(tx, payment);
    announce_end(tx, payment);
}

/// The call is made again later, for as long as it takes; the row says why.
void put_off(db::Tx& tx, std::string_view kind, Payment& payment, const Trouble& trouble, Random& random) {
    ++payment.tries;
    payment.problem = code_of(trouble.sort);
    store::save(tx, payment);
    base::log::warning("a payment could not be asked about", {{"payment", payment.id.value}, {"try", payment.tries}, {"problem", trouble.code}});
    go_on(tx, kind, payment.id, tx.now() + pause_after(payment.tries, random, trouble.retry_after));
}

/// The first one made, should there be several: it is the one that was, or is, handed out.
const Standing* earliest(const std::vector<Standing>& all) {
    const auto first = std::ranges::min_element(all, {}, &Standing::made);
    return first == all.end() ? nullptr : &*first;
}

}  // namespace

void note_standing(db::Tx& tx, Payment payment, const Standing& standing) {
    const bool was_known = !payment.provider_id.empty();
    const bool changed = take(payment, standing, tx.now());
    store::save(tx, payment);
    if (!was_known) journal::announce(tx, about<PaymentReady>(payment));
    if (changed && is_final(payment.state)) announce_end(tx, payment);
    if (!is_final(payment.state)) go_on(tx, refresh_kind, payment.id, payment.cancel_wanted && !was_known ? tx.now() : next_look(payment, tx.now()));
}

Result<void> Asking::operator()(const jobs::Running& job) const {
    if (office_.training) return {};
    const auto id = parse_id<PaymentId>(job.key()).value_or(PaymentId{});
    const auto errand = TRY(job.database().write(job.context(), [&](db::Tx& tx) { return set_out(tx, id); }));
    if (!errand) return {};
    const auto said = speak(*errand);
    TRY(job.finish([&](db::Tx& tx) -> Result<void> {
        auto payment = store::find(tx, id);
        if (!payment || payment->state != State::asked) return {};
        if (said && *said)
            note_standing(tx, *payment, **said);
        else if (said)
            end_as(tx, *payment, State::cancelled, "");
        else if (said.error().sort == Trouble::Sort::refused)
            end_as(tx, *payment, State::refused, said.error().code);
        else
            put_off(tx, ask_kind, *payment, said.error(), *office_.random);
        return {};
    }));
    jobs::wake(job.database());
    return {};
}

Result<std::optional<Asking::Errand>> Asking::set_out(db::Tx& tx, PaymentId id) const {
    auto payment = store::find(tx, id);
    if (!payment || payment->state != State::asked) return std::nullopt;
    auto account = TRY(open_account(tx, office_.vault_of));
    const bool may_be_there = payment->was_asked;
    payment->was_asked = true;
    store::save(tx, *payment);
    return Errand{std::move(account), *std::move(payment), may_be_there};
}

Said<std::optional<Standing>> Asking::speak(const Errand& errand) const {
    const auto& payment = errand.payment;
    if (errand.may_be_there) {
        const auto known = office_.provider->find_by_reference(errand.account, payment.reference);
        if (!known) return std::unexpected(known.error());
        if (const auto* first = earliest(*known)) return *first;
    }
    if (payment.cancel_wanted) return std::optional<Standing>();
    const auto made = office_.provider->create(errand.account, {.amount = payment.amount,
                                                                .reference = payment.reference,
                                                                .description = payment.description,
                                                                .return_url = payment.return_url,
                                                                .key = payment.reference,
                                                                .vat_code = payment.vat_code,
                                                                .ledger_code = payment.ledger_code});
    if (!made) return std::unexpected(made.error());
    return *made;
}

Result<void> Refreshing::operator()(const jobs::Running& job) const {
    if (office_.training) return {};
    const auto id = parse_id<PaymentId>(job.key()).value_or(PaymentId{});
    struct Errand {
        Account account;
        Payment payment;
    };
    const auto errand = TRY(job.database().read(job.context(), [&](db::Tx& tx) -> Result<std::optional<Errand>> {
        auto payment = store::find(tx, id);
        if (!payment || payment->provider_id.empty()) return std::nullopt;
        auto account = TRY(open_account(tx, office_.vault_of));
        return Errand{std::move(account), *std::move(payment)};
    }));
    if (!errand) return {};
    const auto& [account, known] = *errand;
    // Whether it could be cancelled, and what became of it otherwise, is what the next answer says.
    if (known.cancel_wanted && !is_final(known.state)) (void)office_.provider->cancel(account, known.provider_id);
    const auto said = office_.provider->find(account, known.provider_id);
    TRY(job.finish([&](db::Tx& tx) -> Result<void> {
        auto payment = store::find(tx, id);
        if (!payment) return {};
        if (said)
            note_standing(tx, *payment, *said);
        else if (!is_final(payment->state))
            put_off(tx, refresh_kind, *payment, said.error(), *office_.random);
        return {};
    }));
    jobs::wake(job.database());
    return {};
}

}  // namespace payments
