#pragma once
// Work that can step aside: a job on a stack of its own, whose thread does other work while the job waits.

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace base {

/// A stack on which one job runs after another. Not for sanitized builds (`Fiber::usable`), which know one stack a thread.
///
/// Promises: a job may go on on another thread than it began on; what it thinks it holds of its thread (the request that
/// log lines name, exceptions being handled) goes with it. Nobody but the job's thread touches a fiber until it is parked.
class Fiber {
public:
    using Job = std::move_only_function<void()>;

    /// Who runs fibers.
    class Runner {
    public:
        /// `fiber` wants to go on. Called on any thread, once for each time a fiber was parked.
        virtual void ready(Fiber& fiber) = 0;

    protected:
        ~Runner() = default;
    };

    /// How far a job came.
    enum class Stage { ended, parked };

#if defined(GUILDHALL_SANITIZED)
    static constexpr bool usable = false;
#else
    static constexpr bool usable = true;
#endif

    explicit Fiber(Runner& runner);
    ~Fiber();
    Fiber(const Fiber&) = delete;
    Fiber& operator=(const Fiber&) = delete;

    /// Runs a job until it ends or is parked; the fiber before must have ended. The job lets no exception out. Once
    /// `parked` is returned, another thread may have the fiber already.
    Stage begin(Job job);
    Stage go_on();

    /// The fiber whose job asks; null on a bare thread.
    static Fiber* current() noexcept;

    /// For the job itself. Leaves the stack, then asks `park(with, *this)`: true, and whoever was told by it calls `wake`
    /// once; false, and the job goes on at once.
    void step_aside(bool (*park)(void* with, Fiber& fiber), void* with);
    void wake() { runner_.ready(*this); }

private:
    struct Stack;
    Stage enter();
    void change_thread_state();

    Runner& runner_;
    Job job_;
    bool (*park_)(void*, Fiber&) = nullptr;
    void* park_with_ = nullptr;
    std::string log_request_;                 // of the job while it is away, of the thread while it is here
    std::array<std::byte, 16> exceptions_{};  // likewise
    std::unique_ptr<Stack> stack_;
};

}  // namespace base
