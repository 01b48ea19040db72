#include "casework/map_moves.h"

#include "casework/carrying.h"
#include "casework/events.h"
#include "casework/queries.h"
#include "casework/standing_in.h"
#include "catalogue/stages.h"
#include "clocks/clocks.h"
#include "jobs/kinds.h"
#include "journal/journal.h"

#include <boost/json.hpp>

#include <algorithm>
#include <set>

namespace casework {
namespace {

using access::Permission;

constexpr int in_a_batch = 25;

/// Two versions of a service's map, made ready.
struct Versions {
    catalogue::DefinitionPtr from, to;
    CaseMapPtr old_map, new_map;
    bpmn::ModelId model;
    std::shared_ptr<const bpmn::Plan> old_plan, new_plan;
};

Result<Versions> versions_of(db::Tx& tx, const std::string& service, std::int64_t from, std::int64_t to) {
    Versions both;
    both.from = TRY(catalogue::find_version(tx, service, from));
    both.to = TRY(catalogue::find_version(tx, service, to));
    if (both.from->process.empty() || both.to->process.empty()) return refuse(Kind::conflict, "casework.move_no_map");
    both.old_map = TRY(CaseMap::of(*both.from));
    both.new_map = TRY(CaseMap::of(*both.to));
    const auto old_model = TRY(model_of(tx, *both.from));
    both.model = TRY(model_of(tx, *both.to));
    both.old_plan = TRY(engine().plan(tx, old_model));
    both.new_plan = TRY(engine().plan(tx, both.model));
    return both;
}

std::string shown_name(const Versions& both, const std::string& element) {
    for (const auto& map : {both.old_map, both.new_map})
        if (const auto name = map->name(element); !name.empty()) return std::string(name);
    return element;
}

/// A case keeps the version of its service that it was asked under: it cannot end with what that one does not know.
bool can_end(const Versions& both, const catalogue::Definition& asked) {
    const auto elements = both.new_map->model().elements();
    return std::ranges::all_of(elements, [&](const bpmn::Element* element) {
        const auto& outcome = element->attribute_of(own_attributes, "outcome");
        return outcome.empty() || !asked.outcome_label(outcome).empty();
    });
}

Result<std::vector<WhyNot>> why_not(db::Tx& tx, const Versions& both, const Run& run, const ElementMap& mapping) {
    std::vector<WhyNot> reasons;
    const auto losses = TRY(engine().check_move(tx, run.instance, both.model, mapping));
    for (const auto& loss : losses) reasons.push_back({loss.element, loss.reason});
    const auto c = TRY(cases::case_on_course(tx, run.case_id));
    const auto asked = TRY(catalogue::find_version(tx, c.service, c.service_version));
    if (!can_end(both, *asked)) reasons.push_back({"", "casework.move_outcome"});
    return reasons;
}

std::vector<RunId> runs_on(db::Tx& tx, const std::string& service, std::int64_t version, RunId after, int most) {
    std::vector<RunId> all;
    for (const auto row : tx.query(sql::runs_on_version, service, version, after, most)) all.push_back(row.get<RunId>(0));
    return all;
}

std::string renamed(const ElementMap& mapping, const std::string& element) {
    const auto found = mapping.find(element);
    return found == mapping.end() ? element : found->second;
}

/// Sorts of elements that one chooses between: an element becomes one of its own sort.
std::vector<std::pair<std::string, std::string>> choices_for(const Versions& both, bpmn::NodeKind kind) {
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& node : both.new_plan->nodes)
        if (node.kind == kind) all.emplace_back(node.id, node.name.empty() ? node.id : node.name);
    return all;
}

/// "Assess → Clear": the way between two elements, where a token waits at a join.
std::string way_shown(const bpmn::Plan& plan, const bpmn::Flow& flow) {
    const auto end = [&](bpmn::NodeIndex index) { return plan.at(index).name.empty() ? plan.at(index).id : plan.at(index).name; };
    return end(flow.source) + " → " + end(flow.target);
}

std::optional<Pair> pair_of_ways(const Versions& both, const std::string& element, const ElementMap& mapping) {
    const auto index = both.old_plan->find_flow(element);
    if (index == bpmn::nowhere) return std::nullopt;
    Pair pair{.element = element, .name = way_shown(*both.old_plan, both.old_plan->flow(index)), .becomes = {}, .choices = {}};
    for (const auto& flow : both.new_plan->flows) pair.choices.emplace_back(flow.id, way_shown(*both.new_plan, flow));
    if (const auto wanted = renamed(mapping, element); both.new_plan->find_flow(wanted) != bpmn::nowhere) pair.becomes = wanted;
    return pair;
}

std::optional<Pair> pair_of(const Versions& both, const std::string& element, const ElementMap& mapping, std::int64_t cases) {
    const auto index = both.old_plan->find(element);
    if (index == bpmn::nowhere) return pair_of_ways(both, element, mapping);
    if (both.old_plan->at(index).kind == bpmn::NodeKind::process) return std::nullopt;
    Pair pair{.element = element, .name = shown_name(both, element), .becomes = {}, .cases = cases, .choices = choices_for(both, both.old_plan->at(index).kind)};
    const auto wanted = renamed(mapping, element);
    if (std::ranges::any_of(pair.choices, [&](const auto& choice) { return choice.first == wanted; })) pair.becomes = wanted;
    return pair;
}

/// What is under way or waited for, each element once.
std::set<std::string> elements_of(const bpmn::Position& position) {
    std::set<std::string> elements;
    for (const auto& each : position.standing) elements.insert(each.element);
    for (const auto& wait : position.waits) elements.insert(wait.element);
    return elements;
}

/// An open task is done as the new map says; another team only where the new map says another one, and by another where it wants a skill that the
/// old one did not.
Result<void> fit_task(db::Tx& tx, const Versions& both, const ElementMap& mapping, const Task& task) {
    const auto element = renamed(mapping, task.element);
    const auto before = both.old_map->duty(task.element), duty = both.new_map->duty(element);
    const bool is_over = task.state == TaskState::done || task.state == TaskState::dropped;
    if (is_over) {
        if (element != task.element)
            tx.run(sql::fit_task, element, task.name, task.team, task.skill, task.form, std::int64_t{task.in_the_field}, task.owner, task.id);
        return {};
    }
    auto team = task.team;
    const bool wants_another_skill = duty.skill != before.skill && !access::holds_skill(tx, task.owner, duty.skill);
    auto owner = wants_another_skill ? access::StaffId{} : task.owner;
    if (!duty.skill.empty()) access::know_skill(tx, duty.skill);
    if (duty.team != before.team) {
        const auto c = TRY(cases::case_on_course(tx, task.case_id));
        const auto named = duty.team.empty() ? std::nullopt : access::find_team_by_name(tx, duty.team);
        team = named ? named->id : c.team;
        if (team != task.team) owner = {};
    }
    tx.run(sql::fit_task, element, duty.name.empty() ? task.name : duty.name, team, duty.skill, duty.form, std::int64_t{duty.in_the_field}, owner, task.id);
    if (team == task.team && owner == task.owner) return {};
    keep_instead(tx, task.id, {});
    journal::announce(tx, TaskGiven{task.case_id, task.id, task.team, team, task.owner, owner});
    return {};
}

/// The engine tells of no wait that was there before: the new map says whether the case stands still where it waits.
Result<void> pause_as_it_stands(db::Tx& tx, const Versions& both, const Run& run) {
    const auto position = TRY(engine().position(tx, run.instance));
    for (const auto& wait : position.waits)
        if (const auto reason = both.new_map->attribute(wait.element, "pause"); !reason.empty()) return clocks::pause_on_map(tx, run.case_id, reason);
    return clocks::resume_on_map(tx, run.case_id);
}

Result<void> move_run(db::Tx& tx, const MapMove& move, const Versions& both, const Run& run) {
    const auto tasks = task_store::of_case(tx, run.case_id);
    tx.run(sql::set_version, move.to, run.id);
    for (const auto& task : tasks)
        if (task.run == run.id) TRY(fit_task(tx, both, move.mapping, task));
    TRY(engine().move(tx, run.instance, both.model, move.mapping));
    TRY(pause_as_it_stands(tx, both, run));
    journal::announce(tx, CaseMapMoved{run.case_id, move.id, move.from, move.to});
    return {};
}

std::string json_of(const ElementMap& mapping) {
    boost::json::object object;
    for (const auto& [from, to] : mapping) object[from] = to;
    return boost::json::serialize(object);
}

ElementMap mapping_from(const std::string& text) {
    ElementMap mapping;
    boost::system::error_code error;
    const auto value = boost::json::parse(text, error);
    if (!error && value.is_object())
        for (const auto& [from, to] : value.get_object())
            if (to.is_string()) mapping.emplace(std::string(from), std::string(to.get_string()));
    return mapping;
}

std::string json_of(const std::vector<WhyNot>& reasons) {
    boost::json::array all;
    for (const auto& why : reasons) all.push_back({why.element, why.reason});
    return boost::json::serialize(all);
}

std::vector<WhyNot> reasons_from(const std::string& text) {
    std::vector<WhyNot> reasons;
    boost::system::error_code error;
    const auto value = boost::json::parse(text, error);
    if (error || !value.is_array()) return reasons;
    for (const auto& each : value.get_array())
        if (each.is_array() && each.get_array().size() == 2) reasons.push_back({std::string(each.get_array()[0].as_string()), std::string(each.get_array()[1].as_string())});
    return reasons;
}

MapMove move_from(const db::Row& row) {
    return {.id = row.get<MapMoveId>(0),
            .service = row.get<std::string>(1),
            .from = row.get<std::int64_t>(2),
            .to = row.get<std::int64_t>(3),
            .mapping = mapping_from(row.get<std::string>(4)),
            .begun_at = row.get<Instant>(5),
            .begun_by = row.get<std::string>(6),
            .ended_at = row.get<std::optional<Instant>>(7),
            .moved = row.get<std::int64_t>(8),
            .refused = row.get<std::int64_t>(9),
            .after = row.get<RunId>(10)};
}

std::optional<MapMove> move_by_id(db::Tx& tx, MapMoveId id) {
    for (const auto row : tx.query(sql::find_move, id)) return move_from(row);
    return std::nullopt;
}

void name_elements(const Versions& both, std::vector<WhyNot>& reasons) {
    for (auto& why : reasons)
        if (!why.element.empty()) why.element = shown_name(both, why.element);
}

}  // namespace

