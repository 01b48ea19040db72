// The process engine: what a step costs with everything it writes, and what timers cost while many instances wait.

#include "bench.h"
#include "bpmn/bpmn.h"
#include "db/db.h"
#include "db/migrations.h"
#include "db/tenants.h"
#include "figures.h"
#include "journal/sequencer.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

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

class Nobody : public bpmn::Surroundings {
public:
    bpmn::Performed perform(db::Tx&, const bpmn::Record&, const bpmn::WaitId&, const bpmn::Work&) override {
        return bpmn::Performed::done();
    }
    Result<void> opened(db::Tx&, const bpmn::Record& record, const bpmn::Node&, const bpmn::OpenWait& wait) override {
        if (wait.kind == bpmn::WaitKind::user) open = wait.id;
        return {};
    }
    bpmn::WaitId open;
};

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double resident_megabytes() {
    std::ifstream in("/proc/self/statm");
    double pages = 0;
    in >> pages >> pages;
    return pages * 4096 / 1e6;
}

struct House {
    std::filesystem::path folder = std::filesystem::temp_directory_path() / fmt::format("guildhall-bench-{}", getpid());
    std::unique_ptr<db::Database> db;
    std::unique_ptr<journal::Sequencer> sequencer;
    Nobody nobody;
    bpmn::Engine engine{nobody};
    Instant now = *base::parse_iso("2026-11-22T09:30:00Z");
    bpmn::ModelId deployed;

    template <class F>
    auto write(F&& fn) {
        auto result = db->write({.actor = "staff:1", .channel = "web", .request_id = "bench", .now = now}, fn);
        if (!result) throw std::runtime_error(result.error().key + " " + result.error().log);
        if constexpr (!std::is_void_v<typename decltype(result)::value_type>) return std::move(*result);
    }
    explicit House(const std::string& postgres) {
        std::filesystem::create_directories(folder);
        db::TenantEntry entry;
        entry.id = fmt::format("engine{}", getpid());
        (postgres.empty() ? entry.file : entry.dsn) = postgres.empty() ? (folder / "guildhall.db").string() : postgres;
        entry = db::check_tenant(entry).value();
        if (const auto migrated = db::migrate(entry, "", now); !migrated)
            throw std::runtime_error(migrated.error().log);
        db = std::move(db::open(entry, now).value());
        sequencer = std::make_unique<journal::Sequencer>(*db);
        deployed = write([&](db::Tx& tx) { return engine.deploy(tx, model); });
    }
    ~House() {
        sequencer.reset();
        db.reset();
        std::filesystem::remove_all(folder);
    }
    bpmn::WaitId start() {
        write([&](db::Tx& tx) {
            return engine.start(tx, deployed, "", {{"urgent", false}, {"service", "missed bin"}, {"ward", "E05000756"}},
                                "thing:1");
        });
        return nobody.open;
    }
    void complete(const bpmn::WaitId& wait) {
        write([&](db::Tx& tx) { return engine.complete(tx, wait, {{"note", "looked at"}}); });
    }
};

/// Many in one transaction, as the group commit does under load; the cost of the disk is not the engine's.
void measure_steps(House& house) {
    constexpr int instances = 2000, at_a_time = 100;
    std::vector<bpmn::WaitId> waits;
    for (int i = 0; i < instances; ++i) waits.push_back(house.start());
    const auto before = cpu_seconds();
    int steps = 0;
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < instances; i += at_a_time)
            house.write([&](db::Tx& tx) -> Result<void> {
                for (int k = i; k < i + at_a_time; ++k) {
                    TRY(house.engine.complete(tx, waits[static_cast<std::size_t>(k)], {{"note", "looked at"}}));
                    waits[static_cast<std::size_t>(k)] = house.nobody.open;
                    ++steps;
                }
                return {};
            });
    print_figure("engine.step", (cpu_seconds() - before) * 1000 / steps, "ms CPU",
                 "a user task completed, two gateways passed, the next task begun; with its waits and four to five "
                 "facts, 100 steps a transaction",
                 fmt::format("{} steps", steps));
    const auto alone = cpu_seconds();
    for (auto& wait : waits) house.complete(wait);
    print_figure("engine.step_alone", (cpu_seconds() - alone) * 1000 / instances, "ms CPU",
                 "the last task completed, the process ended; one durable transaction each",
                 fmt::format("{} steps", instances));
}

void measure_timers(House& house, int waiting) {
    std::vector<bpmn::WaitId> waits;
    const auto empty = resident_megabytes();
    for (int i = 0; i < waiting; i += 200)
        house.write([&](db::Tx& tx) -> Result<void> {
            for (int k = 0; k < 200; ++k) {
                TRY(house.engine.start(tx, house.deployed, "", {{"urgent", false}}, "thing:1"));
                TRY(house.engine.complete(tx, house.nobody.open, {}));
                TRY(house.engine.complete(tx, house.nobody.open, {}));
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
    House house(options.postgres);
    tell("steps");
    measure_steps(house);
    tell("timers");
    measure_timers(house, options.cases);
}

}  // namespace bench
