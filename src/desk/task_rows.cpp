// What lists of tasks show beside the task itself: a statement for each sort of thing, however many rows.

#include "desk/promise.h"
#include "desk/task_page.h"
#include "cases/cases.h"

#include <algorithm>

namespace desk {
namespace {

template <class AnyId>
void add_once(std::vector<AnyId>& ids, AnyId id) {
    if (id && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
}

}  // namespace

Result<TasksListed> furnish_tasks(db::Tx& tx, std::vector<casework::Task> tasks) {
    TasksListed listed{.tasks = std::move(tasks), .about = {}, .names = {}, .teams = {}, .skills = {}};
    std::vector<cases::CaseId> ids;
    std::vector<access::StaffId> owners;
    for (const auto& task : listed.tasks) {
        add_once(ids, task.case_id);
        add_once(owners, task.owner);
    }
    if (ids.empty()) return listed;
    const auto lines = cases::lines_of_tasks(tx, ids);
    std::vector<places::LocationId> locations;
    for (const auto& line : lines) add_once(locations, line.request.location);
    const auto places = locations.empty() ? std::map<places::LocationId, std::string>{} : places::words_of(tx, locations);
    std::map<std::pair<std::string, std::int64_t>, catalogue::DefinitionPtr> services;
    for (const auto& line : lines) {
        auto& service = services[{line.the_case.service, line.the_case.service_version}];
        if (!service) service = TRY(catalogue::find_version(tx, line.the_case.service, line.the_case.service_version));
        const auto place = places.find(line.request.location);
        listed.about[line.the_case.id] = {service->name, place == places.end() ? std::string() : place->second, line.request.reference.spoken()};
    }
    if (!owners.empty()) listed.names = access::staff_names(tx, owners);
    for (const auto& team : access::all_teams(tx)) listed.teams.emplace(team.id, team.name);
    for (const auto& task : listed.tasks)
        if (!task.skill.empty() && !listed.skills.contains(task.skill)) listed.skills.emplace(task.skill, access::skill_name(tx, task.skill));
    return listed;
}

std::string TasksListed::skill_of(const casework::Task& task) const {
    const auto found = skills.find(task.skill);
    return found == skills.end() ? task.skill : found->second;
}

void put_due(html::Html& out, const web::Context& context, const casework::Task& task) { put_badge(out, promise_for(context, task.due_at)); }

}  // namespace desk
