#include "connectors/looking.h"

#include "base/log.h"
#include "connectors/events.h"
#include "connectors/queries.h"
#include "jobs/jobs.h"

namespace connectors {
namespace {

constexpr int most_overdue = 200, most_asked = 5000;
constexpr std::int64_t most_minutes = 60;

bool end_waiting(db::Tx& tx) {
    std::vector<ErrandId> overdue;
    for (const auto row : tx.query(sql::overdue_errands, tx.now(), most_overdue)) overdue.push_back(row.get<ErrandId>(0));
    for (const auto id : overdue)
        if (auto errand = errand_store::find(tx, id)) get_stuck(tx, *errand, "no_answer", 0, "");
    return overdue.size() == most_overdue;
}

bool is_to_be_asked(const Destination& destination, const Carriers& carriers, Instant now) {
    const auto carrier = carriers.find(destination.way);
    if (destination.paused || carrier == carriers.end() || !carrier->second->fetches_answers()) return false;
    return !destination.asked_at || *destination.asked_at + std::chrono::minutes{destination.ask_minutes} <= now;
}

}  // namespace

bool look(db::Tx& tx, const Carriers& carriers) {
    const bool more = end_waiting(tx);
    for (const auto& destination : all_destinations(tx))
        if (is_to_be_asked(destination, carriers, tx.now())) jobs::schedule(tx, {.kind = std::string(ask_kind), .key = destination.code});
    return more;
}

Result<std::optional<Asking::Round>> Asking::begin(db::Tx& tx, const std::string& code) const {
    const auto destination = find_destination(tx, code);
    if (training_ || !destination || !is_to_be_asked(*destination, carriers_, tx.now()) || held_until(destination->circuit, tx.now())) return std::nullopt;
    auto secrets = TRY(secrets_of(tx, vault_of_, code));
    auto errands = errand_store::unanswered(tx, code, {}, most_asked);
    return Round{*destination, std::move(secrets), std::move(errands)};
}

Heard Asking::ask(const Round& round, Instant now) const {
    try {
        return carriers_.at(round.destination.way)->ask(round.destination, round.secrets, round.errands, now);
    } catch (const std::exception& problem) {
        base::log::error("a destination could not be asked", {{"destination", round.destination.code}, {"problem", problem.what()}});
        return std::unexpected(Trouble{.words = problem.what()});
    }
}

Result<void> Asking::operator()(const jobs::Running& job) const {
    const auto round = TRY(job.database().write(job.context(), [&](db::Tx& tx) { return begin(tx, job.key()); }));
    if (!round) return {};
    const auto heard = ask(*round, job.context().now);
    TRY(job.finish([&](db::Tx& tx) -> Result<void> {
        const auto destination = find_destination(tx, round->destination.code);
        if (!destination) return {};
        if (!heard) {
            // From the last look that went well everything is asked for again, so nothing in between is missed.
            const auto pause = std::chrono::minutes{std::min<std::int64_t>(destination->circuit.failures + 1, most_minutes)};
            note_failure(tx, *destination, tx.now(), pause, heard.error().words);
            return {};
        }
        note_success(tx, *destination, tx.now());
        note_asked(tx, destination->code, job.context().now);
        if (!heard->problems.empty()) note_problem(tx, *destination, tx.now(), heard->problems.front());
        for (const auto& told : heard->told) take(tx, *destination, told);
        return {};
    }));
    if (heard && heard->kept) heard->kept();
    jobs::wake(job.database());
    return {};
}

}  // namespace connectors
