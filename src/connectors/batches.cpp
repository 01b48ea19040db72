#include "connectors/batches.h"

#include "connectors/events.h"
#include "connectors/queries.h"
#include "connectors/sending.h"
#include "jobs/jobs.h"

#include <algorithm>
#include <set>

namespace connectors {
namespace {

constexpr int most_in_batch = 1000;

/// Those that go into the next file: of a batch that was begun, the same again; else what waits and is not held up in its line.
std::vector<Kept> gather(db::Tx& tx, const std::string& destination) {
    auto waiting = errand_store::waiting(tx, destination, most_in_batch);
    const auto begun = std::ranges::find_if(waiting, [](const Kept& errand) { return errand.batch.has_value(); });
    std::vector<Kept> chosen;
    if (begun != waiting.end()) {
        const auto number = begun->batch;
        std::ranges::copy_if(waiting, std::back_inserter(chosen), [&](const Kept& errand) { return errand.batch == number; });
    } else {
        std::set<std::string> held;
        for (const auto& errand : waiting) {
            const auto first = held.contains(errand.line) ? std::nullopt : errand_store::first_unsent(tx, errand.line);
            if (!first || first->state == State::stuck)
                held.insert(errand.line);
            else
                chosen.push_back(errand);
        }
    }
    std::ranges::sort(chosen, {}, [](const Kept& errand) { return std::pair(errand.line, errand.place); });
    return chosen;
}

}  // namespace

void schedule_batch(db::Tx& tx, const Destination& destination) {
    const auto due = destination.next_at && *destination.next_at > tx.now() ? *destination.next_at : jobs::at_once;
    jobs::schedule(tx, {.kind = std::string(batch_kind), .key = destination.code, .due = due});
}

Result<std::optional<Batches::Batch>> Batches::begin(db::Tx& tx, const std::string& code) const {
    const auto destination = find_destination(tx, code);
    if (training_ || !destination || destination->paused || !carriers_.contains(destination->way)) return std::nullopt;
    Batch batch{.destination = *destination};
    auto chosen = gather(tx, code);
    if (chosen.empty()) return std::nullopt;
    batch.number = chosen.front().batch.value_or(0);
    if (batch.number == 0) batch.number = tx.new_id<ErrandId>().value;
    for (auto& errand : chosen) {
        const auto whole = errand_store::find(tx, errand.id);
        const auto matter = whole ? read_matter(whole->matter) : Result<Matter>(Matter{});
        if (!matter) {
            get_stuck(tx, errand, "erased", 0, "");
            continue;
        }
        errand.batch = batch.number;
        errand.state = State::sending;
        ++errand.attempts;
        if (!errand.first_tried) errand.first_tried = tx.now();
        errand_store::save(tx, errand);
        batch.parcels.push_back({.destination = *destination, .secrets = {}, .errand = errand, .matter = leaving(*matter, destination->may_leave),
                                 .earlier_reference = tx.find<std::string>(sql::reference_in_line, errand.line, errand.place).value_or(""), .now = tx.now()});
    }
    return batch;
}

Result<void> Batches::operator()(const jobs::Running& job) const {
    const auto batch = TRY(job.database().write(job.context(), [&](db::Tx& tx) { return begin(tx, job.key()); }));
    if (!batch || batch->parcels.empty()) return {};
    const auto written = carriers_.at(batch->destination.way)->send_batch(batch->destination, batch->number, batch->parcels);
    const auto pause = pause_after(batch->destination.circuit.failures + 1, *random_);
    TRY(job.finish([&](db::Tx& tx) { return finish(tx, *batch, written, pause); }));
    jobs::wake(job.database());
    return {};
}

Result<void> Batches::finish(db::Tx& tx, const Batch& batch, const std::expected<void, Trouble>& written, Duration pause) const {
    for (const auto& parcel : batch.parcels) {
        auto errand = errand_store::find(tx, parcel.errand.id);
        if (!errand || errand->state != State::sending) continue;
        if (written) {
            note_sent(tx, *errand, {.reference = ""});
        } else {
            errand->state = State::waiting;
            errand_store::save(tx, *errand);
            errand_store::note(tx, errand->id, {.what = "failed", .words = written.error().words});
        }
    }
    const auto destination = find_destination(tx, batch.destination.code);
    if (!destination) return {};
    if (written)
        note_success(tx, *destination, tx.now());
    else
        note_failure(tx, *destination, tx.now(), pause, written.error().words);
    const auto next = tx.now() + (written ? Duration(std::chrono::minutes{destination->ask_minutes}) : pause);
    take_turn(tx, *destination, next);
    jobs::schedule(tx, {.kind = std::string(batch_kind), .key = destination->code, .due = next});
    return {};
}

}  // namespace connectors
