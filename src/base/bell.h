#pragma once
// One who waits sleeps until another rings, once.

#include "base/fiber.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>

namespace base {

/// Who waits on a fiber gives up its thread; a bare thread sleeps on a plain futex. (std::atomic::wait yields the
/// processor several times before it sleeps, and with sixty threads that wait for one commit each yield is a switch to
/// another that waits: a tenth of the program's time under load.)
class Bell {
public:
    /// Returns once somebody has rung, also if they had before.
    void wait() {
        if (auto* fiber = base::Fiber::current()) return fiber->step_aside(park, this);
        while (state_.load(std::memory_order_acquire) != rung)
            syscall(SYS_futex, &state_, FUTEX_WAIT_PRIVATE, silent, nullptr, nullptr, 0);
    }
    /// What was written before is seen by who waited. The bell may be gone as soon as it has rung: the kernel is only
    /// told its address, and a fiber is known before.
    void ring() {
        auto* const address = &state_;
        if (state_.exchange(rung, std::memory_order_acq_rel) == fiber_waits) return fiber_->wake();
        syscall(SYS_futex, address, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
    }

private:
    static constexpr int silent = 0, rung = 1, fiber_waits = 2;

    /// False if it has rung meanwhile.
    static bool park(void* self, base::Fiber& fiber) {
        auto& bell = *static_cast<Bell*>(self);
        bell.fiber_ = &fiber;
        int expected = silent;
        return bell.state_.compare_exchange_strong(expected, fiber_waits, std::memory_order_acq_rel);
    }

    std::atomic<int> state_{silent};
    base::Fiber* fiber_ = nullptr;
    static_assert(sizeof(std::atomic<int>) == sizeof(int) && std::atomic<int>::is_always_lock_free);
};

}  // namespace base
