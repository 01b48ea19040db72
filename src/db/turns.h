#pragma once
// Turns of the writers on one node. Serialisable transactions that work side by side break on each other now and then;
// whoever has lost several times works alone once, so that it is done instead of losing again.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace db {

class Turns {
public:
    enum class Company { others, nobody };

    /// A place among the writers until it is destroyed.
    class Turn {
    public:
        Turn(Turn&& other) noexcept : turns_(std::exchange(other.turns_, nullptr)), company_(other.company_) {}
        Turn& operator=(Turn&&) = delete;
        ~Turn() {
            if (turns_ != nullptr) turns_->leave(company_);
        }

    private:
        friend class Turns;
        Turn(Turns* turns, Company company) : turns_(turns), company_(company) {}
        Turns* turns_;
        Company company_;
    };

    /// Waits until nobody works alone and, for `nobody`, until all others have left. After `at_most` it goes on without:
    /// a turn makes success likely, correctness does not hang on it.
    Turn take(Company company, std::chrono::milliseconds at_most) {
        std::unique_lock lock(mutex_);
        const bool alone = company == Company::nobody;
        lone_waiting_ += alone;
        const bool came = changed_.wait_for(lock, at_most, [&] {
            return !lone_at_work_ && (alone ? at_work_ == 0 : lone_waiting_ == 0);
        });
        lone_waiting_ -= alone;
        if (!came) {
            changed_.notify_all();
            return {nullptr, company};
        }
        lone_at_work_ = alone;
        at_work_ += !alone;
        return {this, company};
    }

private:
    void leave(Company company) {
        {
            const std::scoped_lock lock(mutex_);
            if (company == Company::nobody)
                lone_at_work_ = false;
            else
                --at_work_;
            if (at_work_ > 0 && lone_waiting_ == 0) return;
        }
        changed_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    int at_work_ = 0, lone_waiting_ = 0;
    bool lone_at_work_ = false;
};

}  // namespace db