Result<std::vector<OnVersion>> cases_by_version(db::Tx& tx, const access::Actor& who) {
    TRY(access::require(who, Permission::publish_service));
    std::vector<OnVersion> all;
    for (const auto row : tx.query(sql::count_by_version)) all.push_back({.service = row.get<std::string>(0), .version = row.get<std::int64_t>(1), .cases = row.get<std::int64_t>(2)});
    for (auto& on : all) {
        const auto live = catalogue::find_newest(tx, on.service);
        on.live = on.version;
        if (on.version == catalogue::pilot_of(tx, on.service)) continue;  // it is tried out, and stays
        on.live = live ? (*live)->version : on.version;
        const auto own = catalogue::find_version(tx, on.service, on.version);
        on.same_map = live && own && (*live)->process == (*own)->process;
    }
    return all;
}

Result<MoveCheck> check_moves(db::Tx& tx, const access::Actor& who, const std::string& service, std::int64_t from, const ElementMap& mapping) {
    TRY(access::require(who, Permission::publish_service));
    const auto live = TRY(catalogue::find_newest(tx, service));
    if (live->version == from) return refuse(Kind::conflict, "casework.move_newest");
    const auto both = TRY(versions_of(tx, service, from, live->version));
    MoveCheck check{.from = from, .to = live->version, .pairs = {}, .refused = {}};
    std::map<std::string, std::int64_t> standing;
    auto runs = runs_on(tx, service, from, {}, most_checked + 1);
    if (runs.empty()) return refuse(Kind::not_found, "casework.move_nothing");
    check.more = runs.size() > most_checked;
    if (check.more) runs.pop_back();
    for (const auto id : runs) {
        const auto run = task_store::find_run(tx, id);
        if (!run) continue;
        ++check.looked_at;
        const auto position = TRY(engine().position(tx, run->instance));
        for (const auto& element : elements_of(position)) ++standing[element];
        auto reasons = TRY(why_not(tx, both, *run, mapping));
        for (const auto& why : reasons) standing.try_emplace(why.element, 0);
        if (reasons.empty())
            ++check.can_go;
        else if (check.refused.size() < most_told) {
            name_elements(both, reasons);
            check.refused.push_back({run->case_id, std::move(reasons)});
        }
    }
    for (const auto& [element, cases] : standing)
        if (auto pair = pair_of(both, element, mapping, cases)) check.pairs.push_back(*std::move(pair));
    return check;
}

