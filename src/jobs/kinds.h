#pragma once
// What is done for a job: a kind's handler, and the job as its handler sees it.

#include "base/time.h"
#include "jobs/jobs.h"

#include <functional>
#include <map>
#include <memory>
#include <stop_token>

namespace jobs {

struct Work;

/// A job under way. The handler runs outside any transaction and may reach the outside world (SMTP, HTTP; with
/// time-outs of its own). What it changes here, it changes through `finish`.
class Running {
public:
    Running(const Work& work, db::Database& database, const Clock& clock, std::stop_token stop)
        : work_(work), database_(database), clock_(clock), stop_(std::move(stop)) {}

    JobId id() const;
    const std::string& kind() const;
    const std::string& key() const;
    const std::string& payload() const;
    /// 1 at the first attempt.
    std::int64_t attempt() const;

    db::Database& database() const { return database_; }
    /// Actor "job:<kind>", channel "job", the request that scheduled it, and the time now.
    db::Context context() const;
    /// True when the runner is stopping: a long job should return `unavailable` and is carried on later.
    bool is_stopping() const { return stop_.stop_requested(); }

    /// Commits the change together with the completion of the job. Refused with `conflict` ("jobs.taken_over"), and
    /// nothing kept, if the job is another node's by now. A refusal by the change keeps nothing either; the handler
    /// should return it. A handler that returns well without calling this is finished without a change. A change that
    /// only touches rows whose old state it names may do with `read_committed`, and then never breaks on others.
    Result<void> finish(const std::function<Result<void>(db::Tx&)>& change,
                        db::Isolation isolation = db::Isolation::serializable) const;
    bool is_finished() const { return finished_; }

private:
    const Work& work_;
    db::Database& database_;
    const Clock& clock_;
    std::stop_token stop_;
    mutable bool finished_ = false;
};

/// Refusals: `invalid` makes a dead letter at once; every other kind is tried again, and so is an exception.
using Handler = std::function<Result<void>(const Running&)>;

struct KindOptions {
    int most_attempts = 10;
    Duration first_pause = std::chrono::seconds{5};  // doubled at each attempt, of which half to all is waited
    Duration longest_pause = std::chrono::hours{1};
    std::string lane = "general";  // lanes have threads of their own, so a slow mail server holds up mail alone
};

/// Which kinds this program knows. Filled at start by every room's install.cpp. Jobs of unknown kinds wait for a
/// program that knows them.
class Kinds {
public:
    struct Entry {
        Handler handler;
        KindOptions options;
    };
    /// A second handler for the same kind replaces the first.
    void add(std::string kind, Handler handler, KindOptions options = {});
    const Entry* find(std::string_view kind) const;
    /// Lane → its kinds, each with a space before and after: " a b ".
    std::map<std::string, std::string> lanes() const;
    /// All kinds in the same form.
    std::string all() const;

private:
    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace jobs
