// What becomes of a case when its map moves, and of the map when something becomes of the case.

#include "casework/carrying.h"

#include "cases/cases.h"
#include "casework/decisions.h"
#include "casework/errands.h"
#include "casework/events.h"
#include "casework/queries.h"
#include "casework/reminders.h"
#include "casework/standing_in.h"
#include "casework/variables.h"
#include "clocks/clocks.h"
#include "journal/journal.h"

#include <algorithm>

namespace casework {
namespace {

namespace json = boost::json;

/// Everything a step needs to know of the run it belongs to.
struct OnRun {
    Run run;
    cases::Case the_case;
    catalogue::DefinitionPtr service;
    CaseMapPtr map;
};

/// The same, for as long as one step lasts: whatever of it the step itself changes is forgotten.
struct RememberedRun final : bpmn::Remembered {
    RememberedRun(OnRun known, bool first) : on(std::move(known)), is_first(first) {}
    OnRun on;
    std::vector<Task> opened;  // by this step, in order
    bool is_first;             // of the run: it has no tasks but those
};

Result<OnRun> on_run(db::Tx& tx, RunId id) {
    auto run = task_store::find_run(tx, id);
    if (!run) return refuse(Kind::not_found, "cases.no_such_case");
    auto c = TRY(cases::case_on_course(tx, run->case_id));
    const auto service = TRY(catalogue::find_version(tx, c.service, run->map_version));
    const auto map = TRY(CaseMap::of(*service));
    return OnRun{*std::move(run), std::move(c), service, map};
}

/// Nothing else writes while a step tells what became of it, so what was read once stands until `forget`.
Result<RememberedRun*> of(db::Tx& tx, const bpmn::Record& record) {
    if (!record.remembered) {
        auto on = TRY(on_run(tx, parse_id<RunId>(record.owner).value_or(RunId{})));
        record.remembered = std::make_shared<RememberedRun>(std::move(on), false);
    }
    return static_cast<RememberedRun*>(record.remembered.get());
}

void forget(const bpmn::Record& record) { record.remembered.reset(); }

std::optional<Run> running(db::Tx& tx, cases::CaseId id) {
    auto run = task_store::newest_run(tx, id);
    if (!run || run->is_over()) return std::nullopt;
    return run;
}

/// The team of a task; without a name whichever has the case.
access::TeamId team_of(db::Tx& tx, const OnRun& on, const std::string& name) {
    if (const auto team = name.empty() ? std::nullopt : access::find_team_by_name(tx, name)) return team->id;
    return on.the_case.team;
}

/// A task of the case's own team begins with whoever has the case; so does the first task of a run, wherever it is. Else the first of a run after
/// the first begins with whoever of that team did the last one: they know what they left. Nobody where none of them may do it.
access::StaffId first_owner(db::Tx& tx, const RememberedRun& step, const Task& task) {
    const auto& on = step.on;
    const auto others = step.is_first && on.run.number == 1 ? step.opened : task_store::of_case(tx, on.the_case.id);
    const bool is_first = std::ranges::none_of(others, [&](const Task& other) { return other.run == on.run.id; });
    const auto has_it = on.the_case.owner;
    if ((is_first || task.team == on.the_case.team) && is_able(tx, has_it, task) && !is_kept_from(tx, *on.map, task, has_it)) return has_it;
    if (!is_first) return {};
    access::StaffId last;
    for (const auto& other : others)
        if (other.state == TaskState::done && other.team == task.team) last = other.done_by;
    return is_able(tx, last, task) ? last : access::StaffId{};
}

Result<void> drop(db::Tx& tx, Task& task) {
    task.drop(tx.now());
    TRY(task_store::save(tx, task));
    journal::announce(tx, TaskDropped{task.case_id, task.id, task.element, task.team});
    return {};
}

/// Who did the step that is under way; 0: nobody of the staff.
access::StaffId doer(const db::Tx& tx) {
    constexpr std::string_view staff = "staff:";
    const std::string_view actor = tx.actor();
    return actor.starts_with(staff) ? parse_id<access::StaffId>(actor.substr(staff.size())).value_or(access::StaffId{}) : access::StaffId{};
}

Result<void> finish_with(db::Tx& tx, const OnRun& on, const std::string& outcome) {
    if (on.service->outcome_label(outcome).empty()) return refuse(Kind::invalid, "casework.map", on.the_case.service + " has no outcome " + outcome);
    TRY(cases::finish_case(tx, on.the_case.id, outcome, doer(tx)));
    return {};
}

/// The element that waits under that number; nothing where none does any more.
Result<std::optional<std::string>> element_waiting(db::Tx& tx, const OnRun& on, std::int64_t wait) {
    const auto position = TRY(engine().position(tx, on.run.instance));
    for (const auto& each : position.waits)
        if (each.id.number == wait) return std::optional(each.element);
    return std::optional<std::string>();
}

/// What was handed to back offices and nobody waits for now: taken back where it has not left yet.
void give_up_errands(db::Tx& tx, RunId run) {
    for (const auto errand : errands_of(tx, run)) {
        (void)connectors::take_back(tx, errand);
        settle(tx, errand);
    }
}

/// The task with which the map would come to its end, where nothing else is open.
std::optional<Task> last_task(db::Tx& tx, const OnRun& on) {
    auto open = task_store::open_of(tx, on.run.id);
    if (open.size() != 1 || !on.map->duty(open.front().element).closes) return std::nullopt;
    return std::move(open.front());
}

/// Whatever is still to be done on the run is done no more.
Result<void> cancel(db::Tx& tx, Run run) {
    run.state = RunState::ended;
    run.ended_at = tx.now();
    run.ending = "dropped";
    task_store::save(tx, run);
    give_up_errands(tx, run.id);
    return engine().cancel(tx, run.instance);
}

/// What somebody else must look over is not ended by closing the case by hand either: that too is for somebody else.
Result<void> require_other_eyes_to_close(db::Tx& tx, const OnRun& on, access::StaffId by) {
    for (const auto& task : task_store::open_of(tx, on.run.id))
        if (is_kept_from(tx, *on.map, task, by)) return refuse(Kind::not_allowed, "casework.four_eyes_closing");
    return {};
}

/// Ends the run of a case that was ended by hand, which is for others to do where an open task is for others.
Result<void> end_by_hand(db::Tx& tx, const OnRun& on, access::StaffId by, bool done) {
    TRY(require_other_eyes_to_close(tx, on, by));
    if (auto task = done ? last_task(tx, on) : std::nullopt) {
        TRY(task->finish(on.the_case.closed_by, {}, {}, tx.now()));
        TRY(task_store::save(tx, *task));
        journal::announce(tx, TaskFinished{task->case_id, task->id, task->element, task->team, task->done_by, task->due_at});
        TRY(engine().complete(tx, {on.run.instance, static_cast<bpmn::WaitNumber>(task->wait)}, {{"outcome", on.the_case.outcome}}));
        const auto after = task_store::find_run(tx, on.run.id);
        return after && !after->is_over() ? cancel(tx, *after) : Result<void>{};
    }
    return cancel(tx, on.run);
}

/// The clocks of a case that left the last place on its map at which they stand still.
Result<void> go_on_after(db::Tx& tx, const bpmn::Record& record, const bpmn::Node& node, const bpmn::OpenWait& left) {
    const auto* step = TRY(of(tx, record));
    const auto& on = step->on;
    if (on.map->attribute(node.id, "pause").empty()) return {};
    const auto position = TRY(engine().position(tx, on.run.instance));
    if (std::ranges::any_of(position.waits, [&](const auto& each) { return each.id.number != left.id.number && !on.map->attribute(each.element, "pause").empty(); })) return {};
    TRY(clocks::resume_on_map(tx, on.the_case.id));
    forget(record);
    return {};
}

}  // namespace

Carrying& Carrying::the() {
    static Carrying carrying;
    return carrying;
}

bpmn::Engine& engine() { return Carrying::the().engine(); }

Result<catalogue::DefinitionPtr> service_behind(db::Tx& tx, const Task& task) {
    const auto run = task_store::find_run(tx, task.run);
    if (!run) return refuse(Kind::not_found, "casework.no_such_task");
    return catalogue::find_version(tx, task.service, run->map_version);
}

Result<bpmn::ModelId> model_of(db::Tx& tx, const catalogue::Definition& service) {
    if (const auto known = tx.find<bpmn::ModelId>(sql::find_model, service.code, service.version)) return *known;
    const auto model = TRY(engine().deploy(tx, service.process));
    tx.run(sql::add_model, service.code, service.version, model);  // the same model, where another was quicker
    return model;
}

Result<void> begin(db::Tx& tx, const cases::Case& c, const catalogue::Definition& service, json::object variables, bool is_new) {
    if (service.process.empty()) return {};
    const auto map = TRY(CaseMap::of(service));
    const auto model = TRY(model_of(tx, service));
    const auto before = is_new ? std::nullopt : task_store::newest_run(tx, c.id);
    const Run run{.id = tx.new_id<RunId>(), .case_id = c.id, .number = before ? before->number + 1 : 1, .instance = tx.new_id<bpmn::InstanceId>(),
                  .map_version = service.version, .began_at = tx.now(), .service = c.service};
    task_store::add(tx, run);
    // The service is the caller's, and outlives the step.
    auto known = std::make_shared<RememberedRun>(OnRun{run, c, catalogue::DefinitionPtr(catalogue::DefinitionPtr{}, &service), map}, true);
    TRY(engine().start(tx, model, map->process().id(), std::move(variables), to_string(run.id), {.id = run.instance, .remembered = std::move(known)}));
    return {};
}

Result<void> carry_on(db::Tx& tx, RunId id, std::int64_t wait, json::object answer) {
    const auto on = TRY(on_run(tx, id));
    if (on.run.is_over()) return {};
    const auto element = TRY(element_waiting(tx, on, wait));
    if (!element) return {};
    const auto into = std::string(on.map->attribute(*element, "into"));
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
    return begin(tx, c, service, variables_of(c, request, service), true);
}

Result<void> Carrying::closed(db::Tx& tx, const cases::Case& c) const {
    const auto run = running(tx, c.id);
    if (!run) return {};
    const auto on = TRY(on_run(tx, run->id));
    return end_by_hand(tx, on, c.closed_by, c.outcome != cases::withdrawn_outcome);
}

Result<void> Carrying::reopened(db::Tx& tx, const cases::Case& c, std::string_view reason) const {
    if (running(tx, c.id)) return {};
    const auto request = cases::first_live_request(tx, c.id);
    if (!request) return {};
    const auto before = task_store::newest_run(tx, c.id);
    const auto service = TRY(catalogue::find_version(tx, c.service, before ? before->map_version : c.service_version));
    auto variables = variables_of(c, *request, *service);
    variables["reopened"] = true;
    variables["reason"] = std::string(reason);
    variables["times"] = before ? before->number : 0;
    variables["before"] = before ? before->ending : "";
    return begin(tx, c, *service, std::move(variables), false);
}

Result<void> Carrying::moved(db::Tx& tx, const cases::Case& c) const {
    const auto run = running(tx, c.id);
    if (!run) return {};
    const auto on = TRY(on_run(tx, run->id));
    for (auto& task : task_store::open_of(tx, run->id)) {
        const bool is_with_the_case = on.map->duty(task.element).team.empty();  // a task of a team of its own stays there
        if (!is_with_the_case && task.team != c.team) continue;
        const auto from_team = task.team;
        const auto from = task.owner;
        const auto fits_to = [&](access::StaffId staff) { return access::holds_skill(tx, staff, task.skill) && !is_kept_from(tx, *on.map, task, staff); };
        const bool fits = fits_to(c.owner);
        if (!fits && from_team == c.team && from && fits_to(from)) continue;  // it stays with who can do it
        const auto to = fits ? receiver_of(tx, *on.map, task, c.owner) : Receiver{};
        if (from_team == c.team && from == to.owner) continue;
        TRY(task.pass_to(c.team, c.owner));
        task.owner = to.owner;
        TRY(task_store::save(tx, task));
        keep_instead(tx, task.id, to);
        journal::announce(tx, TaskGiven{task.case_id, task.id, from_team, task.team, from, task.owner, to.instead ? to.instead->staff : access::StaffId{}, {}});
    }
    return {};
}

Result<void> Carrying::promised(db::Tx& tx, const cases::Case& c, Instant before) const {
    if (const auto run = running(tx, c.id)) tx.run(sql::move_deadlines, c.due_at, run->id, before);
    return {};
}

Result<void> Carrying::passed_on(db::Tx& tx, const cases::Case& c) const {
    const auto run = running(tx, c.id);
    if (!run) return {};
    const auto on = TRY(on_run(tx, run->id));
    return end_by_hand(tx, on, doer(tx), false);
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
    if (!run) return {};
    if (run->state == RunState::resting) {
        run->state = RunState::running;
        task_store::save(tx, *run);
        tx.run(sql::wake_up, run->id);
        return {};
    }
    // Its map came to the end meanwhile: so does the case, or it begins anew.
    const auto on = TRY(on_run(tx, run->id));
    if (!on.service->outcome_label(run->ending).empty()) return finish_with(tx, on, run->ending);
    return reopened(tx, c, "other");
}

// ---- what the engine asks and tells ----------------------------------------------------------------------------------------------------

bpmn::Performed Carrying::perform(db::Tx& tx, const bpmn::Record& record, const bpmn::WaitId& wait, const bpmn::Work& work) {
    const auto broken = [](const Refusal& why) { return bpmn::Performed::broken(why.key, why.log); };
    const auto found = of(tx, record);
    if (!found) return broken(found.error());
    const auto& on = (*found)->on;
    const auto& element = work.node.id;
    const auto attribute = [&](std::string_view name) { return std::string(on.map->attribute(element, name)); };
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
            const auto errand = hand_over(tx, *on.map, *on.service, on.run, element, wait.number, words_from(attribute("words"), work.names));
            return errand ? bpmn::Performed::later() : broken(errand.error());
        }
        case bpmn::NodeKind::send_task: {
            const auto written = cases::write_letter(tx, on.the_case.id, attribute("letter"), words_from(attribute("words"), work.names));
            return written ? bpmn::Performed::done() : broken(written.error());
        }
        default: return bpmn::Performed::broken("casework.map", "nothing here carries out " + element);
    }
}

