// Jobs that wait for something leave their thread to others, and go on once, on whichever thread is free.

#include "web/workers.h"

#include "base/log.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

/// Where jobs wait until a test lets them go on, in any order. In sanitized builds there are no fibers, and they block.
class Gate {
public:
    void pass() {
        if (auto* fiber = base::Fiber::current()) return fiber->step_aside(park, this);
        ++waiting;
        open_.acquire();
    }
    void open(int many) {
        std::vector<base::Fiber*> freed;
        {
            const std::scoped_lock lock(mutex_);
            freed.assign(parked_.rbegin(), parked_.rbegin() + std::min<std::ptrdiff_t>(many, std::ssize(parked_)));
            parked_.resize(parked_.size() - freed.size());
        }
        for (auto* fiber : freed) fiber->wake();
        open_.release(many);
    }
    std::atomic<int> waiting = 0;

private:
    static bool park(void* self, base::Fiber& fiber) {
        auto& gate = *static_cast<Gate*>(self);
        const std::scoped_lock lock(gate.mutex_);
        gate.parked_.push_back(&fiber);
        ++gate.waiting;
        return true;
    }
    std::mutex mutex_;
    std::vector<base::Fiber*> parked_;
    std::counting_semaphore<> open_{0};
};

void wait_for(const std::atomic<int>& count, int wanted) {
    while (count.load() < wanted) std::this_thread::yield();
}

}  // namespace

TEST_CASE("a job that waits loses neither its words, nor the request its log lines name, nor the exception it handles") {
    constexpr int jobs = 32;
    Gate gate;
    std::atomic<int> sound = 0;
    web::Workers workers(jobs, 100);
    for (int i = 0; i < jobs; ++i)
        REQUIRE(workers.submit([&, i] {
            const auto own = "request " + std::to_string(i);
            const base::log::RequestScope scope(own);
            try {
                try {
                    throw std::runtime_error(own);
                } catch (const std::runtime_error&) {
                    gate.pass();
                    throw;
                }
            } catch (const std::runtime_error& problem) {
                sound += own == problem.what() && base::log::current_request() == own && std::uncaught_exceptions() == 0;
            }
        }));
    wait_for(gate.waiting, jobs);
    for (int i = 0; i < jobs; ++i) gate.open(1);
    workers.stop();
    CHECK(sound == jobs);
    CHECK(base::log::current_request().empty());
}

TEST_CASE("no more jobs are under way than were asked for, waiting ones included; the others begin in their order") {
    Gate gate;
    std::mutex mutex;
    std::vector<int> begun;
    web::Workers workers(2, 100);
    for (int i = 0; i < 5; ++i)
        REQUIRE(workers.submit([&, i] {
            {
                const std::scoped_lock lock(mutex);
                begun.push_back(i);
            }
            gate.pass();
        }));
    wait_for(gate.waiting, 2);
    CHECK(workers.waiting() == 3);
    for (int i = 3; i <= 5; ++i) {
        gate.open(1);
        wait_for(gate.waiting, i);
        const std::scoped_lock lock(mutex);
        CHECK(std::ssize(begun) == i);
    }
    gate.open(2);
    workers.stop();
    std::ranges::sort(begun.begin(), begun.begin() + 2);
    CHECK(begun == std::vector{0, 1, 2, 3, 4});
}

TEST_CASE("what was taken is finished before stop returns, also what waits; what comes later is refused") {
    Gate gate;
    std::atomic<int> ended = 0;
    web::Workers workers(4, 3);
    for (int i = 1; i <= 4; ++i) {
        REQUIRE(workers.submit([&] { gate.pass(), ++ended; }));
        wait_for(gate.waiting, i);
    }
    for (int i = 0; i < 3; ++i) REQUIRE(workers.submit([&] { ++ended; }));
    CHECK_FALSE(workers.submit([&] { ++ended; }));  // the queue is full
    std::jthread stopping([&] { workers.stop(); });
    gate.open(4);
    stopping.join();
    CHECK(ended == 7);
    CHECK_FALSE(workers.submit([&] { ++ended; }));
    CHECK(ended == 7);
}

TEST_CASE("many threads wake what many jobs wait for: every job ends once") {
    constexpr int jobs = 4000;
    std::atomic<int> ended = 0;
    std::mutex mutex;
    std::vector<base::Fiber*> parked;
    struct Shared {
        std::mutex& mutex;
        std::vector<base::Fiber*>& parked;
    } shared{mutex, parked};
    std::jthread waker([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            std::vector<base::Fiber*> freed;
            {
                const std::scoped_lock lock(mutex);
                freed.swap(parked);
            }
            for (auto* fiber : freed) fiber->wake();
            std::this_thread::yield();
        }
    });
    web::Workers workers(16, jobs);
    for (int i = 0; i < jobs; ++i)
        REQUIRE(workers.submit([&, i] {
            for (int times = i % 4; times > 0; --times)
                if (auto* fiber = base::Fiber::current())
                    fiber->step_aside(
                        [](void* with, base::Fiber& self) {
                            auto& [lock_on, list] = *static_cast<Shared*>(with);
                            const std::scoped_lock lock(lock_on);
                            list.push_back(&self);
                            return true;
                        },
                        &shared);
            ++ended;
        }));
    workers.stop();
    CHECK(ended == jobs);
}
