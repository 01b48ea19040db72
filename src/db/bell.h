#pragma once
// Inside db: one thread sleeps until another rings, once.

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>

namespace db {

/// A plain futex. std::atomic::wait yields the processor several times before it sleeps, and with sixty threads that
/// wait for one commit each yield is a switch to another that waits: a tenth of the program's time under load.
class Bell {
public:
    /// Returns once somebody has rung, also if they had before.
    void wait() {
        while (rung_.load(std::memory_order_acquire) == 0)
            syscall(SYS_futex, &rung_, FUTEX_WAIT_PRIVATE, 0, nullptr, nullptr, 0);
    }
    /// What was written before is seen by who waited. The bell may be gone as soon as it has rung: the kernel is only
    /// told its address.
    void ring() {
        auto* const address = &rung_;
        rung_.store(1, std::memory_order_release);
        syscall(SYS_futex, address, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
    }

private:
    std::atomic<int> rung_{0};
    static_assert(sizeof(std::atomic<int>) == sizeof(int) && std::atomic<int>::is_always_lock_free);
};

}  // namespace db
