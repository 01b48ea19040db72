#pragma once
// One thing done with many tasks. Each task is a transaction of its own, which the caller opens, so that what is refused for one keeps
// nothing from the others.

#include "casework/tasks.h"

#include <optional>
#include <string>
#include <string_view>

namespace casework {

enum class Doing {
    taking,      // what nobody has
    handing_over,
    giving_back,
    moving,  // to another day
};
/// "taking", "handing-over", "giving-back", "moving".
std::string_view code_of(Doing);
std::optional<Doing> doing_from(std::string_view code);

/// At most so many at once.
inline constexpr std::size_t most_at_once = 100;

struct Bulk {
    Doing what = Doing::taking;
    access::TeamId team = {};    // handing over: 0: each stays with its team
    access::StaffId owner = {};  // handing over: 0: nobody in particular
    Instant due = {};            // moving
    std::string words = {};      // wanted by all but taking
};

/// Whether this actor could do that with the task as it stands, as far as it can be said before words, people and days are chosen. Changes nothing.
Result<void> could_do(db::Tx& tx, const access::Actor& who, const Task& task, Doing what);
/// The same where a skill that is wanted does not matter: all but taking.
Result<void> could_do(const access::Actor& who, const Task& task, Doing what);
/// Does it: refuses what `could_do` refuses, and what the verb for one task refuses.
Result<Task> do_with(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes, const Bulk& bulk);

}  // namespace casework
