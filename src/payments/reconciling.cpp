#include "payments/reconciling.h"

#include "base/log.h"
#include "db/pence.h"
#include "jobs/jobs.h"
#include "journal/journal.h"
#include "payments/comparing.h"
#include "payments/events.h"
#include "payments/owners.h"
#include "payments/queries.h"
#include "payments/store.h"
#include "places/places.h"

#include <algorithm>
#include <map>

namespace payments {
namespace {

using std::chrono::days;

/// A day is compared so long after its end: their search lags behind, and payments that nobody makes end within 90 minutes.
constexpr auto settling = std::chrono::hours{2};
constexpr days looked_back{7};

/// From the first moment of a day on the council's clock to the first of the next: 23 to 25 hours.
struct Bounds {
    Instant from, to;
};
Bounds bounds_of(db::Tx& tx, Day day) {
    const auto calendar = places::calendar_of(tx);
    return {calendar.zone().start_of(day), calendar.zone().start_of(day + days{1})};
}

void schedule_day(db::Tx& tx, Day day, Instant due) { jobs::schedule(tx, {.kind = std::string(reconcile_kind), .key = base::to_iso(day), .due = due}); }

Difference difference_from(const db::Row& row) {
    return {.id = row.get<DifferenceId>(0),
            .day = row.get<Day>(1),
            .kind = find_difference_kind(row.get<std::string_view>(2)).value_or(DifferenceKind::missing_here),
            .payment = row.get<std::optional<PaymentId>>(3),
            .provider_id = row.get<std::string>(4),
            .reference = row.get<std::string>(5),
            .ours = row.get<std::optional<Pence>>(6),
            .theirs = row.get<std::optional<Pence>>(7),
            .our_state = row.get<std::string>(8),
            .their_state = row.get<std::string>(9),
            .found = row.get<Instant>(10),
            .gone = row.get<std::optional<Instant>>(11)};
}

std::vector<Difference> differences_in(db::Rows rows) {
    std::vector<Difference> all;
    for (const auto row : rows) all.push_back(difference_from(row));
    return all;
}

Ours with_refunds(db::Tx& tx, Payment payment) {
    Pence given_back;
    for (const auto& refund : refunds_of(tx, payment.id))
        if (refund.state == RefundState::submitted || refund.state == RefundState::success) given_back = given_back + refund.amount;
    return {std::move(payment), given_back};
}

/// Those the provider is known to have made that day, and those begun that day that it is not known to have at all: unless nobody asked for them.
std::vector<Ours> ours_of(db::Tx& tx, Day day) {
    const auto [from, to] = bounds_of(tx, day);
    std::vector<Ours> all;
    for (auto& payment : store::made_between(tx, from, to)) all.push_back(with_refunds(tx, std::move(payment)));
    for (auto& payment : store::begun_between(tx, from, to))
        if (payment.provider_id.empty() && payment.state == State::asked) all.push_back(with_refunds(tx, std::move(payment)));
    return all;
}

std::vector<Difference> compare(db::Tx& tx, Day day, const std::vector<Ours>& ours, const std::vector<Standing>& theirs) {
    const Lookup lookup{.by_provider_id = [&tx](const std::string& id) -> std::optional<Ours> {
                            auto payment = store::find_by_provider_id(tx, id);
                            if (!payment) return std::nullopt;
                            return with_refunds(tx, *std::move(payment));
                        },
                        .by_reference = [&tx](const std::string& reference) { return store::find_by_reference(tx, reference); }};
    return payments::compare(day, ours, theirs, lookup);
}

void note(db::Tx& tx, Difference difference) {
    difference.id = tx.new_id<DifferenceId>();
    tx.run(sql::add_difference, difference.id, difference.day, code_of(difference.kind), difference.payment, difference.provider_id, difference.reference,
           difference.ours, difference.theirs, difference.our_state, difference.their_state, tx.now());
    journal::announce(tx, DifferenceFound{difference.id, difference.payment.value_or(PaymentId{}), std::string(code_of(difference.kind)), base::to_iso(difference.day)});
}

/// Rows that are there already stay as they are; those that no longer hold end.
void keep(db::Tx& tx, Day day, const std::vector<Difference>& found) {
    const auto before = differences_in(tx.query(sql::differences_of, day));
    const auto holds = [](const std::vector<Difference>& all, const Difference& wanted) {
        return std::ranges::any_of(all, [&](const Difference& each) { return !each.gone && is_same(each, wanted); });
    };
    for (const auto& difference : before)
        if (!difference.gone && !holds(found, difference)) tx.run(sql::end_difference, tx.now(), difference.id);
    for (const auto& difference : found)
        if (!holds(before, difference)) note(tx, difference);
}

/// What is found wanting is asked about at once, so that what only came late agrees at the next comparison.
void ask_about(db::Tx& tx, const std::vector<Difference>& found) {
    for (const auto& difference : found)
        if (difference.kind == DifferenceKind::state && difference.payment) (void)refresh(tx, *difference.payment);
}

std::optional<DayCompared> find_day(db::Tx& tx, Day day) {
    for (const auto row : tx.query(sql::find_day, day))
        return DayCompared{row.get<Day>(0), row.get<Instant>(1), row.get<std::int64_t>(2), row.get<std::int64_t>(3), row.get<std::int64_t>(4)};
    return std::nullopt;
}

/// What differs of payments that this actor may read; of what is no payment of ours, if they may read all.
std::vector<Difference> as_far_as_theirs(db::Tx& tx, const access::Actor& who, std::vector<Difference> all) {
    if (access::scope_of(who, access::Permission::read_payment).is_everything()) return all;
    std::erase_if(all, [&](const Difference& each) {
        const auto payment = each.payment ? store::find(tx, *each.payment) : std::nullopt;
        return !payment || !may(tx, who, access::Permission::read_payment, payment->subject);
    });
    return all;
}

}  // namespace

Result<void> Reconciling::operator()(const jobs::Running& job) const {
    if (office_.training) return {};
    const auto day = base::parse_iso_day(job.key());
    if (!day) return refuse(Kind::invalid, "payments.day_not_over", "a job for no day");
    struct Errand {
        Account account;
        Bounds bounds;
    };
    const auto errand = TRY(job.database().read(job.context(), [&](db::Tx& tx) -> Result<Errand> {
        auto account = TRY(open_account(tx, office_.vault_of));
        return Errand{std::move(account), bounds_of(tx, *day)};
    }));
    const auto theirs = office_.provider->made_between(errand.account, errand.bounds.from, errand.bounds.to);
    if (!theirs) {
        const auto pause = pause_after(job.attempt() + 4, *office_.random, theirs.error().retry_after);
        base::log::warning("a day could not be compared", {{"day", job.key()}, {"problem", theirs.error().code}});
        return job.finish([&](db::Tx& tx) -> Result<void> {
            schedule_day(tx, *day, tx.now() + pause);
            return {};
        });
    }
    TRY(job.finish([&](db::Tx& tx) -> Result<void> {
        const auto ours = ours_of(tx, *day);
        const auto found = compare(tx, *day, ours, *theirs);
        keep(tx, *day, found);
        ask_about(tx, found);
        tx.run(sql::note_day, *day, tx.now(), static_cast<std::int64_t>(ours.size()), static_cast<std::int64_t>(theirs->size()),
               static_cast<std::int64_t>(found.size()));
        return {};
    }));
    jobs::wake(job.database());
    return {};
}

void schedule_days(db::Tx& tx) {
    if (!has_account(tx)) return;
    const auto last = places::calendar_of(tx).zone().day(tx.now() - settling) - days{1};
    const auto first = last - looked_back + days{1};
    std::map<Day, std::int64_t> compared;
    for (const auto row : tx.query(sql::days_compared, first, last)) compared[row.get<Day>(0)] = row.get<std::int64_t>(1);
    for (auto day = first; day <= last; day += days{1}) {
        const auto known = compared.find(day);
        const bool was_today = known != compared.end() && find_day(tx, day)->at > tx.now() - days{1};
        if (known == compared.end() || (known->second > 0 && !was_today)) schedule_day(tx, day, jobs::at_once);
    }
}

Result<void> reconcile(db::Tx& tx, const access::Actor& who, Day day) {
    TRY(access::require(who, access::Permission::read_payment));
    if (bounds_of(tx, day).to > tx.now()) return refuse(Kind::invalid, "payments.day_not_over");
    if (!has_account(tx)) return refuse(Kind::unavailable, "payments.no_account");
    schedule_day(tx, day, jobs::at_once);
    return {};
}

Result<std::optional<DayCompared>> day_compared(db::Tx& tx, const access::Actor& who, Day day) {
    TRY(access::require(who, access::Permission::read_payment));
    return find_day(tx, day);
}

Result<std::vector<Difference>> differences_of(db::Tx& tx, const access::Actor& who, Day day) {
    TRY(access::require(who, access::Permission::read_payment));
    return as_far_as_theirs(tx, who, differences_in(tx.query(sql::differences_of, day)));
}

Result<std::vector<Difference>> open_differences(db::Tx& tx, const access::Actor& who, int limit) {
    TRY(access::require(who, access::Permission::read_payment));
    return as_far_as_theirs(tx, who, differences_in(tx.query(sql::open_differences, limit)));
}

}  // namespace payments
