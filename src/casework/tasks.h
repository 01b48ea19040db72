#pragma once
// What people do with tasks.
//
// Promises
//  1. Every list, count and single task goes through the same `access::Scope` over the task's own team, service and ward: somebody may be
//     given a task without seeing the whole case.
//  2. Who changes a task says which `changes` they saw; a quicker colleague makes it a conflict, and no words are lost.
//  3. A finished task moves the case on in the same transaction: afterwards the next task is there, or the case has come to its end.
//  4. A task that wants a skill is offered to, taken, finished by and given to those who hold it (access/skills.h); others of its team see it.
//  5. Of a task that must not be done by who did another one (four eyes), the second is refused to the first, to whom they did it for, and to who
//     stands in for them now.

#include "casework/task.h"
#include "db/tx.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace casework {

/// Not found also where the actor may not know of it.
Result<Task> find_task(db::Tx& tx, const access::Actor& who, TaskId id);
/// Of a case, oldest first, done ones too: for whoever may read the case.
std::vector<Task> tasks_of(db::Tx& tx, cases::CaseId id);

/// What this actor did on the case waits to be looked over: somebody else must close it.
bool is_for_others_to_close(db::Tx& tx, const access::Actor& who, cases::CaseId id);

/// The version of its service along whose map it stands: it has the form.
Result<catalogue::DefinitionPtr> service_behind(db::Tx& tx, const Task& task);

/// To oneself, also from a colleague; content where it is one's own already. Wants cases.work.
Result<Task> take_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes);
/// Back to the team, with words why, which are kept with the case and shown to whoever handed it over. One's own wants cases.work, a colleague's
/// cases.assign; a conflict where nobody has it.
Result<Task> return_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes, std::string_view why);
/// To a colleague, who must be able to work on it; or to another team, and there to somebody or nobody (0). Wants cases.assign; the note is
/// for whoever gets it, kept with the case. Who is away has it done by their stand-in (away.h). Refuses who must not do it (field "owner").
Result<Task> give_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes, access::TeamId team, access::StaffId owner,
                       std::string_view note);
/// By another day, with words why; within a year (field "due"). Wants cases.assign.
Result<Task> move_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes, Instant due, std::string_view why);
/// With answers to its form, and words where there is something to say (up to 5,000 characters). Refuses what the form refuses, under
/// the questions' codes, and (conflict, "casework.close_instead") the task that only closing the case finishes. Wants cases.work; whoever
/// finishes what nobody has, has it.
Result<Task> finish_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes, const forms::Sent& sent, std::string_view words);

/// Takes many at once: how many were taken. What somebody else has, or what is over, stays as it is.
std::int64_t take_tasks(db::Tx& tx, const access::Actor& who, std::span<const TaskId> ids);

enum class Whose {
    mine,
    offered,  // nobody's, of one's own teams, and one holds the skill that it wants
    my_teams,
    unowned,
    everybody,
};
/// Where the next page goes on: behind this task, at its deadline.
struct Cursor {
    Instant at = {};
    TaskId id = {};  // 0: from the start
};
struct Wanted {
    Whose whose = Whose::everybody;
    bool late = false;
    bool in_the_field = false;  // only what is done out there
    Cursor after = {};
    int limit = 50;
};
/// Open ones by deadline, the most urgent first.
std::vector<Task> list(db::Tx& tx, const access::Actor& who, const Wanted& wanted);

/// Open ones that this actor may see; each is counted up to `most`.
struct Counts {
    static constexpr std::int64_t most = 1000;
    std::int64_t all = 0, mine = 0, offered = 0, my_teams = 0, unowned = 0, late = 0;
};
Counts count(db::Tx& tx, const access::Actor& who);

/// Of the open tasks that this actor may see and nobody has, how many want each skill.
std::map<std::string, std::int64_t> waiting_by_skill(db::Tx& tx, const access::Actor& who);

/// The active colleagues of its team who could be given it, by name: those who hold the skill, and none of those whose work it looks over.
std::vector<access::Staff> possible_owners(db::Tx& tx, const Task& task);

}  // namespace casework
