#pragma once
// The engine's pure core: a plan, an instance, and something that happened, into a changed instance and a list of what
// came of it.
//
// Promises
//  1. `advance` runs until nothing more can happen at this instant, and always ends: steps, tokens, depth and size of
//  variables are
//     limited, and what hits a limit stands as an incident that says so.
//  2. It reads no clock and no database and writes nothing; what is to be done outside goes through `Performer`, in
//  order.
//  3. What can come to rest comes to rest before anything is thrown (message, signal, escalation, compensation), so
//  whether
//     a catching event hears a throwing one in the same step does not hang on the order of branches in the file.
//  4. Tokens move first in, first out; of an element's flows, in the order of the file.
//  5. A technical fault (no flow can be chosen, an expression that cannot be evaluated, a task that broke) leaves the
//  token where it is, with a
//     reason; all else goes on. A business error is thrown as BPMN has it; nobody catches an error end event: the
//     instance has failed. Nobody catches an error of a task: an incident.
//  6. An inclusive gateway waits exactly for the tokens that can still reach an empty flow of it and no flow that has
//  one.
//  7. Waits that were opened and closed in the same step are reported as neither; everything else once, in order.

#include "bpmn/instance.h"

#include <variant>

namespace bpmn {

/// A task at the moment it is begun.
struct Work {
    const Plan& plan;
    const Node& node;
    ActiveNumber number;         // of the active thing
    WaitNumber wait;             // the number that the wait will have if the work is to be answered later
    const Names& names;          // every variable in sight
    const json::object& inputs;  // by the task's data inputs; empty where it has none
};

/// How a piece of work ended, or that it goes on elsewhere.
struct Performed {
    enum class How : std::uint8_t { done, later, error, broken };
    How how = How::done;
    json::object variables;  // done: what changes
    std::string code;        // error: its code; broken: a key of words
    std::string detail;      // broken: for the log
    static Performed done(json::object variables = {}) { return {How::done, std::move(variables), {}, {}}; }
    static Performed later() { return {How::later, {}, {}, {}}; }
    static Performed error(std::string code, json::object variables = {}) {
        return {How::error, std::move(variables), std::move(code), {}};
    }
    static Performed broken(std::string key, std::string detail = {}) {
        return {How::broken, {}, std::move(key), std::move(detail)};
    }
};

/// Carries out script, service, send and business-rule tasks. What is slow or leaves the house answers `later`.
class Performer {
public:
    virtual ~Performer() = default;
    virtual Performed perform(const Work&) = 0;
};

// ---- what happens to an instance
// ---------------------------------------------------------------------------------------

/// Begins at `at`: a start event, or what a message starts (with the message's variables); nowhere: as the process
/// begins of itself.
struct Begin {
    NodeIndex process = nowhere;
    NodeIndex at = nowhere;
    json::object variables;
};
/// A wait has what it waited for: work was done, a message or signal came, a timer is due.
struct Answer {
    WaitNumber wait = 0;
    json::object variables;
};
/// Work ended in a business error.
struct Error {
    WaitNumber wait = 0;
    std::string code;
    json::object variables;
};
/// A called process threw an escalation; the call goes on.
struct Escalation {
    WaitNumber wait = 0;
    std::string code;
};
/// Work could not be done: an incident at its element.
struct Breakdown {
    WaitNumber wait = 0;
    std::string key, detail;
};
/// Tries again what stands as an incident.
struct Retry {
    ActiveNumber active = 0;
};
/// Begins an activity of an ad-hoc sub-process (once more).
struct Choose {
    ActiveNumber ad_hoc = 0;
    NodeIndex activity = nowhere;
};
struct Change {
    json::object variables;
};
struct Cancel {};
/// It goes on by another plan, in which these boundary events and starts of event sub-processes are new: what is under way waits for them
/// from now on.
struct Arm {
    std::vector<NodeIndex> events;
};
using Stimulus = std::variant<Begin, Answer, Error, Escalation, Breakdown, Retry, Choose, Change, Cancel, Arm>;

// ---- what comes of it
// --------------------------------------------------------------------------------------------------

enum class Phase : std::uint8_t { started, completed, cancelled, failed, compensated };
std::string_view name_of(Phase);

struct Transition {
    Phase phase = Phase::started;
    NodeIndex node = nowhere;
    ActiveNumber number = 0;  // tells apart several at one element; 0: events and gateways that take no time
    std::string code;         // failed: the error's code, or the incident's key
};

/// A message or signal on its way out; to be brought to whoever waits for it. Signals have been heard by this instance
/// already.
struct Emission {
    Trigger trigger = Trigger::message;  // message, signal, escalation (that nobody caught)
    std::string name, key;
    NodeIndex from = nowhere;
    json::object variables;
};

struct Step {
    std::vector<Transition> transitions;
    std::vector<Wait> opened;
    std::vector<Wait> closed;
    std::vector<Emission> emissions;
    std::map<WaitNumber, json::object> inputs;  // of calls to other models, by their waits
    json::object result;                        // the process's variables at its end
};

struct Limits {
    int moves = 10'000;                 // tokens moved in one step
    std::size_t active = 5'000;         // active things, and tokens, at a time
    int depth = 50;                     // sub-processes and calls in each other
    std::size_t variables = 1'000'000;  // bytes, as JSON, of all scopes
    int repetitions = 1'000;            // of one activity
};

/// Refused only where the stimulus does not fit: a wait or incident that is not there (`conflict`, "bpmn.not_waiting"),
/// a start that the process does not have, variables from outside that are too large; the instance is then unchanged.
Result<Step> advance(const Plan&, Instance&, const Stimulus&, Performer&, Instant now, const Limits& = {});

/// What one process waits for before there is an instance: its message, signal, timer and conditional starts.
struct StartWait {
    NodeIndex process = nowhere, node = nowhere;
    WaitKind kind = WaitKind::message;
    std::string name;  // of the message or signal
    const EventPart* part = nullptr;
};
std::vector<StartWait> start_waits(const Plan&);

}  // namespace bpmn
