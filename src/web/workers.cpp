#include "web/workers.h"

#include <system_error>

namespace web {
namespace {
constexpr std::size_t stack_bytes = 512 * 1024;  // touched pages count, not reserved ones
}

Workers::Workers(unsigned threads, std::size_t most_waiting) : most_waiting_(most_waiting) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_bytes);
    for (unsigned i = 0; i < threads; ++i) {
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
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_ || jobs_.size() >= most_waiting_) return false;
        jobs_.push_back(std::move(job));
        if (idle_ == 0) return true;  // who is busy looks again before resting
    }
    work_.notify_one();
    return true;
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
        while (jobs_.empty() && !stopping_) {
            ++idle_;
            work_.wait(lock);
            --idle_;
        }
        if (jobs_.empty()) return;
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        job();
        job = {};
        lock.lock();
    }
}

}  // namespace web
