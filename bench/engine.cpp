// The process engine: what a step costs with everything it writes, and what timers cost while many instances wait.

#include "bench.h"
#include "engine_house.h"
#include "figures.h"

#include <fmt/format.h>

#include <algorithm>

namespace bench {
namespace {

using namespace std::chrono_literals;

constexpr const char* model =
    R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="bench"><process id="p" isExecutable="true">
    <startEvent id="start"/><userTask id="look"/><exclusiveGateway id="g" default="f4"/><userTask id="act"/><userTask id="answer"/><exclusiveGateway id="j"/>
    <userTask id="close"/><endEvent id="end"/><boundaryEvent id="late" attachedToRef="close" cancelActivity="false"><timerEventDefinition>
    <timeDuration>P30D</timeDuration></timerEventDefinition></boundaryEvent><task id="remind"/><sequenceFlow id="f1" sourceRef="start" targetRef="look"/>
    <sequenceFlow id="f2" sourceRef="look" targetRef="g"/><sequenceFlow id="f3" sourceRef="g" targetRef="act"><conditionExpression>urgent = true</conditionExpression></sequenceFlow>
    <sequenceFlow id="f4" sourceRef="g" targetRef="answer"/><sequenceFlow id="f5" sourceRef="act" targetRef="j"/><sequenceFlow id="f6" sourceRef="answer" targetRef="j"/>
    <sequenceFlow id="f7" sourceRef="j" targetRef="close"/><sequenceFlow id="f8" sourceRef="close" targetRef="end"/><sequenceFlow id="f9" sourceRef="late" targetRef="remind"/>
    </process></definitions>)";

/// Many in one transaction, as the group commit does under load; the cost of the disk is not the engine's.
void measure_steps(EngineHouse& house, bpmn::ModelId deployed) {
    constexpr int instances = 2000, at_a_time = 100;
    std::vector<bpmn::WaitId> waits;
    for (int i = 0; i < instances; ++i)
        waits.push_back(house.write([&](db::Tx& tx) { return house.begin(tx, deployed); }).front());
    const auto before = cpu_seconds();
    int steps = 0;
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < instances; i += at_a_time) {
            const auto opened = house.write([&](db::Tx& tx) -> Result<std::vector<bpmn::WaitId>> {
                std::vector<bpmn::WaitId> next;
                for (int k = 0; k < at_a_time; ++k) {
                    const auto one = TRY(house.complete(tx, waits[static_cast<std::size_t>(i + k)]));
                    next.push_back(one.front());
                }
                return next;
            });
            std::ranges::copy(opened, waits.begin() + i);
            steps += at_a_time;
        }
    print_figure("engine.step", (cpu_seconds() - before) * 1000 / steps, "ms CPU",
                 "a user task completed, two gateways passed, the next task begun; with its waits and four to five "
                 "facts, 100 steps a transaction",
                 fmt::format("{} steps", steps));
    constexpr int rounds = 8, in_a_round = instances / rounds;  // in turn, for the machine's speed changes under them
    double alone = 0, bare = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto from = cpu_seconds();
        for (int i = 0; i < in_a_round; ++i)
            house.write([&](db::Tx& tx) { return house.complete(tx, waits[static_cast<std::size_t>(round * in_a_round + i)]); });
        alone += cpu_seconds() - from;
        bare += house.bare_commits(in_a_round);
    }
    const auto conditions = fmt::format("{} in turn", instances);
    print_figure("engine.step_alone", alone * 1000 / instances, "ms CPU", "the last task completed, the process ended; one durable transaction each", conditions);
    print_figure("engine.bare_commit", bare * 1000 / instances, "ms CPU", "as many bytes written to a file and put on disk, with nothing around it", conditions);
    print_figure("engine.step_above_bare", (alone - bare) * 1000 / instances, "ms CPU", "the difference: what of a step alone is not the kernel's way to the disk", conditions);
}

void measure_timers(EngineHouse& house, bpmn::ModelId deployed, int waiting) {
    const auto empty = resident_megabytes();
    for (int i = 0; i < waiting; i += 200)
        house.write([&](db::Tx& tx) -> Result<void> {
            for (int k = 0; k < 200; ++k) {
                const auto first = TRY(house.begin(tx, deployed));
                const auto second = TRY(house.complete(tx, first.front()));
                TRY(house.complete(tx, second.front()));
            }
            return {};
        });
    print_figure("engine.memory", resident_megabytes() - empty, "MB",
                 "resident memory gained while instances begin and wait", fmt::format("{} instances waiting", waiting));
    house.now += 31 * 24h;
    const auto before = cpu_seconds();
    constexpr int due = 1000;
    int fired = 0;
    while (fired < due) {
        const auto batch =
            house.write([&](db::Tx& tx) -> Result<std::vector<bpmn::WaitId>> { return house.engine.due(tx, 100); });
        for (const auto& wait : batch) house.write([&](db::Tx& tx) { return house.engine.fire(tx, wait); });
        fired += static_cast<int>(batch.size());
    }
    print_figure("engine.timers", (cpu_seconds() - before) / 60, "cores",
                 "1,000 due timers fired a minute, each in a durable transaction of its own",
                 fmt::format("{} instances waiting", waiting));
}

}  // namespace

void engine(const Options& options) {
    if (!options.models.empty()) measure_models(options.postgres, options.models);
    EngineHouse house(options.postgres);
    const auto deployed = house.deploy(model);
    tell("engine: steps");
    measure_steps(house, deployed);
    tell("engine: timers");
    if (options.cases > 0) measure_timers(house, deployed, options.cases);
}

}  // namespace bench
