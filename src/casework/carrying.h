#pragma once
// Inside casework only: the engine and the case. What the map does becomes tasks, errands, decisions and letters; what people and back
// offices do becomes the map's next step.

#include "bpmn/bpmn.h"
#include "cases/course.h"
#include "casework/case_map.h"
#include "casework/task_store.h"

namespace casework {

/// The engine's surroundings and the case's course in one: each step of a map touches both. It keeps nothing between two calls.
class Carrying final : public cases::Course, public bpmn::Surroundings {
public:
    static Carrying& the();
    bpmn::Engine& engine() { return engine_; }

    // The course of a case.
    Result<void> opened(db::Tx& tx, const cases::Case&, const cases::Request&, const catalogue::Definition&) const override;
    Result<void> closed(db::Tx& tx, const cases::Case&) const override;
    Result<void> reopened(db::Tx& tx, const cases::Case&, std::string_view reason) const override;
    Result<void> moved(db::Tx& tx, const cases::Case&) const override;
    Result<void> promised(db::Tx& tx, const cases::Case&, Instant before) const override;
    Result<void> passed_on(db::Tx& tx, const cases::Case&) const override;
    Result<void> joined(db::Tx& tx, const cases::Case&) const override;
    Result<void> parted(db::Tx& tx, const cases::Case&) const override;

    // What the engine asks and tells.
    bpmn::Performed perform(db::Tx& tx, const bpmn::Record&, const bpmn::WaitId&, const bpmn::Work&) override;
    Result<void> opened(db::Tx& tx, const bpmn::Record&, const bpmn::Node&, const bpmn::OpenWait&) override;
    Result<void> closed(db::Tx& tx, const bpmn::Record&, const bpmn::Node&, const bpmn::OpenWait&) override;
    Result<void> moved(db::Tx& tx, const bpmn::Record&, const bpmn::Node&, const bpmn::Transition&) override;
    Result<void> ended(db::Tx& tx, const bpmn::Record&, const boost::json::object&) override;
    Result<void> rested(db::Tx& tx, const bpmn::Record&) override;

private:
    Carrying() : engine_(*this) {}
    bpmn::Engine engine_;
};

/// The house's one engine.
bpmn::Engine& engine();
/// The engine's model of the map of this version of a service, which must have one.
Result<bpmn::ModelId> model_of(db::Tx& tx, const catalogue::Definition& service);
/// Begins a run of the case along the map of this version of its service; `is_new`: it has had none. Content where the version has no map.
Result<void> begin(db::Tx& tx, const cases::Case&, const catalogue::Definition&, boost::json::object variables, bool is_new);
/// The map goes on behind a task that was finished.
Result<void> carry_on(db::Tx& tx, const Task& task, const catalogue::Definition& service);
/// The same behind an errand, with what came of it; content where nothing waits for it any more: under the variable that its element names (`into`), else under "answer".
Result<void> carry_on(db::Tx& tx, RunId run, std::int64_t wait, boost::json::object answer);

}  // namespace casework
