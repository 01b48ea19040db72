#pragma once
// The threads that run handlers.

#include <pthread.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace web {

/// Promises: a job runs once, in the order given, on one of `threads` threads with a small stack; `submit` never waits
/// and refuses what would make the queue longer than `most_waiting`; `stop` lets what was taken finish.
class Workers {
public:
    using Job = std::move_only_function<void()>;

    Workers(unsigned threads, std::size_t most_waiting);
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

    std::size_t most_waiting_;
    mutable std::mutex mutex_;
    std::condition_variable work_;
    std::deque<Job> jobs_;
    unsigned idle_ = 0;
    bool stopping_ = false;
    std::vector<pthread_t> threads_;
};

}  // namespace web
