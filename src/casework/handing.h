#pragma once
// Tasks handed over and given back: who said what.

#include "casework/task.h"
#include "db/tx.h"
#include "journal/journal.h"

#include <optional>
#include <span>
#include <vector>

namespace casework {

/// The last time a task was handed over, and the last time it was given back since.
struct Handing {
    access::StaffId given_by;  // 0: it was not
    Instant given_at;
    std::string note;
    access::StaffId returned_by;  // 0: it was not
    Instant returned_at;
    std::string why;
};
/// For whoever may see the task; nothing where it never went from one to another.
std::optional<Handing> handing_of(db::Tx& tx, const Task& task);
/// Open tasks that this actor handed over, that were given back, and that nobody has; the newest first, at most 20.
std::vector<Task> came_back_to(db::Tx& tx, const access::Actor& who);

/// What happened to the tasks of a case beside its map: for its history, oldest first.
struct TaskEvent {
    enum class What { given, given_back, moved } what = What::given;
    Instant at;
    std::string actor;  // as the journal names it
    std::string task;   // its name
    access::TeamId team;
    access::StaffId owner;       // 0: nobody in particular
    access::StaffId instead_of;  // 0: nobody is away
    cases::NoteId note;          // words among colleagues; 0: none
    std::optional<Instant> due = {};
};
/// Of a case with these facts (`journal::facts_of`) and tasks.
std::vector<TaskEvent> task_events_of(std::span<const journal::Fact> facts, std::span<const Task> tasks);

}  // namespace casework
