#pragma once
// Inside desk only: tasks as pages show them.

#include "cases/cases.h"
#include "casework/casework.h"
#include "casework/progress.h"
#include "desk/pages.h"
#include "files/files.h"
#include "journal/journal.h"

#include <map>
#include <span>
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
    std::map<std::string, std::string> skills;  // names, by code: of those that the tasks want
    std::string skill_of(const casework::Task& task) const;  // empty: it wants none
};
Result<TasksListed> furnish_tasks(db::Tx& tx, std::vector<casework::Task> tasks);

/// One task with what its doer must know of the case.
struct TaskShown {
    casework::Task task;
    cases::Case the_case;
    std::vector<cases::Request> requests;
    catalogue::DefinitionPtr service;  // as it was asked under
    catalogue::DefinitionPtr behind;   // along whose map it goes
    std::map<places::LocationId, places::Location> places;
    html::Html place_map;
    std::vector<files::File> files;      // what residents sent
    std::vector<files::File> own_files;  // what was added to this task
    std::vector<casework::DecisionShown> decisions;
    std::vector<casework::Task> before;  // done on the same case, oldest first
    std::map<access::StaffId, std::string> names;
    std::string team;
    std::optional<casework::Progress> progress;  // where the case stands on its map
    std::optional<casework::Handing> handing;  // who handed it over, who gave it back
    std::optional<casework::Away> instead;     // for whom it is done while they are away
    bool sees_case = false;
    bool closes = false;  // it is done by closing the case
    std::string skill;    // what it wants of who does it; empty: nothing
    bool lacks_skill = false;  // the reader does not hold that
    journal::Position position = 0;

    const cases::Request& request() const { return requests.front(); }
    const forms::Form* form() const { return behind->task_form(task.form); }
};
/// Reads the task, and notes in the journal whose requests were read. What was done before by teams out of sight is left out.
Result<TaskShown> read_task(db::Tx& tx, const web::Context& context, casework::TaskId id);
Result<casework::TaskId> task_id_of(const web::Request& request);

/// The page of a task, or an address below it.
std::string task_address(const casework::Task& task, std::string_view rest = {});
/// A form of this task with the hidden fields that every change needs.
void open_task_form(html::Html& out, const web::Context& context, const casework::Task& task, std::string_view action);
/// Who handed it over and who gave it back, with their words; nothing where nobody did.
void put_handing(html::Html& out, const web::Context& context, const TaskShown& shown);
/// What tables decided, condition by condition: the answer to "why did this go there?".
void put_decisions(html::Html& out, const web::Context& context, const catalogue::Definition& service, std::span<const casework::DecisionShown> decisions);

/// The map as a drawing, and the same in words; folded away.
void put_drawing(html::Html& out, const web::Context& context, const casework::Progress& progress);

/// Photos as they were sent with a form, made safe, with their names.
using PhotosSent = std::vector<std::pair<files::Blob, std::string>>;
Result<PhotosSent> photos_sent(web::Request& request, web::Context& context);

/// By when, as a badge.
void put_due(html::Html& out, const web::Context& context, const casework::Task& task);

}  // namespace desk
