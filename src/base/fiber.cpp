#include "base/fiber.h"

#include "base/log.h"

#include <boost/context/fiber.hpp>
#include <boost/context/protected_fixedsize_stack.hpp>

#include <cxxabi.h>

#include <cstring>
#include <utility>

namespace base {
namespace {

constexpr std::size_t stack_bytes = 512 * 1024;  // touched pages count, not reserved ones

thread_local Fiber* running = nullptr;

}  // namespace

// A function called through here finds the thread it is on now: a compiler may keep a thread's address over a switch.
[[gnu::noinline]] Fiber* Fiber::current() noexcept { return running; }

/// Both ends of the switch: the job's side while it is away, the thread's side while it is here.
struct Fiber::Stack {
    boost::context::fiber job, thread;
    void to_job() { job = std::move(job).resume(); }
    void to_thread() { thread = std::move(thread).resume(); }
};

Fiber::Fiber(Runner& runner) : runner_(runner), stack_(std::make_unique<Stack>()) {
    stack_->job = boost::context::fiber(
        std::allocator_arg, boost::context::protected_fixedsize_stack(stack_bytes), [this](boost::context::fiber&& thread) {
            stack_->thread = std::move(thread);
            for (;;) {
                job_();
                job_ = {};
                stack_->to_thread();
            }
            return std::move(stack_->thread);
        });
}

Fiber::~Fiber() = default;

/// The exceptions that are being handled belong to a stack, not to the thread (Itanium C++ ABI, 2.2.2: two words).
void Fiber::change_thread_state() {
    auto* const globals = reinterpret_cast<std::byte*>(__cxxabiv1::__cxa_get_globals());
    std::array<std::byte, 16> here;
    std::memcpy(here.data(), globals, here.size());
    std::memcpy(globals, exceptions_.data(), exceptions_.size());
    exceptions_ = here;
    log_request_ = log::exchange_request(std::move(log_request_));
}

Fiber::Stage Fiber::enter() {
    for (;;) {
        change_thread_state();
        running = this;
        stack_->to_job();
        running = nullptr;
        change_thread_state();
        if (park_ == nullptr) return Stage::ended;
        if (std::exchange(park_, nullptr)(park_with_, *this)) return Stage::parked;
    }
}

Fiber::Stage Fiber::begin(Job job) {
    job_ = std::move(job);
    return enter();
}

Fiber::Stage Fiber::go_on() { return enter(); }

void Fiber::step_aside(bool (*park)(void* with, Fiber& fiber), void* with) {
    park_ = park;
    park_with_ = with;
    stack_->to_thread();
}

}  // namespace base
