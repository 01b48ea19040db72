#pragma once
// Inside desk only: tasks as pages show them.

#include "casework/tasks.h"
#include "desk/pages.h"

#include <map>
#include <string>
#include <vector>

namespace desk {

/// What a row says of the case that a task is on.
struct TaskAbout {
    std::string service, place, reference;
};
struct TasksListed {
    std::vector<casework::Task> tasks;
    std::map<cases::CaseId, TaskAbout> about;
    std::map<access::StaffId, std::string> names;
    std::map<access::TeamId, std::string> teams;
};
Result<TasksListed> furnish_tasks(db::Tx& tx, std::vector<casework::Task> tasks);

/// By when, as a badge.
void put_due(html::Html& out, const web::Context& context, const casework::Task& task);

}  // namespace desk
