#pragma once
// Carries out jobs: a keeper thread that watches deadlines, timers and other nodes, and worker threads per lane.

#include "base/random.h"
#include "jobs/kinds.h"
#include "jobs/nodes.h"
#include "jobs/work.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>

namespace jobs {

struct RunnerOptions {
    int threads = 2;                              // of each lane that `lanes` does not name
    std::map<std::string, int> lanes = {};        // lane → threads
    std::chrono::milliseconds patience{4000};     // until a silent node is thought dead; it beats four times in that
    std::chrono::milliseconds look_at_most{500};  // between two looks at the deadlines
};

/// One per process and tenant. All that is handed in must outlive it.
class Runner {
public:
    Runner(db::Database& database, const Kinds& kinds, const Clock& clock, Random& random, RunnerOptions options = {});
    /// Stops, if that was not done.
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    void start();
    /// Lets every handler come to its end, and gives back what was not begun.
    void stop();

    /// Without threads, for tests and command lines: carries out what is due, and what that schedules for now, in this
    /// thread. How many handlers ran.
    int run_due();

    const std::string& node() const { return node_; }

private:
    struct Lane {
        std::string kinds;
        int threads = 0;
        std::mutex mutex;
        std::condition_variable_any filled;
        std::deque<Work> taken;
        std::set<JobId> in_hand;  // taken, or being done
        bool may_be_more = false;
        std::chrono::microseconds usual{0};  // how long a job of this lane takes
    };

    void keep(const std::stop_token& stop);
    void tend_nodes(Nodes::Moment moment);
    std::vector<std::string> find_due();
    void stir(const std::vector<std::string>& due);
    void work_in(Lane& lane, const std::stop_token& stop);
    void refill(Lane& lane);
    void find_lost_track();
    void give_back_taken();

    void carry_out(const Work& work, const std::stop_token& stop);
    Result<void> handle(const Work& work, const Kinds::Entry& entry, const std::stop_token& stop);
    void put_off(const Work& work, const KindOptions& options, const Refusal& refusal);
    Duration pause_before(std::int64_t attempt, const KindOptions& options);

    db::Database& database_;
    const Kinds& kinds_;
    const Clock& clock_;
    std::mutex random_mutex_;
    Random& random_;
    RunnerOptions options_;
    std::string node_;
    Nodes nodes_;
    Nodes::Moment tended_{};
    std::atomic<bool> lost_track_{false};
    std::map<std::string, Lane> lanes_;
    std::vector<std::jthread> threads_;
};

}  // namespace jobs
