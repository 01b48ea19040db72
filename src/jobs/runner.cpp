#include "jobs/runner.h"

#include "base/log.h"
#include "base/metrics.h"

#include <algorithm>

namespace jobs {
namespace {

using namespace std::chrono_literals;

base::metrics::Counter done("guildhall_jobs_total", "Attempts at jobs, by how they ended", R"(end="done")");
base::metrics::Counter put_off_again("guildhall_jobs_total", "Attempts at jobs, by how they ended", R"(end="again")");
base::metrics::Counter died("guildhall_jobs_total", "Attempts at jobs, by how they ended", R"(end="dead")");
base::metrics::Counter lost("guildhall_jobs_total", "Attempts at jobs, by how they ended", R"(end="taken_over")");
base::metrics::Histogram durations("guildhall_jobs_seconds", "How long handlers took");

std::string as_problem(const Refusal& refusal) {
    return refusal.log.empty() ? refusal.key : refusal.key + ": " + refusal.log;
}

}  // namespace

Runner::Runner(db::Database& database, const Kinds& kinds, const Clock& clock, Random& random, RunnerOptions options)
    : database_(database),
      kinds_(kinds),
      clock_(clock),
      random_(random),
      options_(std::move(options)),
      node_(base::SystemRandom{}.token(8)),  // never the same twice, also where `random` is seeded
      nodes_(database, node_, options_.patience) {}

Runner::~Runner() { stop(); }

void Runner::start() {
    for (const auto& [name, kinds] : kinds_.lanes()) {
        auto& lane = lanes_[name];
        lane.kinds = kinds;
        const auto given = options_.lanes.find(name);
        lane.threads = std::max(1, given == options_.lanes.end() ? options_.threads : given->second);
        lane.may_be_more = true;
    }
    if (const auto joined = nodes_.join(clock_.now()); !joined)
        base::log::warning("the job runner could not join yet", {{"problem", joined.error().log}});
    threads_.emplace_back([this](const std::stop_token& stop) { keep(stop); });
    for (auto& [name, lane] : lanes_)
        for (int i = 0; i < lane.threads; ++i)
            threads_.emplace_back([this, &lane](const std::stop_token& stop) { work_in(lane, stop); });
}

void Runner::stop() {
    if (threads_.empty()) return;
    for (auto& thread : threads_) thread.request_stop();
    threads_.clear();
    give_back_taken();
    nodes_.leave(clock_.now());
    lanes_.clear();
}

// ---- the keeper -----------------------------------------------------------------------------------------------------

void Runner::keep(const std::stop_token& stop) {
    std::uint64_t heard = database_.wait("jobs", ~0ULL, 0ms);
    while (!stop.stop_requested()) {
        try {
            const auto moment = std::chrono::steady_clock::now();
            if (moment - tended_ >= options_.patience / 4) {
                tended_ = moment;
                tend_nodes(moment);
                find_lost_track();
            }
            stir(find_due());
        } catch (const std::exception& problem) {
            base::log::error("the job runner stumbled", {{"problem", problem.what()}});
        }
        // Short naps, so that a stop is not kept waiting.
        for (auto napped = 0ms; napped < options_.look_at_most && !stop.stop_requested(); napped += 50ms) {
            const auto count = database_.wait("jobs", heard, 50ms);
            if (count != std::exchange(heard, count)) break;
        }
    }
}

void Runner::tend_nodes(Nodes::Moment moment) {
    const auto now = clock_.now();
    const auto lives = nodes_.beat(now);
    if (lives && !*lives) give_back_taken();  // others took them; what they left is not begun here either
    (void)nodes_.release_silent(now, moment);
}

/// Kinds of which a job is due, after the timers that are have been fired.
std::vector<std::string> Runner::find_due() {
    const auto now = clock_.now();
    const db::Context context{.actor = "system:jobs", .channel = "job", .request_id = "", .now = now};
    bool timers_call = false;
    const auto look = [&] {
        return database_.read(context, [&](db::Tx& tx) -> Result<std::vector<std::string>> {
            timers_call = do_timers_call(tx, now);
            return due_kinds(tx, now);
        });
    };
    auto due = look();
    if (due && timers_call && fire_timers(database_, now)) due = look();
    return due ? std::move(*due) : std::vector<std::string>{};
}

/// Only lanes that have something to do: looking for it is a write, and goes past whatever waits for other lanes.
void Runner::stir(const std::vector<std::string>& due) {
    for (auto& [name, lane] : lanes_) {
        if (std::ranges::none_of(due, [&](const auto& kind) { return lane.kinds.contains(' ' + kind + ' '); })) continue;
        const std::scoped_lock lock(lane.mutex);
        lane.may_be_more = true;
        lane.filled.notify_one();
    }
}

void Runner::give_back_taken() {
    for (auto& [name, lane] : lanes_) {
        const std::scoped_lock lock(lane.mutex);
        for (const auto& work : lane.taken) {
            (void)give_back_untouched(database_, work, clock_.now());
            lane.in_hand.erase(work.id);
        }
        lane.taken.clear();
    }
}

/// After a fetch or an end whose commit nobody confirmed: rows say that this node holds jobs it does not know of.
/// Fetching stands still meanwhile.
void Runner::find_lost_track() {
    if (!lost_track_.exchange(false)) return;
    std::vector<std::unique_lock<std::mutex>> locks;
    std::set<JobId> in_hand;
    for (auto& [name, lane] : lanes_) {
        locks.emplace_back(lane.mutex);
        in_hand.insert(lane.in_hand.begin(), lane.in_hand.end());
    }
    const auto held = held_by(database_, node_, clock_.now());
    if (!held) lost_track_ = true;
    if (held)
        for (const auto& work : *held)
            if (!in_hand.contains(work.id) && !give_back(database_, work, at_once, "jobs.lost_track", clock_.now()))
                lost_track_ = true;
}

// ---- the workers ----------------------------------------------------------------------------------------------------

void Runner::work_in(Lane& lane, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::unique_lock lock(lane.mutex);
        lane.filled.wait(lock, stop, [&] { return !lane.taken.empty() || lane.may_be_more; });
        if (stop.stop_requested()) return;
        if (lane.taken.empty()) refill(lane);
        if (lane.taken.empty()) continue;
        const Work work = std::move(lane.taken.front());
        lane.taken.pop_front();
        if (!lane.taken.empty() || lane.may_be_more) lane.filled.notify_one();
        lock.unlock();

        const auto begun = std::chrono::steady_clock::now();
        carry_out(work, stop);
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
        durations.observe(std::chrono::duration<double>(took).count());
        lock.lock();
        lane.usual = (lane.usual * 7 + took) / 8;
        lane.in_hand.erase(work.id);
    }
}

