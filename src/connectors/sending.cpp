#include "connectors/sending.h"

#include "base/log.h"
#include "base/metrics.h"
#include "base/words.h"
#include "connectors/batches.h"
#include "connectors/events.h"
#include "connectors/queries.h"
#include "jobs/jobs.h"

namespace connectors {
namespace {

constexpr const char* tries_total = "guildhall_connectors_tries_total";
base::metrics::Counter taken(tries_total, "Errands tried, by how it ended", R"(end="taken")");
base::metrics::Counter refused(tries_total, "Errands tried, by how it ended", R"(end="refused")");
base::metrics::Counter put_off(tries_total, "Errands tried, by how it ended", R"(end="later")");

void count(const Sent& sent) {
    if (sent)
        taken.add();
    else
        (sent.error().sort == Trouble::Sort::refused || sent.error().sort == Trouble::Sort::unsendable ? refused : put_off).add();
}

/// It was not: tried again later, or stuck.
void note_trouble(db::Tx& tx, Kept& errand, const Trouble& trouble, Duration pause) {
    using enum Trouble::Sort;
    if (trouble.sort == refused || trouble.sort == unsendable)
        return get_stuck(tx, errand, trouble.sort == refused ? "refused" : "unsendable", trouble.code, trouble.words);
    errand_store::note(tx, errand.id, {.what = trouble.sort == not_yet ? "not_yet" : "failed", .code = trouble.code, .words = trouble.words});
    if (trouble.sort == not_yet) --errand.attempts;
    if (errand.attempts >= most_attempts) return get_stuck(tx, errand, "gave_up", trouble.code, trouble.words);
    errand.state = State::waiting;
    errand.due = tx.now() + pause;
    errand_store::save(tx, errand);
}

/// Without the key to its secrets nothing can be sent: seen on the status page, and mended by a setting.
void put_off_for_secrets(db::Tx& tx, const Destination& destination, Kept& errand, const Refusal& refusal) {
    constexpr Duration pause = std::chrono::minutes{1};
    errand.due = tx.now() + pause;
    errand_store::save(tx, errand);
    note_failure(tx, destination, tx.now(), pause, base::say(refusal.key));
    schedule_line(tx, errand.line, errand.due);
}

}  // namespace

void note_sent(db::Tx& tx, Kept& errand, const Handed& handed) {
    const bool known_already = errand.sent_at.has_value();  // a callback was quicker than the answer to our own call
    if (errand.external_reference.empty()) errand.external_reference = handed.reference;
    if (errand.token.empty()) errand.token = handed.token;
    if (!known_already) errand.sent_at = tx.now();
    if (errand.state == State::sending || errand.state == State::waiting || errand.state == State::stuck) {
        errand.state = State::sent;
        errand.problem.clear();
    }
    errand_store::save(tx, errand);
    errand_store::note(tx, errand.id, {.what = "sent", .code = handed.code, .detail = errand.external_reference});
    if (known_already) return;
    ErrandSent event;
    event.reference = errand.external_reference;
    journal::announce(tx, event_of(errand, event));
}

void schedule_line(db::Tx& tx, const std::string& line, Instant due) { jobs::schedule(tx, {.kind = std::string(send_kind), .key = line, .due = due}); }

void schedule_lines(db::Tx& tx, const std::string& destination) {
    std::vector<std::string> lines;
    for (const auto row : tx.query(sql::lines_waiting, destination)) lines.push_back(row.get<std::string>(0));
    for (const auto& line : lines) schedule_line(tx, line, jobs::at_once);
}

void give_up(db::Tx& tx, Kept& errand, const std::string& reason, const char* what, std::string_view words) {
    errand.state = State::given_up;
    errand.problem = reason;
    errand_store::save(tx, errand);
    errand_store::note(tx, errand.id, {.what = what, .detail = reason, .words = std::string(words)});
    ErrandFailed event;
    event.reason = reason;
    journal::announce(tx, event_of(errand, event));
    schedule_line(tx, errand.line, jobs::at_once);
}

Result<void> Sending::operator()(const jobs::Running& job) const {
    const auto parcel = TRY(begin(job));
    if (!parcel) return {};
    const auto sent = hand_over(*parcel);
    const auto asked_for = sent ? std::nullopt : sent.error().retry_after;
    const Pauses pauses{.errand = pause_after(parcel->errand.attempts, *random_, asked_for),
                        .destination = pause_after(parcel->destination.circuit.failures + 1, *random_, asked_for)};
    TRY(job.finish([&](db::Tx& tx) { return finish(tx, *parcel, sent, pauses); }));
    count(sent);
    jobs::wake(job.database());
    return {};
}

Result<std::optional<Parcel>> Sending::begin(const jobs::Running& job) const {
    if (rules_.training) return std::nullopt;
    return job.database().write(job.context(), [&](db::Tx& tx) { return begin(tx, job.key()); });
}

Result<std::optional<Parcel>> Sending::begin(db::Tx& tx, const std::string& line) const {
    auto errand = errand_store::first_unsent(tx, line);
    if (!errand || errand->state == State::stuck) return std::nullopt;
    const auto destination = find_destination(tx, errand->destination);
    if (!destination) {
        get_stuck(tx, *errand, "no_destination", 0, "");
        return std::nullopt;
    }
    const auto carrier = carriers_.find(destination->way);
    if (destination->paused || carrier == carriers_.end()) return std::nullopt;
    if (carrier->second->sends_batches()) {
        schedule_batch(tx, *destination);
        return std::nullopt;
    }
    if (const auto at = may_go_at(tx, *destination, *errand); at > tx.now()) {
        schedule_line(tx, line, at);
        return std::nullopt;
    }
    const auto matter = read_matter(errand->matter);
    if (!matter) {
        get_stuck(tx, *errand, errand->matter.empty() ? "erased" : "unsendable", 0, "");
        return std::nullopt;
    }
    auto secrets = secrets_of(tx, vault_of_, destination->code);
    if (!secrets) {
        put_off_for_secrets(tx, *destination, *errand, secrets.error());
        return std::nullopt;
    }
    if (errand->state == State::sending) errand_store::note(tx, errand->id, {.what = "interrupted"});
    errand->state = State::sending;
    errand->slot.reset();
    ++errand->attempts;
    if (!errand->first_tried) errand->first_tried = tx.now();
    errand_store::save(tx, *errand);
    note_began(tx, *destination, tx.now());
    return Parcel{.destination = *destination,
                  .secrets = *std::move(secrets),
                  .errand = *errand,
                  .matter = leaving(*matter, destination->may_leave),
                  .earlier_reference = tx.find<std::string>(sql::reference_in_line, line, errand->place).value_or(""),
                  .number_awaited = tx.find<std::int64_t>(sql::number_awaited, line, errand->place).value_or(0) > 0,
                  .now = tx.now()};
}

Instant Sending::may_go_at(db::Tx& tx, const Destination& destination, Kept& errand) const {
    const auto now = tx.now();
    if (errand.due > now) return errand.due;
    // A line that was cut short by a kill holds the destination's only try: it goes on with it.
    if (const auto held = held_until(destination.circuit, now); held && errand.state != State::sending) return *held + Duration{static_cast<std::int64_t>(random_->number_below(5'000'000))};
    if (errand.slot || destination.per_minute <= 0) return errand.slot.value_or(now);
    errand.slot = turn_at(destination.next_at, now);
    take_turn(tx, destination, next_turn(*errand.slot, destination.per_minute));
    errand_store::save(tx, errand);
    return *errand.slot;
}

Sent Sending::hand_over(const Parcel& parcel) const {
    try {
        return carriers_.at(parcel.destination.way)->send(parcel);
    } catch (const std::exception& problem) {
        base::log::error("an errand could not be sent", {{"errand", parcel.errand.id.value}, {"problem", problem.what()}});
        return std::unexpected(Trouble{.sort = Trouble::Sort::down, .words = problem.what()});
    }
}

/// What happened meanwhile counts: the errand may have been answered, or erased, while we spoke.
Result<void> Sending::finish(db::Tx& tx, const Parcel& parcel, const Sent& sent, const Pauses& pauses) const {
    auto errand = errand_store::find(tx, parcel.errand.id);
    const auto destination = find_destination(tx, parcel.destination.code);
    if (!errand) return {};
    if (sent) {
        note_sent(tx, *errand, *sent);
        if (sent->keep) TRY(sent->keep(tx));
        if (destination && sent->told) take(tx, *destination, *sent->told);
    } else if (errand->state == State::sending) {
        note_trouble(tx, *errand, sent.error(), pauses.errand);
    }
    if (destination) {
        const bool was_down = destination->circuit.is_down();
        if (sent || sent.error().sort != Trouble::Sort::down)
            note_success(tx, *destination, tx.now());
        else
            note_failure(tx, *destination, tx.now(), pauses.destination, sent.error().words);
        if (was_down && (sent || sent.error().sort != Trouble::Sort::down)) schedule_lines(tx, destination->code);
    }
    schedule_line(tx, errand->line, jobs::at_once);
    return {};
}

}  // namespace connectors
