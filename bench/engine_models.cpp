// The same models that bench/engine.mjs gives to npm's bpmn-engine.

#include "bpmn/read.h"
#include "engine_house.h"
#include "figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <fstream>
#include <set>
#include <span>
#include <sstream>

namespace bench {
namespace {

constexpr std::size_t instances = 2000, at_a_time = 100;

/// The user tasks that each instance waits at.
using Waits = std::vector<std::deque<bpmn::WaitId>>;
using Opened = std::vector<std::vector<bpmn::WaitId>>;

/// What `fn` opened for each of so many instances from `first` on, in one transaction; like all in one, it may be run again.
template <class F>
void together(EngineHouse& house, Waits& all, std::size_t first, std::size_t count, F&& fn) {
    const auto opened = house.write([&](db::Tx& tx) -> Result<Opened> {
        Opened each(count);
        for (std::size_t i = 0; i < count; ++i) {
            auto waits = TRY(fn(tx, all[first + i]));
            each[i] = std::move(waits);
        }
        return each;
    });
    for (std::size_t i = 0; i < count; ++i) {
        auto& waits = all[first + i];
        if (!waits.empty()) waits.pop_front();
        waits.insert(waits.end(), opened[i].begin(), opened[i].end());
    }
}

Waits begin_all(EngineHouse& house, bpmn::ModelId model) {
    Waits all(instances);
    for (std::size_t i = 0; i < instances; i += at_a_time)
        together(house, all, i, at_a_time, [&](db::Tx& tx, const auto&) { return house.begin(tx, model); });
    return all;
}

/// Answers each instance's tasks in turns until all have ended, so many to a commit. How many answers.
int answer_all(EngineHouse& house, Waits all, std::size_t at_once) {
    int steps = 0;
    const auto is_open = [](const auto& waits) { return !waits.empty(); };
    while (std::ranges::any_of(all, is_open))
        for (std::size_t i = 0; i < all.size(); i += at_once) {
            const auto batch = std::span(all).subspan(i, at_once);
            const auto open = std::ranges::count_if(batch, is_open);
            if (open == 0) continue;
            steps += static_cast<int>(open);
            together(house, all, i, at_once, [&](db::Tx& tx, const auto& waits) {
                return waits.empty() ? Result<std::vector<bpmn::WaitId>>{} : house.complete(tx, waits.front());
            });
        }
    return steps;
}

class DoneAtOnce : public bpmn::Performer {
    bpmn::Performed perform(const bpmn::Work&) override { return bpmn::Performed::done(); }
};

/// Instances as values in memory, as bpmn-engine has them.
double core_step(const bpmn::Plan& plan, Instant now) {
    DoneAtOnce performer;
    std::vector<bpmn::Instance> all(instances);
    const auto advance = [&](bpmn::Instance& instance, const bpmn::Stimulus& stimulus) {
        if (const auto step = bpmn::advance(plan, instance, stimulus, performer, now); !step)
            throw std::runtime_error(step.error().key);
    };
    for (auto& each : all) advance(each, bpmn::Begin{plan.processes.front(), bpmn::nowhere, usual_variables()});
    int steps = 0;
    const auto from = cpu_seconds();
    for (bool more = true; more;) {
        more = false;
        for (auto& each : all) {
            if (each.waits.empty()) continue;
            advance(each, bpmn::Answer{each.waits.begin()->first, {{"note", "looked at"}}});
            more = true;
            ++steps;
        }
    }
    return (cpu_seconds() - from) * 1000 / steps;
}

void measure_model(EngineHouse& house, const std::string& name, const std::string& document) {
    const auto figure = [&](const char* what, double value, const char* unit, const char* method) {
        print_figure("engine." + name + "." + what, value, unit, method, fmt::format("{} instances", instances));
    };
    tell("engine: " + name);
    const auto model = house.deploy(document);
    answer_all(house, begin_all(house, model), at_a_time);  // every statement has been prepared
    const auto memory = resident_megabytes(), file = house.file_bytes(), from = cpu_seconds();
    auto waiting = begin_all(house, model);
    figure("begin", (cpu_seconds() - from) * 1000 / instances, "ms CPU", "an instance begun until it rests; durable, 100 to a commit");
    figure("memory", (resident_megabytes() - memory) * 1000 / instances, "kB", "resident memory for each instance that waits");
    figure("file", (house.file_bytes() - file) / 1000 / instances, "kB", "by which the database grows for each, with its facts");
    auto before = cpu_seconds();
    int steps = answer_all(house, std::move(waiting), at_a_time);
    figure("steps", static_cast<double>(steps) / double{instances}, "steps", "answers from outside until an instance has ended");
    figure("step", (cpu_seconds() - before) * 1000 / steps, "ms CPU", "a task answered until the instance rests; durable with its facts, 100 to a commit");
    waiting = begin_all(house, model);
    before = cpu_seconds();
    steps = answer_all(house, std::move(waiting), 1);
    figure("step_alone", (cpu_seconds() - before) * 1000 / steps, "ms CPU", "the same, each in a durable commit of its own");
    const auto plan = house.write([&](db::Tx& tx) { return house.engine.plan(tx, model); });
    figure("step_core", core_step(*plan, house.now), "ms CPU", "the same by the engine's pure core: in memory, nothing written");
}

}  // namespace

void measure_models(const std::string& postgres, const std::filesystem::path& models) {
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(models))
        if (entry.path().extension() == ".bpmn") files.insert(entry.path());
    EngineHouse house(postgres);
    for (const auto& file : files) {
        std::ostringstream document;
        document << std::ifstream(file).rdbuf();
        measure_model(house, file.stem().string(), document.str());
    }
}

}  // namespace bench
