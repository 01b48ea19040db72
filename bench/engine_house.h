#pragma once
// The process engine on a database of its own, with nobody around it: what `bench engine` measures.

#include "bpmn/bpmn.h"
#include "db/db.h"
#include "journal/sequencer.h"

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace bench {

/// Of this process, user and system.
double cpu_seconds();
double resident_megabytes();

/// Has every task done by somebody outside, and notes where somebody is waited for.
class Nobody : public bpmn::Surroundings {
public:
    bpmn::Performed perform(db::Tx&, const bpmn::Record&, const bpmn::WaitId&, const bpmn::Work&) override {
        return bpmn::Performed::done();
    }
    Result<void> opened(db::Tx&, const bpmn::Record&, const bpmn::Node&, const bpmn::OpenWait& wait) override {
        if (wait.kind == bpmn::WaitKind::user) waits_.push_back(wait.id);
        return {};
    }
    /// The user tasks opened since this was asked last.
    std::vector<bpmn::WaitId> take() { return std::exchange(waits_, {}); }

private:
    std::vector<bpmn::WaitId> waits_;
};

/// An empty council. A write that is refused throws std::runtime_error: a refusal is no figure.
class EngineHouse {
public:
    /// `postgres`: a DSN; empty: SQLite in a folder that goes with the house.
    explicit EngineHouse(const std::string& postgres);
    ~EngineHouse();

    template <class F>
    auto write(F&& fn) {
        auto result = db->write({.actor = "staff:1", .channel = "web", .request_id = "bench", .now = now}, fn);
        if (!result) throw std::runtime_error(result.error().key + " " + result.error().log);
        if constexpr (!std::is_void_v<typename decltype(result)::value_type>) return std::move(*result);
    }
    bpmn::ModelId deploy(const std::string& document);
    /// The first user tasks of an instance with the variables that all of them have.
    Result<std::vector<bpmn::WaitId>> begin(db::Tx&, bpmn::ModelId);
    /// The user tasks that it opened.
    Result<std::vector<bpmn::WaitId>> complete(db::Tx&, const bpmn::WaitId&);
    /// CPU seconds of so many bare writes to a file beside the database, as large as the log of one step, each on disk before the next: what a
    /// durable commit costs before anybody has done anything.
    double bare_commits(int count) const;
    /// Of the database as a file of its own; 0 on PostgreSQL.
    double file_bytes();

    std::unique_ptr<db::Database> db;
    Nobody nobody;
    bpmn::Engine engine{nobody};
    Instant now;

private:
    std::filesystem::path folder_;
    std::unique_ptr<journal::Sequencer> sequencer_;
};

/// The variables of every instance here, and of bench/engine.mjs.
boost::json::object usual_variables();

/// One after the other, the models in this folder: what a step costs in a commit of its own, with a hundred to a commit, and in the
/// pure core that writes nothing; what an instance costs that waits.
void measure_models(const std::string& postgres, const std::filesystem::path& models);

}  // namespace bench
