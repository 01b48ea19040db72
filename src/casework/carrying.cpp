// What becomes of a case when its map moves, and of the map when something becomes of the case.

#include "casework/carrying.h"

#include "cases/cases.h"
#include "casework/decisions.h"
#include "casework/errands.h"
#include "casework/events.h"
#include "casework/queries.h"
#include "casework/variables.h"
#include "journal/journal.h"

#include <algorithm>
#include <stdexcept>

namespace casework {
namespace {

namespace json = boost::json;

bpmn::Engine& engine() { return Carrying::the().engine(); }

/// Everything a step needs to know of the run it belongs to.
struct OnRun {
    Run run;
    cases::Case the_case;
    catalogue::DefinitionPtr service;
    CaseMapPtr map;
};

Result<OnRun> on_run(db::Tx& tx, RunId id) {
    auto run = task_store::find_run(tx, id);
    if (!run) return refuse(Kind::not_found, "cases.no_such_case");
    auto c = TRY(cases::case_on_course(tx, run->case_id));
    const auto service = TRY(catalogue::find_version(tx, c.service, run->map_version));
    const auto map = TRY(CaseMap::of(*service));
    return OnRun{*std::move(run), std::move(c), service, map};
}

/// What a step cannot go on without: the engine has no word for its lack, and the transaction must not be kept.
template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().key + ": " + result.error().log);
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

OnRun of(db::Tx& tx, const bpmn::Record& record) { return must(on_run(tx, parse_id<RunId>(record.owner).value_or(RunId{}))); }

std::optional<Run> running(db::Tx& tx, cases::CaseId id) {
    auto run = task_store::newest_run(tx, id);
    if (!run || run->is_over()) return std::nullopt;
    return run;
}

Result<bpmn::ModelId> model_of(db::Tx& tx, const catalogue::Definition& service) {
    if (const auto known = tx.find<bpmn::ModelId>(sql::find_model, service.code, service.version)) return *known;
    const auto model = TRY(engine().deploy(tx, service.process));
    tx.run(sql::add_model, service.code, service.version, model);
    return model;
}

access::TeamId team_of(db::Tx& tx, const OnRun& on, const std::string& name) {
    if (const auto team = access::find_team_by_name(tx, name.empty() ? on.service->team : name)) return team->id;
    return on.the_case.team;
}

/// The case is where the work is: with the one task that is open, else with the service's team.
Result<void> follow_the_work(db::Tx& tx, const OnRun& on) {
    const auto c = TRY(cases::case_on_course(tx, on.the_case.id));
    if (c.state == cases::State::closed) return {};
    const auto open = task_store::open_of(tx, on.run.id);
    const bool together = !open.empty() && std::ranges::all_of(open, [&](const Task& task) { return task.team == open.front().team; });
    const auto team = together ? open.front().team : team_of(tx, on, {});
    const auto owner = open.size() == 1 ? open.front().owner : c.team == team ? c.owner : access::StaffId{};
    TRY(cases::carry_to(tx, c.id, team, owner));
    return {};
}

void drop(db::Tx& tx, Task& task) {
    task.drop(tx.now());
    must(task_store::save(tx, task));
    journal::announce(tx, TaskDropped{task.case_id, task.id, task.element, task.team});
}

Result<std::string> element_waiting(db::Tx& tx, const OnRun& on, std::int64_t wait) {
    const auto position = TRY(engine().position(tx, on.run.instance));
    for (const auto& each : position.waits)
        if (each.id.number == wait) return each.element;
    return refuse(Kind::conflict, "casework.task_over");
}

/// The task with which the map would come to its end, where nothing else is open.
std::optional<Task> last_task(db::Tx& tx, const OnRun& on) {
    auto open = task_store::open_of(tx, on.run.id);
    if (open.size() != 1 || !on.map->duty(open.front().element).closes) return std::nullopt;
    return std::move(open.front());
}

/// Ends the run of a case that was ended by hand.
Result<void> end_by_hand(db::Tx& tx, const OnRun& on, bool done) {
    if (auto task = done ? last_task(tx, on) : std::nullopt) {
        TRY(task->finish(on.the_case.closed_by, {}, {}, tx.now()));
        TRY(task_store::save(tx, *task));
        journal::announce(tx, TaskFinished{task->case_id, task->id, task->element, task->team, task->done_by, task->due_at});
        return engine().complete(tx, {on.run.instance, static_cast<bpmn::WaitNumber>(task->wait)}, {{"outcome", on.the_case.outcome}});
    }
    auto run = on.run;
    run.state = RunState::ended;
    run.ended_at = tx.now();
    run.ending = "dropped";
    task_store::save(tx, run);
    return engine().cancel(tx, on.run.instance);
}

}  // namespace

Carrying& Carrying::the() {
    static Carrying carrying;
    return carrying;
}

