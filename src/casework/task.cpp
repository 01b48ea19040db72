#include "casework/task.h"

#include <algorithm>
#include <array>

namespace casework {
namespace {

constexpr std::array<std::pair<TaskState, std::string_view>, 4> codes{
    {{TaskState::open, "open"}, {TaskState::resting, "resting"}, {TaskState::done, "done"}, {TaskState::dropped, "dropped"}}};

Result<void> require_open(const Task& task) {
    if (task.state == TaskState::open) return {};
    return refuse(Kind::conflict, task.state == TaskState::resting ? "casework.task_rests" : "casework.task_over");
}

}  // namespace

std::string_view code_of(TaskState state) { return std::ranges::find(codes, state, &std::pair<TaskState, std::string_view>::first)->second; }

TaskState task_state_from(std::string_view code) {
    const auto found = std::ranges::find(codes, code, &std::pair<TaskState, std::string_view>::second);
    return found == codes.end() ? TaskState::dropped : found->first;
}

Result<void> Task::give_to(access::StaffId new_owner) {
    TRY(require_open(*this));
    owner = new_owner;
    return {};
}

Result<void> Task::pass_to(access::TeamId new_team, access::StaffId new_owner) {
    TRY(require_open(*this));
    team = new_team;
    owner = new_owner;
    return {};
}

Result<void> Task::move_to(Instant new_due) {
    TRY(require_open(*this));
    due_at = new_due;
    return {};
}

Result<void> Task::finish(access::StaffId by, forms::Answers given, cases::NoteId said, Instant now) {
    TRY(require_open(*this));
    state = TaskState::done;
    done_at = now;
    done_by = by;
    answers = std::move(given);
    note = said;
    return {};
}

void Task::drop(Instant now) {
    state = TaskState::dropped;
    done_at = now;
}

}  // namespace casework