Result<void> Carrying::opened(db::Tx& tx, const bpmn::Record& record, const bpmn::Node& node, const bpmn::OpenWait& wait) {
    auto* step = TRY(of(tx, record));
    if (const auto reason = step->on.map->attribute(node.id, "pause"); !reason.empty()) {
        TRY(clocks::pause_on_map(tx, step->on.the_case.id, reason));
        forget(record);
        step = TRY(of(tx, record));
    }
    if (wait.kind != bpmn::WaitKind::user) return {};
    const auto& on = step->on;
    const auto duty = on.map->duty(node.id);
    const auto due = duty.within_working_days > 0 ? places::calendar_of(tx).due(tx.now(), static_cast<int>(duty.within_working_days)) : on.the_case.due_at;
    Task task{.id = tx.new_id<TaskId>(),
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
    if (!task.skill.empty()) access::know_skill(tx, task.skill);
    const auto to = receiver_of(tx, *on.map, task, first_owner(tx, *step, task));
    task.owner = to.owner;
    task_store::add(tx, task);
    keep_instead(tx, task.id, to);
    journal::announce(tx, TaskOpened{task.case_id, task.id, task.element, task.team, task.due_at});
    step->opened.push_back(std::move(task));
    return {};
}

Result<void> Carrying::closed(db::Tx& tx, const bpmn::Record& record, const bpmn::Node& node, const bpmn::OpenWait& wait) {
    TRY(go_on_after(tx, record, node, wait));
    if (wait.kind != bpmn::WaitKind::user) return {};
    auto task = task_store::at(tx, parse_id<RunId>(record.owner).value_or(RunId{}), wait.id.number);
    if (task && (task->state == TaskState::open || task->state == TaskState::resting)) return drop(tx, *task);
    return {};
}

Result<void> Carrying::moved(db::Tx& tx, const bpmn::Record& record, const bpmn::Node& node, const bpmn::Transition& transition) {
    const bool ends = node.kind == bpmn::NodeKind::end_event && transition.phase == bpmn::Phase::completed;
    if (!ends && transition.phase != bpmn::Phase::failed) return {};
    auto* step = TRY(of(tx, record));
    auto& on = step->on;
    if (transition.phase == bpmn::Phase::failed) {
        journal::announce(tx, MapStuck{on.the_case.id, node.id, transition.code});
    } else if (const auto outcome = on.map->attribute(node.id, "outcome"); !outcome.empty()) {
        on.run.ending = std::string(outcome);
        tx.run(sql::set_ending, outcome, on.run.id);
    }
    return {};
}

Result<void> Carrying::ended(db::Tx& tx, const bpmn::Record& record, const json::object& variables) {
    const auto* step = TRY(of(tx, record));
    const auto on = step->on;
    forget(record);
    if (on.run.is_over()) return {};
    auto run = on.run;
    if (const auto* chosen = variables.if_contains("outcome"); run.ending.empty() && chosen != nullptr && chosen->is_string())
        run.ending = std::string(chosen->as_string());
    run.state = RunState::ended;
    run.ended_at = tx.now();
    task_store::save(tx, run);
    give_up_errands(tx, run.id);
    if (on.the_case.state == cases::State::closed) return {};
    if (!run.ending.empty()) {
        set_reminder(tx, *on.map, on.the_case.id, run.ending, variables);
        return finish_with(tx, on, run.ending);
    }
    journal::announce(tx, MapStuck{on.the_case.id, record.process, "casework.no_outcome"});
    return {};
}

Result<void> Carrying::rested(db::Tx& tx, const bpmn::Record& record) {
    const auto* step = TRY(of(tx, record));
    if (step->on.run.state == RunState::resting) tx.run(sql::put_to_rest, step->on.run.id);
    return {};
}

}  // namespace casework