Result<catalogue::DefinitionPtr> service_behind(db::Tx& tx, const Task& task) {
    const auto run = task_store::find_run(tx, task.run);
    if (!run) return refuse(Kind::not_found, "casework.no_such_task");
    return catalogue::find_version(tx, task.service, run->map_version);
}

Result<void> begin(db::Tx& tx, const cases::Case& c, const catalogue::Definition& service, json::object variables) {
    if (service.process.empty()) return {};
    const auto map = TRY(CaseMap::of(service));
    const auto model = TRY(model_of(tx, service));
    const auto before = task_store::newest_run(tx, c.id);
    const Run run{.id = tx.new_id<RunId>(), .case_id = c.id, .number = before ? before->number + 1 : 1, .map_version = service.version, .began_at = tx.now()};
    task_store::add(tx, run);
    const auto instance = TRY(engine().start(tx, model, map->process().id(), std::move(variables), to_string(run.id)));
    tx.run(sql::set_instance, instance, run.id);
    return {};
}

Result<void> follow(db::Tx& tx, RunId run) {
    const auto on = TRY(on_run(tx, run));
    return follow_the_work(tx, on);
}

Result<void> carry_on(db::Tx& tx, RunId id, std::int64_t wait, json::object answer) {
    const auto on = TRY(on_run(tx, id));
    if (on.run.is_over()) return {};
    const auto element = TRY(element_waiting(tx, on, wait));
    const auto into = std::string(on.map->attribute(element, "into"));
    return engine().complete(tx, {on.run.instance, static_cast<bpmn::WaitNumber>(wait)}, {{into.empty() ? "answer" : into, std::move(answer)}});
}

Result<void> carry_on(db::Tx& tx, const Task& task, const catalogue::Definition& service) {
    json::object variables;
    if (const auto* form = service.task_form(task.form)) variables[task.form] = variables_of(*form, task.answers);
    const auto run = task_store::find_run(tx, task.run);
    if (!run || run->is_over()) return {};
    return engine().complete(tx, {run->instance, static_cast<bpmn::WaitNumber>(task.wait)}, std::move(variables));
}

// ---- the course of a case --------------------------------------------------------------------------------------------------------------

Result<void> Carrying::opened(db::Tx& tx, const cases::Case& c, const cases::Request& request, const catalogue::Definition& service) const {
    return begin(tx, c, service, variables_of(c, request, service));
}

Result<void> Carrying::closed(db::Tx& tx, const cases::Case& c) const {
    const auto run = running(tx, c.id);
    if (!run) return {};
    const auto on = TRY(on_run(tx, run->id));
    return end_by_hand(tx, on, c.outcome != cases::withdrawn_outcome);
}

Result<void> Carrying::reopened(db::Tx& tx, const cases::Case& c, std::string_view reason) const {
    if (running(tx, c.id)) return {};
    const auto requests = cases::requests_of(tx, c.id);
    if (requests.empty()) return {};
    const auto before = task_store::newest_run(tx, c.id);
    const auto service = TRY(catalogue::find_version(tx, c.service, before ? before->map_version : c.service_version));
    auto variables = variables_of(c, requests.front(), *service);
    variables["reopened"] = true;
    variables["reason"] = std::string(reason);
    variables["times"] = before ? before->number : 0;
    variables["before"] = c.outcome;
    return begin(tx, c, *service, std::move(variables));
}

Result<void> Carrying::moved(db::Tx& tx, const cases::Case& c) const {
    const auto run = running(tx, c.id);
    if (!run) return {};
    auto open = task_store::open_of(tx, run->id);
    if (open.size() != 1) return {};
    auto& task = open.front();
    const auto from_team = task.team;
    const auto from = task.owner;
    if (from_team == c.team && from == c.owner) return {};
    TRY(task.pass_to(c.team, c.owner));
    TRY(task_store::save(tx, task));
    journal::announce(tx, TaskGiven{task.case_id, task.id, from_team, task.team, from, task.owner});
    return {};
}

Result<void> Carrying::passed_on(db::Tx& tx, const cases::Case& c) const {
    const auto run = running(tx, c.id);
    if (!run) return {};
    const auto on = TRY(on_run(tx, run->id));
    return end_by_hand(tx, on, false);
}

Result<void> Carrying::joined(db::Tx& tx, const cases::Case& c) const {
    auto run = running(tx, c.id);
    if (!run) return {};
    run->state = RunState::resting;
    task_store::save(tx, *run);
    tx.run(sql::put_to_rest, run->id);
    return {};
}

Result<void> Carrying::parted(db::Tx& tx, const cases::Case& c) const {
    auto run = task_store::newest_run(tx, c.id);
    if (!run || run->state != RunState::resting) return {};
    run->state = RunState::running;
    task_store::save(tx, *run);
    tx.run(sql::wake_up, run->id);
    return {};
}

