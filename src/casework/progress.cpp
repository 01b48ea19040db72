#include "casework/progress.h"

#include "base/shelf.h"
#include "bpmn/draw.h"
#include "casework/carrying.h"
#include "cases/cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace casework {
namespace {

/// What the facts of the process say: one stage for each time that an element was come to.
std::vector<Stage> stages_of(db::Tx& tx, const Run& run, const CaseMap& map) {
    std::vector<Stage> stages;
    std::map<std::pair<std::string, std::int64_t>, std::size_t> open;
    for (const auto& entry : engine().history(tx, run.instance)) {
        const auto key = std::pair(entry.element, entry.number);
        if (entry.kind == "bpmn.ElementStarted") {
            open[key] = stages.size();
            stages.push_back({.element = entry.element, .name = std::string(map.name(entry.element)), .plain = std::string(map.plain(entry.element)), .since = entry.at});
            continue;
        }
        const auto found = open.find(key);
        if (found == open.end()) continue;
        auto& stage = stages[found->second];
        if (entry.kind == "bpmn.ElementFailed") {
            stage.problem = entry.code;
            continue;
        }
        stage.until = entry.at;
        stage.dropped = entry.kind == "bpmn.ElementCancelled";
        stage.problem.clear();
        open.erase(found);
    }
    std::erase_if(stages, [&](const Stage& stage) { return stage.element == map.process().id(); });
    return stages;
}

std::map<std::string, bpmn::State> states_of(const std::vector<Stage>& stages) {
    std::map<std::string, bpmn::State> states;
    for (const auto& stage : stages) {
        if (stage.dropped) continue;
        states[stage.element] = !stage.problem.empty() ? bpmn::State::failed : stage.is_here() ? bpmn::State::here : bpmn::State::done;
    }
    return states;
}

html::Html drawn_anew(const CaseMap& map, std::map<std::string, bpmn::State> states) {
    return bpmn::draw(map.model(), {.title = std::string(map.process().name()), .states = std::move(states)});
}

}  // namespace

Result<std::optional<Progress>> place_on_map(db::Tx& tx, const cases::Case& c, const catalogue::DefinitionPtr& known) {
    auto run = task_store::newest_run(tx, c.id);
    if (!run) return std::nullopt;
    auto service = known;
    if (!service || service->version != run->map_version) {
        auto found = TRY(catalogue::find_version(tx, c.service, run->map_version));
        service = std::move(found);
    }
    auto map = TRY(CaseMap::of(*service));
    return Progress{.run = *std::move(run), .service = std::move(service), .map = std::move(map), .stages = {}};
}

void read_stages(db::Tx& tx, Progress& progress) { progress.stages = stages_of(tx, progress.run, *progress.map); }

bool is_stuck(db::Tx& tx, const Run& run) { return !run.is_over() && engine().has_incident(tx, run.instance); }

Result<std::optional<Progress>> progress_of(db::Tx& tx, const cases::Case& c) {
    auto progress = TRY(place_on_map(tx, c, nullptr));
    if (progress) read_stages(tx, *progress);
    return progress;
}

html::Html draw(const Progress& progress) {
    static base::Shelf<html::Html, 500> shelf;  // a map never changes, and cases stand at few places of it
    auto states = states_of(progress.stages);
    auto key = progress.map->key();
    for (const auto& [element, state] : states) key += fmt::format("\n{}={}", element, static_cast<int>(state));
    if (auto known = shelf.find(key)) return *std::move(known);
    auto drawing = drawn_anew(*progress.map, std::move(states));
    shelf.keep(key, drawing);
    return drawing;
}

const std::vector<std::string>& outline(const Progress& progress) { return progress.map->in_words(); }

Result<std::vector<PlainStage>> plain_progress(db::Tx& tx, const cases::Case& c) {
    std::vector<PlainStage> lines;
    const auto on = TRY(place_on_map(tx, c, nullptr));
    if (!on) return lines;
    for (const auto& run : task_store::runs_of(tx, c.id))
        for (const auto& stage : stages_of(tx, run, *on->map)) {
            if (stage.plain.empty() || stage.dropped) continue;
            if (!lines.empty() && lines.back().text == stage.plain)
                lines.back().is_here = lines.back().is_here || stage.is_here();
            else
                lines.push_back({stage.plain, stage.since, stage.is_here()});
        }
    return lines;
}

std::vector<cases::CaseId> stuck_cases(db::Tx& tx, const access::Actor& who, int limit) {
    std::vector<cases::CaseId> found;
    const auto scope = access::scope_of(who, access::Permission::read_case);
    if (scope.is_none()) return found;
    for (const auto instance : engine().with_incidents(tx)) {
        const auto record = engine().find(tx, instance);
        const auto run = record ? task_store::find_run(tx, parse_id<RunId>(record->owner).value_or(RunId{})) : std::nullopt;
        const auto c = run ? cases::case_on_course(tx, run->case_id) : Result<cases::Case>(refuse(Kind::not_found, "cases.no_such_case"));
        if (c && scope.allows(c->owned()) && std::ssize(found) < limit) found.push_back(c->id);
    }
    return found;
}

Result<void> try_again(db::Tx& tx, const access::Actor& who, cases::CaseId id, std::string_view element) {
    const auto c = TRY(cases::find_case(tx, who, id));
    TRY(access::require(who, access::Permission::work_case, c.owned()));
    const auto run = task_store::newest_run(tx, id);
    if (!run || run->is_over()) return refuse(Kind::conflict, "casework.not_stuck");
    const auto position = TRY(engine().position(tx, run->instance));
    for (const auto& each : position.standing)
        if (each.element == element && !each.incident.empty()) return engine().retry(tx, run->instance, each.number);
    return refuse(Kind::conflict, "casework.not_stuck");
}

}  // namespace casework
