#pragma once
// A model made ready to be carried out: one array of nodes and one of flows, with every name resolved, every expression
// compiled and every question about reachability answered beforehand.
//
// Promises
//  1. A plan never changes; instances and threads share it.
//  2. The same model gives the same plan. Instances know elements by id, so a plan may be made anew by a newer program.
//  3. What cannot be carried out is refused here, with the element's id and the reason, and never found out half way.

#include "bpmn/expression.h"

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace bpmn {

using NodeIndex = std::int32_t;
using FlowIndex = std::int32_t;
inline constexpr std::int32_t nowhere = -1;

enum class NodeKind : std::uint8_t {
    process,  // and global tasks: a process around one task
    sub_process,
    transaction,
    ad_hoc,
    event_sub_process,
    call_activity,
    task,
    manual_task,
    user_task,
    service_task,
    send_task,
    receive_task,
    script_task,
    rule_task,
    start_event,
    catch_event,
    boundary_event,
    throw_event,
    end_event,
    exclusive,
    parallel,
    inclusive,
    event_based,
    complex
};
bool is_scope(NodeKind);     // holds nodes of its own
bool is_activity(NodeKind);  // can have boundary events and be repeated
bool is_gateway(NodeKind);

enum class Trigger : std::uint8_t {
    message,
    signal,
    timer,
    conditional,
    error,
    escalation,
    compensation,
    cancel,
    terminate,
    link
};

/// One value into one place: `from` names a variable unless `formula` says more.
struct Mapping {
    std::string from, to;
    Formula formula;
};

/// One event definition.
struct EventPart {
    Trigger trigger = Trigger::message;
    std::string name;  // of the message or signal; code of the error or escalation; empty at error and escalation: any
    TimerKind timer = TimerKind::duration;
    Formula formula;             // the condition, or the timer's text where it is to be computed
    std::string timer_text;      // where it stands in the model as a literal
    NodeIndex target = nowhere;  // link: where it leads; compensation: the one activity
    bool waits = true;           // compensation: the throw waits until all is undone
};

/// Behaviour of a multi-instance activity: which event is thrown when an instance completes.
enum class Thrown : std::uint8_t { all, one, each, complex };

struct Repetition {
    bool many = false;  // multi-instance; otherwise a standard loop
    bool sequential = false;
    bool test_before = false;
    int maximum = 0;    // 0: no bound in the model
    Formula condition;  // loop: goes on while true; many: stops when true
    Formula cardinality;
    std::string collection, item, results, result;  // names of data
    Thrown behaviour = Thrown::all;
    std::string event;  // the signal thrown by one, each
    struct Complex {
        Formula condition;
        Trigger trigger;
        std::string name;
    };
    std::vector<Complex> complex;
};

struct Node {
    std::string id, name, lane;
    NodeKind kind = NodeKind::task;
    NodeIndex parent = nowhere;
    std::vector<FlowIndex> incoming, outgoing;
    FlowIndex default_flow = nowhere;

    // containers
    bool global = false;               // a global task: it sees what its caller sees
    std::vector<NodeIndex> starts;     // where it begins of itself
    std::vector<NodeIndex> triggered;  // process: start events and receive tasks that wait for something
    std::vector<NodeIndex> event_subs;
    std::vector<std::string> data;  // data objects and properties that live as long as this scope

    // events
    std::vector<EventPart> parts;
    bool interrupting = true, parallel_multiple = false, instantiate = false;
    NodeIndex attached_to = nowhere;

    // activities
    std::vector<NodeIndex> boundaries;
    int start_quantity = 1, completion_quantity = 1;
    bool for_compensation = false;
    NodeIndex handler = nowhere;      // undoes this activity
    std::vector<Repetition> repeats;  // none or one
    NodeIndex called = nowhere;       // call activity: a process of this file
    std::string reference;            // called element elsewhere, implementation, decision, message name
    std::string format, script;
    std::map<std::string, std::string> extras;  // attributes of other namespaces, by their names without prefix
    bool has_inputs = false, has_outputs = false;
    std::vector<Mapping> inputs, outputs;

    Formula condition;                             // complex gateway: activation; ad-hoc: completion
    bool sequential = false, cancels_rest = true;  // ad-hoc

    /// Joins: for each incoming flow the nodes from which a token can still come along it without passing this node.
    std::vector<std::vector<bool>> upstream;
};

struct Flow {
    std::string id;
    NodeIndex source = nowhere, target = nowhere;
    Formula condition;
};

struct MessageFlow {
    NodeIndex source = nowhere, target = nowhere;
};

/// What a message carries to be told apart by: an expression over the message's variables at the sender, over the
/// instance's at the receiver.
struct Correlation {
    std::string message;
    Formula of_message, of_instance;
};

struct Plan {
    std::string model;  // id of the definitions
    std::vector<Node> nodes;
    std::vector<Flow> flows;
    std::vector<NodeIndex> processes;
    std::vector<MessageFlow> message_flows;
    std::vector<Correlation> correlations;
    std::unordered_map<std::string, NodeIndex> node_by_id;
    std::unordered_map<std::string, FlowIndex> flow_by_id;

    const Node& at(NodeIndex index) const { return nodes[static_cast<std::size_t>(index)]; }
    const Flow& flow(FlowIndex index) const { return flows[static_cast<std::size_t>(index)]; }
    /// `nowhere` where there is no such element.
    NodeIndex find(std::string_view id) const;
    FlowIndex find_flow(std::string_view id) const;
    /// The innermost process around a node.
    NodeIndex process_of(NodeIndex) const;
};

class Model;
/// Compiles a model. Refused as `invalid`, "bpmn.cannot_be_carried_out", with a problem per element: its id, and a key
/// of this room's words as the reason.
Result<std::shared_ptr<const Plan>> plan_of(const Model&, const Expressions&);

/// Fills `incoming`, `outgoing`, `starts`, `event_subs`, `boundaries`, the tables by id and `upstream`; for whoever
/// makes a plan.
Result<void> connect(Plan&);

}  // namespace bpmn
