#include "web/workers.h"

#include <system_error>

namespace web {
namespace {
constexpr std::size_t stack_bytes = base::Fiber::usable ? 128 * 1024 : 512 * 1024;
}

Workers::Workers(unsigned at_once, std::size_t most_waiting) : at_once_(at_once), most_waiting_(most_waiting) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_bytes);
    for (unsigned i = 0; i < at_once; ++i) {
        pthread_t thread;
        if (const int error = pthread_create(&thread, &attributes, run_thread, this)) {
            pthread_attr_destroy(&attributes);
            stop();
            throw std::system_error(error, std::system_category(), "worker thread");
        }
        threads_.push_back(thread);
    }
    pthread_attr_destroy(&attributes);
}

Workers::~Workers() { stop(); }

bool Workers::submit(Job job) {
    const std::scoped_lock lock(mutex_);
    if (stopping_ || jobs_.size() >= most_waiting_) return false;
    jobs_.push_back(std::move(job));
    wake_one();
    return true;
}

void Workers::ready(base::Fiber& fiber) {
    const std::scoped_lock lock(mutex_);
    ready_.push_back(&fiber);
    wake_one();
}

/// Who is busy looks again before resting, and who is coming wakes the next.
void Workers::wake_one() {
    if (idle_ == 0 || is_one_coming_) return;
    is_one_coming_ = true;
    work_.notify_one();
}

void Workers::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    work_.notify_all();
    for (const auto thread : threads_) pthread_join(thread, nullptr);
    threads_.clear();
}

std::size_t Workers::waiting() const {
    const std::scoped_lock lock(mutex_);
    return jobs_.size();
}

void* Workers::run_thread(void* self) {
    static_cast<Workers*>(self)->run();
    return nullptr;
}

void Workers::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        while (!has_work()) {
            if (stopping_ && jobs_.empty() && under_way_ == 0) {
                work_.notify_all();
                return;
            }
            ++idle_;
            work_.wait(lock);
            --idle_;
            is_one_coming_ = false;
        }
        run_next(lock);
    }
}

/// One job, until it ends or is parked. Called and left with the lock.
void Workers::run_next(std::unique_lock<std::mutex>& lock) {
    base::Fiber* fiber = nullptr;
    Job job;
    if (!ready_.empty()) {
        fiber = ready_.front();
        ready_.pop_front();
    } else {
        job = std::move(jobs_.front());
        jobs_.pop_front();
        ++under_way_;
        if constexpr (base::Fiber::usable) {
            if (rested_.empty()) rested_.push_back(&fibers_.emplace_back(static_cast<base::Fiber::Runner&>(*this)));
            fiber = rested_.back();
            rested_.pop_back();
        }
    }
    if (has_work()) wake_one();
    lock.unlock();
    auto stage = base::Fiber::Stage::ended;
    if (fiber == nullptr)
        job();
    else
        stage = job ? fiber->begin(std::move(job)) : fiber->go_on();
    job = {};
    lock.lock();
    if (stage == base::Fiber::Stage::parked) return;
    --under_way_;
    if (fiber != nullptr) rested_.push_back(fiber);
}

}  // namespace web
