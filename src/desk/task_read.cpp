// What the page of a task shows, read in one transaction.

#include "casework/case_map.h"
#include "casework/photos.h"
#include "desk/task_page.h"
#include "website/place_map.h"

namespace desk {

Result<casework::TaskId> task_id_of(const web::Request& request) {
    const auto id = parse_id<casework::TaskId>(request.param("task"));
    if (!id) return refuse(Kind::not_found, "casework.no_such_task");
    return *id;
}

Result<TaskShown> read_task(db::Tx& tx, const web::Context& context, casework::TaskId id) {
    const auto& who = actor_of(context);
    const auto task = TRY(casework::find_task(tx, who, id));
    auto requests = cases::requests_of(tx, task.case_id);
    if (requests.empty()) return refuse(Kind::not_found, "casework.no_such_task");
    const auto the_case = TRY(cases::case_of(tx, requests.front()));
    const auto service = TRY(catalogue::find_version(tx, the_case.service, the_case.service_version));
    const auto behind = TRY(casework::service_behind(tx, task));
    TaskShown shown{.task = task, .the_case = the_case, .requests = std::move(requests), .service = service, .behind = behind};
    shown.position = journal::head(tx);
    shown.sees_case = access::scope_of(who, access::Permission::read_case).allows(the_case.owned());
    std::vector<places::LocationId> locations;
    for (const auto& request : shown.requests) {
        if (request.location) locations.push_back(request.location);
        for (auto& file : files::files_of(tx, cases::files_subject(request.id))) shown.files.push_back(std::move(file));
    }
    if (!locations.empty()) shown.places = places::find_many(tx, locations);
    if (const auto place = shown.places.find(shown.request().location); place != shown.places.end()) shown.place_map = website::place_map(tx, place->second);
    shown.own_files = files::files_of(tx, casework::files_subject(task.id));
    if (auto progress = casework::progress_of(tx, the_case)) shown.progress = *std::move(progress);
    shown.decisions = casework::decisions_of(tx, task.case_id);
    shown.handing = casework::handing_of(tx, task);
    shown.instead = casework::away_behind(tx, task.id);
    std::vector<access::StaffId> people{task.owner};
    if (shown.handing) people.insert(people.end(), {shown.handing->given_by, shown.handing->returned_by});
    if (shown.instead) people.push_back(shown.instead->staff);
    const auto scope = access::scope_of(who, access::Permission::read_case);
    for (auto& other : casework::tasks_of(tx, task.case_id))
        if (other.state == casework::TaskState::done && (shown.sees_case || scope.allows(other.owned()))) {
            people.push_back(other.done_by);
            shown.before.push_back(std::move(other));
        }
    std::erase(people, access::StaffId{});
    if (!people.empty()) shown.names = access::staff_names(tx, people);
    if (const auto team = access::find_team(tx, task.team)) shown.team = team->name;
    const auto map = TRY(casework::CaseMap::of(*behind));
    if (!task.skill.empty()) shown.skill = access::skill_name(tx, task.skill);
    shown.lacks_skill = !access::holds_skill(tx, who.staff(), task.skill);
    shown.closes = map->duty(task.element).closes;
    for (const auto& request : shown.requests)
        if (request.person) people::note_read(tx, request.person);
    return shown;
}

}  // namespace desk