Result<MapMoveId> begin_move(db::Tx& tx, const access::Actor& who, const std::string& service, std::int64_t from, const ElementMap& mapping) {
    TRY(access::require(who, Permission::publish_service));
    const auto live = TRY(catalogue::find_newest(tx, service));
    if (live->version == from) return refuse(Kind::conflict, "casework.move_newest");
    TRY(versions_of(tx, service, from, live->version));
    if (runs_on(tx, service, from, {}, 1).empty()) return refuse(Kind::not_found, "casework.move_nothing");
    if (tx.find<MapMoveId>(sql::moves_under_way, service)) return refuse(Kind::conflict, "casework.move_under_way");
    const auto id = tx.new_id<MapMoveId>();
    tx.run(sql::add_move, id, service, from, live->version, json_of(mapping), tx.now(), who.journal_name());
    journal::announce(tx, MapMoveBegun{id, service, from, live->version});
    jobs::schedule(tx, {.kind = std::string(moving_kind), .key = to_string(id)});
    return id;
}

Result<MapMove> find_move(db::Tx& tx, const access::Actor& who, MapMoveId id) {
    TRY(access::require(who, Permission::publish_service));
    auto found = move_by_id(tx, id);
    if (!found) return refuse(Kind::not_found, "casework.no_such_move");
    return *std::move(found);
}

