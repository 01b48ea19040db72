#pragma once
// One run of a process, as a value: what is active, what has arrived and waits for company, what can be undone, and the
// variables. It holds no pointer and no clock; written as JSON it is one column of one row.
//
// Promises
//  1. `instance_from(plan, json_of(plan, i))` is `i`.
//  2. Elements are written by id, so an instance can be read with a plan made anew, and moved to another model.

#include "bpmn/plan.h"

#include <boost/json/object.hpp>

#include <map>
#include <string>
#include <vector>

namespace bpmn {

/// Numbers what is active in one instance; never used twice in it. 0 is nothing, 1 the process itself.
using ActiveNumber = std::uint32_t;
/// Numbers what an instance waits for; never used twice in it.
using WaitNumber = std::uint32_t;

enum class Role : std::uint8_t {
    scope,     // a process or sub-process at work
    repeated,  // an activity that is carried out several times; each time is an active thing of its own beneath
    work,      // a task, or a call to another model, under way
    event,     // an event or event-based gateway that something is to happen at
    undoing,   // a compensation that waits for what it undoes
    standing   // a token that could not go on: an incident at an element that was not even begun
};

struct Active {
    ActiveNumber number = 0, parent = 0;
    NodeIndex node = nowhere;
    Role role = Role::work;
    Instant since;
    int turn = -1;           // which repetition this is, from 0
    json::object variables;  // of its own: scopes, repetitions

    // repeated
    int wanted = 0, begun = 0, completed = 0, ended_early = 0;
    bool stopping = false;  // completed early: the rest is being cancelled

    // undoing, and what it has begun
    std::vector<ActiveNumber> to_undo;
    ActiveNumber undone_for = 0;
    bool then_cancels = false, token_gone = false;

    // ad-hoc: what is still to be begun, in this order
    std::vector<NodeIndex> to_begin;

    // incident
    std::string incident, detail;  // a key and a line for whoever mends it; empty: none
    FlowIndex arrived_by = nowhere;
    bool operator==(const Active&) const = default;
};

/// Tokens that have come to a node and wait there for others.
struct Gathered {
    NodeIndex node = nowhere;
    ActiveNumber scope = 0;
    std::map<FlowIndex, int> tokens;
    bool resetting = false;  // complex gateway: has fired, and waits for the rest
    bool operator==(const Gathered&) const = default;
};

/// An activity that was completed and can be undone.
struct Done {
    ActiveNumber number = 0;  // the activity's
    NodeIndex node = nowhere;
    ActiveNumber scope = 0;  // where it was done, or, once that is over, the number of the sub-process that did it
    json::object variables;  // a sub-process's own, as they were
    bool operator==(const Done&) const = default;
};

enum class WaitKind : std::uint8_t { user, service, message, signal, timer, condition, call, choice };

/// Something the instance waits for.
struct Wait {
    WaitNumber number = 0;
    ActiveNumber owner = 0;  // what is active on account of it
    NodeIndex node =
        nowhere;   // the element it is for: the owner's own, its boundary event, an event sub-process's start
    int part = 0;  // which of the event's definitions
    WaitKind kind = WaitKind::user;
    std::string name;  // message or signal; model and process called
    std::string key;   // correlation; empty: any
    std::optional<Instant> due;
    int repeats = 0;    // of a timer, after this time; -1: without end
    bool held = false;  // a condition that was true when it was last looked at
    bool operator==(const Wait&) const = default;
};

enum class Status : std::uint8_t { running, completed, failed, cancelled };
std::string_view name_of(Status);
std::string_view name_of(WaitKind);

struct Instance {
    Status status = Status::running;
    std::string outcome;  // failed: the error's code
    ActiveNumber next_active = 1;
    WaitNumber next_wait = 1;
    std::map<ActiveNumber, Active> active;
    std::vector<Gathered> gathered;
    std::vector<Done> done;
    std::map<WaitNumber, Wait> waits;

    bool has_incident() const;
    /// The process's own variables; empty once nothing is active.
    const json::object& variables() const;
    bool operator==(const Instance&) const = default;
};

std::string json_of(const Plan&, const Instance&);
/// Refused where it is no instance of this plan: broken JSON, or an element that the plan does not have.
Result<Instance> instance_from(const Plan&, std::string_view json);

}  // namespace bpmn