/// Takes as much as the lane does in a fifth of a second, so that quick jobs share a transaction and slow ones stay
/// free for other nodes.
void Runner::refill(Lane& lane) {
    constexpr auto ahead = 200ms;
    constexpr int most = 32;
    const auto quick = ahead / std::max(lane.usual, std::chrono::microseconds{1000}) * lane.threads;
    const int limit = std::clamp(static_cast<int>(quick), lane.usual == 0us ? lane.threads : 1, most);
    lane.may_be_more = false;
    try {
        auto taken = fetch(database_, node_, lane.kinds, clock_.now(), limit);
        if (!taken) {
            lost_track_ = true;
            return;
        }
        lane.may_be_more = static_cast<int>(taken->size()) == limit;
        for (const auto& work : *taken) lane.in_hand.insert(work.id);
        std::ranges::move(*taken, std::back_inserter(lane.taken));
    } catch (const std::exception& problem) {
        lost_track_ = true;
        base::log::error("jobs could not be fetched", {{"problem", problem.what()}});
    }
}

int Runner::run_due() {
    int ran = 0;
    (void)fire_timers(database_, clock_.now());
    for (;;) {
        const auto taken = fetch(database_, node_, kinds_.all(), clock_.now(), 32);
        if (!taken || taken->empty()) return ran;
        for (const auto& work : *taken) {
            carry_out(work, {});
            ++ran;
        }
    }
}

// ---- one job --------------------------------------------------------------------------------------------------------

void Runner::carry_out(const Work& work, const std::stop_token& stop) {
    const auto* entry = kinds_.find(work.kind);
    const base::log::RequestScope request(work.request_id);
    try {
        if (work.attempts > entry->options.most_attempts) {
            died.add();
            if (!bury(database_, work, "jobs.broken_off", clock_.now())) lost_track_ = true;
            return;
        }
        const auto end = handle(work, *entry, stop);
        if (end)
            done.add();
        else
            put_off(work, entry->options, end.error());
    } catch (const std::exception& problem) {
        lost_track_ = true;
        base::log::error("a job's end could not be put on record", {{"kind", work.kind}, {"problem", problem.what()}});
    }
}

Result<void> Runner::handle(const Work& work, const Kinds::Entry& entry, const std::stop_token& stop) {
    const Running running(work, database_, clock_, stop);
    try {
        const auto end = entry.handler(running);
        if (running.is_finished()) return {};
        if (!end) return end;
        return running.finish({});
    } catch (const std::exception& problem) {
        base::log::error("a job threw", {{"kind", work.kind}, {"job", work.id.value}, {"problem", problem.what()}});
        if (running.is_finished()) return {};
        return refuse(Kind::unavailable, "jobs.threw");
    }
}

void Runner::put_off(const Work& work, const KindOptions& options, const Refusal& refusal) {
    if (refusal.key == "jobs.taken_over") {
        lost.add();
        return;
    }
    const auto now = clock_.now();
    const auto problem = as_problem(refusal);
    const bool is_over = refusal.kind == Kind::invalid || work.attempts >= options.most_attempts;
    base::log::warning(is_over ? "a job failed for good" : "a job failed and is tried again",
                       {{"kind", work.kind}, {"job", work.id.value}, {"attempt", work.attempts}, {"problem", problem}});
    (is_over ? died : put_off_again).add();
    const auto kept = is_over ? bury(database_, work, problem, now)
                              : give_back(database_, work, now + pause_before(work.attempts + 1, options), problem, now);
    if (!kept) {
        lost_track_ = true;
        base::log::error("a job's failure could not be put on record", {{"problem", kept.error().log}});
    }
}

Duration Runner::pause_before(std::int64_t attempt, const KindOptions& options) {
    const auto doublings = std::clamp<std::int64_t>(attempt - 2, 0, 30);
    const Duration whole = std::min<Duration>(options.first_pause * (std::int64_t{1} << doublings), options.longest_pause);
    const auto half = std::max<std::int64_t>(whole.count() / 2, 0);
    const std::scoped_lock lock(random_mutex_);
    return Duration{half + static_cast<std::int64_t>(random_.number_below(static_cast<std::uint64_t>(half) + 1))};
}

}  // namespace jobs
