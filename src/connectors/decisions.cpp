#include "connectors/decisions.h"

#include "base/text.h"
#include "base/words.h"
#include "connectors/destination.h"
#include "connectors/errand_store.h"
#include "connectors/events.h"
#include "connectors/queries.h"
#include "connectors/sending.h"

namespace connectors {
namespace {

constexpr auto another_while = std::chrono::days{7};
constexpr std::size_t most_reason = 2000, most_reference = 200;

Result<Kept> find_open(db::Tx& tx, const access::Actor& who, ErrandId id) {
    TRY(access::require(who, access::Permission::tend_jobs));
    auto errand = errand_store::find(tx, id);
    if (!errand) return refuse(Kind::not_found, "connectors.no_such_errand");
    return *std::move(errand);
}

Result<Kept> find_stuck(db::Tx& tx, const access::Actor& who, ErrandId id) {
    auto errand = TRY(find_open(tx, who, id));
    if (errand.state != State::stuck) return refuse(Kind::conflict, "connectors.not_stuck");
    return errand;
}

}  // namespace

Result<void> try_again(db::Tx& tx, const access::Actor& who, ErrandId id) {
    auto errand = TRY(find_stuck(tx, who, id));
    if (errand.sent_at) {
        errand.state = State::sent;
        tx.run(sql::set_reply_by, tx.now() + another_while, errand.id);
    } else {
        if (errand.matter.empty()) return refuse(Kind::conflict, "connectors.was_erased");
        errand.state = State::waiting;
        errand.attempts = 0;
        errand.batch.reset();
        errand.due = tx.now();
    }
    errand.problem.clear();
    errand_store::save(tx, errand);
    errand_store::note(tx, id, {.what = "retried"});
    journal::announce(tx, event_of<ErrandRetried>(errand));
    schedule_line(tx, errand.line, jobs::at_once);
    return {};
}

Result<void> give_up(db::Tx& tx, const access::Actor& who, ErrandId id, std::string_view words) {
    auto errand = TRY(find_stuck(tx, who, id));
    const auto why = base::tidy_text(words.substr(0, 8 * most_reason));
    if (why.empty()) return refuse_fields("connectors.check_settings", {{"words", say("connectors.reason_missing")}});
    give_up(tx, errand, errand.problem, "given_up", base::first_characters(why, most_reason));
    return {};
}

Result<void> answer_by_hand(db::Tx& tx, const access::Actor& who, ErrandId id, std::string_view outcome, std::string_view reference, std::string_view words) {
    auto errand = TRY(find_open(tx, who, id));
    if (errand.state != State::stuck && errand.state != State::sent) return refuse(Kind::conflict, "connectors.not_stuck");
    const auto code = status_code(outcome);
    if (code.empty()) return refuse_fields("connectors.check_settings", {{"outcome", say("connectors.outcome_missing")}});
    const auto theirs = base::tidy_line(reference.substr(0, most_reference));
    if (!theirs.empty()) errand.external_reference = theirs;
    errand.state = State::answered;
    errand.outcome = code;
    errand.problem.clear();
    errand_store::save(tx, errand);
    errand_store::note(tx, id, {.what = "answered_by_hand", .detail = code, .words = base::tidy_text(words.substr(0, 8 * most_reason))});
    ErrandAnswered event;
    event.outcome = code;
    event.reference = errand.external_reference;
    event.by_hand = true;
    journal::announce(tx, event_of(errand, event));
    schedule_line(tx, errand.line, jobs::at_once);
    return {};
}

Result<void> try_now(db::Tx& tx, const access::Actor& who, std::string_view code) {
    TRY(access::require(who, access::Permission::tend_jobs));
    const auto destination = find_destination(tx, code);
    if (!destination) return refuse(Kind::not_found, "connectors.no_such_destination");
    tx.run(sql::set_open_at, std::optional<Instant>(), code);
    tx.run(sql::set_next_turn, std::optional<Instant>(), code);
    tx.run(sql::make_due, tx.now(), code);
    schedule_lines(tx, destination->code);
    return {};
}

Result<void> resume(db::Tx& tx, const access::Actor& who, std::string_view code) {
    TRY(set_paused(tx, who, code, false));
    schedule_lines(tx, std::string(code));
    return {};
}

}  // namespace connectors
