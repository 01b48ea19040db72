#pragma once
// For tests of the store: a tenant, an engine, and a room above that notes what it is told.

#include "bpmn/test/running.h"
#include "db/test/given.h"

namespace running {

/// A room above that notes what it is told.
class Above : public Surroundings {
public:
    Performed perform(db::Tx&, const Record&, const WaitId&, const Work& work) override {
        return scripts.perform(work);
    }
    Result<void> opened(db::Tx&, const Record&, const Node& node, const OpenWait& wait) override {
        open[node.id] = wait.id;
        return {};
    }
    Result<void> closed(db::Tx&, const Record&, const Node& node, const OpenWait&) override {
        open.erase(node.id);
        return {};
    }
    Result<void> sent(db::Tx&, const Record&, const Node&, const Emission& emission) override {
        messages.push_back(emission.name);
        return {};
    }
    Result<void> ended(db::Tx&, const Record& record, const json::object& variables) override {
        results[record.process] = variables;
        return {};
    }
    Scripts scripts;
    std::map<std::string, WaitId> open;
    std::map<std::string, json::object> results;
    std::vector<std::string> messages;
};

struct House {
    given::Tenant tenant;
    Above above;
    Engine engine{above, tiny};
    Instant now = given::start;

    explicit House(db::Engine kind) : tenant(kind) {}
    template <class F>
    auto write(F&& fn) {
        return tenant.db->write(given::context(now), std::forward<F>(fn));
    }
    ModelId deploy(const std::string& document) {
        const auto id = write([&](db::Tx& tx) { return engine.deploy(tx, document); });
        REQUIRE(id);
        return *id;
    }
    InstanceId start(ModelId model, json::object variables = {}) {
        const auto id = write([&](db::Tx& tx) { return engine.start(tx, model, "", variables, "thing:7"); });
        REQUIRE(id);
        return *id;
    }
    Result<void> complete(const std::string& element, json::object variables = {}) {
        const auto wait = above.open.at(element);
        return write([&](db::Tx& tx) { return engine.complete(tx, wait, variables); });
    }
    Position position(InstanceId id) {
        return *write([&](db::Tx& tx) { return engine.position(tx, id); });
    }
    std::vector<std::string> waits(InstanceId id) {
        std::vector<std::string> elements;
        for (const auto& wait : position(id).waits) elements.push_back(wait.element);
        return elements;
    }
    int fire_due() {
        const auto due = *write([&](db::Tx& tx) -> Result<std::vector<WaitId>> { return engine.due(tx, 100); });
        for (const auto& wait : due) CHECK(write([&](db::Tx& tx) { return engine.fire(tx, wait); }));
        return static_cast<int>(due.size());
    }
    std::vector<std::string> history(InstanceId id) {
        const auto entries =
            write([&](db::Tx& tx) -> Result<std::vector<HistoryEntry>> { return engine.history(tx, id); });
        std::vector<std::string> out;
        for (const auto& entry : entries.value()) out.push_back(entry.kind.substr(12) + " " + entry.element);
        return out;
    }
};

/// A model whose conditions are FEEL, begun in the pure core.
struct Feels {
    std::map<WaitNumber, Wait> waits;
    Instant now = given::start;
    Feels(const std::string& document, json::object variables) {
        const auto model = read(document);
        REQUIRE(model);
        const auto plan = plan_of(*model, feel());
        REQUIRE(plan);
        Instance instance;
        Scripts scripts;
        REQUIRE(
            advance(**plan, instance, Begin{(*plan)->processes.front(), nowhere, std::move(variables)}, scripts, now));
        waits = instance.waits;
    }
};

}  // namespace running
