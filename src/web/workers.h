#pragma once
// The threads that run handlers.

#include "base/fiber.h"

#include <pthread.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace web {

/// Promises: a job runs once, begun in the order given; at most `at_once` are under way, on as many threads; `submit` never
/// waits and refuses what would make the queue longer than `most_waiting`; `stop` lets what was taken finish.
///
/// Every job has a fiber, so that a job which waits for a commit leaves its thread to another: what a commit has freed goes
/// on, on the few threads that are awake. A thread is woken only when none is on its way, and wakes the next itself.
class Workers final : private base::Fiber::Runner {
public:
    using Job = base::Fiber::Job;

    Workers(unsigned at_once, std::size_t most_waiting);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// False: the queue is full, or stopped.
    bool submit(Job job);
    void stop();
    std::size_t waiting() const;

private:
    static void* run_thread(void* self);
    void run();
    void run_next(std::unique_lock<std::mutex>& lock);
    bool has_work() const { return !ready_.empty() || (!jobs_.empty() && under_way_ < at_once_); }
    void wake_one();
    void ready(base::Fiber& fiber) override;

    unsigned at_once_;
    std::size_t most_waiting_;
    mutable std::mutex mutex_;
    std::condition_variable work_;
    std::deque<Job> jobs_;
    std::deque<base::Fiber*> ready_;  // parked before, and to go on before anything new begins
    std::vector<base::Fiber*> rested_;
    std::deque<base::Fiber> fibers_;
    unsigned under_way_ = 0, idle_ = 0;
    bool is_one_coming_ = false;
    bool stopping_ = false;
    std::vector<pthread_t> threads_;
};

}  // namespace web