// ---- what the engine asks and tells ----------------------------------------------------------------------------------------------------

bpmn::Performed Carrying::perform(db::Tx& tx, const bpmn::Record& record, const bpmn::WaitId& wait, const bpmn::Work& work) {
    const auto on = of(tx, record);
    const auto& element = work.node.id;
    const auto attribute = [&](std::string_view name) { return std::string(on.map->attribute(element, name)); };
    const auto broken = [](const Refusal& why) { return bpmn::Performed::broken(why.key, why.log); };
    switch (work.node.kind) {
        case bpmn::NodeKind::rule_task: {
            const auto decision = attribute("decision"), into = attribute("into");
            auto decided = decide(*on.service, decision, [&](std::string_view name) { return work.names.find(name); }, tx.now());
            if (!decided) return broken(decided.error());
            tx.run(sql::add_decision, tx.new_id<Id<struct DecisionTag>>(), on.the_case.id, on.run.id, element, tx.now(), decided->explanation);
            journal::announce(tx, DecisionMade{on.the_case.id, element, decision});
            return bpmn::Performed::done({{into.empty() ? decision : into, std::move(decided->result)}});
        }
        case bpmn::NodeKind::service_task: {
            const auto errand = hand_over(tx, *on.map, *on.service, on.run, element, wait.number);
            return errand ? bpmn::Performed::later() : broken(errand.error());
        }
        case bpmn::NodeKind::send_task: {
            const auto written = cases::write_letter(tx, on.the_case.id, attribute("letter"));
            return written ? bpmn::Performed::done() : broken(written.error());
        }
        default: return bpmn::Performed::broken("casework.map", "nothing here carries out " + element);
    }
}

void Carrying::opened(db::Tx& tx, const bpmn::Record& record, const bpmn::Node& node, const bpmn::OpenWait& wait) {
    if (wait.kind != bpmn::WaitKind::user) return;
    const auto on = of(tx, record);
    const auto duty = on.map->duty(node.id);
    const auto due = duty.within_working_days > 0 ? places::calendar_of(tx).due(tx.now(), static_cast<int>(duty.within_working_days)) : on.the_case.due_at;
    const Task task{.id = tx.new_id<TaskId>(),
                    .case_id = on.the_case.id,
                    .run = on.run.id,
                    .wait = wait.id.number,
                    .element = node.id,
                    .name = duty.name.empty() ? on.service->name : duty.name,
                    .team = team_of(tx, on, duty.team),
                    .service = on.the_case.service,
                    .area = on.the_case.area,
                    .skill = duty.skill,
                    .form = duty.form,
                    .in_the_field = duty.in_the_field,
                    .owner = {},
                    .opened_at = tx.now(),
                    .due_at = due};
    task_store::add(tx, task);
    journal::announce(tx, TaskOpened{task.case_id, task.id, task.element, task.team, task.due_at});
}

void Carrying::closed(db::Tx& tx, const bpmn::Record& record, const bpmn::Node&, const bpmn::OpenWait& wait) {
    if (wait.kind != bpmn::WaitKind::user) return;
    auto task = task_store::at(tx, parse_id<RunId>(record.owner).value_or(RunId{}), wait.id.number);
    if (task && (task->state == TaskState::open || task->state == TaskState::resting)) drop(tx, *task);
}

void Carrying::moved(db::Tx& tx, const bpmn::Record& record, const bpmn::Node& node, const bpmn::Transition& transition) {
    const bool ends = node.kind == bpmn::NodeKind::end_event && transition.phase == bpmn::Phase::completed;
    if (!ends && transition.phase != bpmn::Phase::failed) return;
    const auto on = of(tx, record);
    if (transition.phase == bpmn::Phase::failed)
        journal::announce(tx, MapStuck{on.the_case.id, node.id, transition.code});
    else if (const auto outcome = on.map->attribute(node.id, "outcome"); !outcome.empty())
        tx.run(sql::set_ending, outcome, on.run.id);
}

void Carrying::ended(db::Tx& tx, const bpmn::Record& record, const json::object& variables) {
    const auto on = of(tx, record);
    if (on.run.is_over()) return;
    auto run = on.run;
    if (const auto* chosen = variables.if_contains("outcome"); run.ending.empty() && chosen != nullptr && chosen->is_string())
        run.ending = std::string(chosen->as_string());
    run.state = RunState::ended;
    run.ended_at = tx.now();
    task_store::save(tx, run);
    if (on.the_case.state == cases::State::open && !run.ending.empty()) must(cases::finish_case(tx, on.the_case.id, run.ending));
}

void Carrying::rested(db::Tx& tx, const bpmn::Record& record) {
    const auto on = of(tx, record);
    if (on.run.state == RunState::resting) tx.run(sql::put_to_rest, on.run.id);
    if (on.run.state == RunState::running) must(follow_the_work(tx, on));
}

}  // namespace casework
