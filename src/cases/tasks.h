#pragma once
// What somebody must do on a case beside the case itself. So far one kind: a letter could not be delivered.

#include "cases/case.h"
#include "db/tx.h"

namespace cases {

struct TaskTag;
using TaskId = Id<TaskTag>;

struct Task {
    TaskId id;
    CaseId case_id;
    std::string kind;  // "undelivered"; words: cases.task_<kind>
    access::TeamId team;
    std::int64_t message = 0;  // the letter
    Instant created;
    std::optional<Instant> done_at;
    std::string done_by;  // as the journal names actors
};

/// Oldest first, done ones too. Who may read the case may read them.
std::vector<Task> tasks_of(db::Tx& tx, CaseId id);
/// The note says how, and is required. Conflict when somebody was quicker. Wants cases.work.
Result<void> finish_task(db::Tx& tx, const access::Actor& who, TaskId id, std::string_view note);

}  // namespace cases