std::vector<MapMove> newest_moves(db::Tx& tx, const access::Actor& who, int limit) {
    std::vector<MapMove> all;
    if (!who.may(Permission::publish_service)) return all;
    for (const auto row : tx.query(sql::newest_moves, limit)) all.push_back(move_from(row));
    return all;
}

std::vector<Refused> refused_by(db::Tx& tx, MapMoveId id) {
    std::vector<Refused> all;
    for (const auto row : tx.query(sql::move_refused, id, static_cast<std::int64_t>(most_told))) all.push_back({row.get<cases::CaseId>(0), reasons_from(row.get<std::string>(1))});
    return all;
}

Result<bool> move_some(db::Tx& tx, MapMoveId id, int most) {
    auto move = move_by_id(tx, id);
    if (!move || move->ended_at) return false;
    const auto both = TRY(versions_of(tx, move->service, move->from, move->to));
    const auto runs = runs_on(tx, move->service, move->from, move->after, most);
    for (const auto run_id : runs) {
        move->after = run_id;
        const auto run = task_store::find_run(tx, run_id);
        if (!run) continue;
        auto reasons = TRY(why_not(tx, both, *run, move->mapping));
        if (reasons.empty()) {
            TRY(move_run(tx, *move, both, *run));
            ++move->moved;
        } else {
            name_elements(both, reasons);
            tx.run(sql::add_move_refused, move->id, run->case_id, json_of(reasons));
            ++move->refused;
        }
    }
    const bool goes_on = static_cast<int>(runs.size()) == most;
    if (!goes_on) {
        move->ended_at = tx.now();
        journal::announce(tx, MapMoveEnded{move->id, move->service, move->from, move->to, move->moved, move->refused});
    }
    tx.run(sql::save_move, move->moved, move->refused, move->after, move->ended_at, move->id);
    return goes_on;
}

Result<void> carry_on_moving(const jobs::Running& job) {
    const auto id = parse_id<MapMoveId>(job.key());
    if (!id) return refuse(Kind::invalid, "casework.no_such_move", job.key());
    bool goes_on = false;
    TRY(job.finish([&](db::Tx& tx) -> Result<void> {
        goes_on = TRY(move_some(tx, *id, in_a_batch));
        if (goes_on) jobs::schedule(tx, {.kind = std::string(moving_kind), .key = job.key()});
        return {};
    }));
    if (goes_on) jobs::wake(job.database());
    return {};
}

}  // namespace casework
