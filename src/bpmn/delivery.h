#pragma once
// Inside bpmn only: what one call of the door sets going. A step of one instance may throw what others wait for, call a
// process of another model, or end one that was called: all of it is carried out here, one after another, in the
// caller's transaction.

#include "bpmn/bpmn.h"

#include <deque>

namespace bpmn {

class Delivery {
public:
    Delivery(db::Tx& tx, Engine& engine) : tx_(tx), engine_(engine) {}

    /// A new instance, at rest or ended when `run` returns.
    Result<InstanceId> begin(ModelId, const std::string& process, const std::string& at, json::object variables,
                             const std::string& owner, const std::optional<WaitId>& caller = {}, Beforehand = {});
    /// One that was read in this transaction, and not changed since.
    Result<void> go_on(Engine::Loaded&, const Stimulus&);
    void add(InstanceId instance, Stimulus stimulus) { open_.push_back({instance, std::move(stimulus)}); }
    Result<InstanceId> correlate(const Record* from, const Emission&);
    Result<int> broadcast(const Record* from, const Emission&);
    Result<void> run();

private:
    struct Open {
        InstanceId instance;
        Stimulus stimulus;
    };
    Result<void> advance_one(Engine::Loaded&, const Stimulus&);
    bool may_deliver() { return ++delivered_ <= most_deliveries; }
    void save(const Engine::Loaded&, const Step&);
    Result<void> tell(const Engine::Loaded&, const Step&);
    void announce(const Record&, const Plan&, const Transition&);
    Result<void> follow(const Engine::Loaded&, const Step&);
    Result<void> call(const Engine::Loaded&, const Wait&, const json::object& inputs);
    Result<void> answer_caller(const Engine::Loaded&, const Step&);
    void end_called(const Engine::Loaded&, const Wait&);
    bool is_meant(const Record* from, const Emission&, NodeIndex) const;

    db::Tx& tx_;
    Engine& engine_;
    std::deque<Open> open_;
    int delivered_ = 0;
};

}  // namespace bpmn
