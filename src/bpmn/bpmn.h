#pragma once
// The door for running processes: models deployed, instances started and answered, kept as rows.
//
// Promises
//  1. A step is part of the caller's transaction: the instance, its waits, the journal's facts and what `Surroundings`
//  did are kept together
//     or not at all. A refused step changes nothing.
//  2. An instance is on rest when a verb returns: it waits, stands at an incident, or has ended.
//  3. A wait is answered once. Answering it again, or after it was closed, is refused as a conflict
//  ("bpmn.not_waiting"), so a job or a
//     form may be repeated. WaitIds are never used twice.
//  4. An instance keeps to the version of the model with which it began, until it is moved.
//  5. A timer is a stored deadline. It fires once, at the first look at or after its deadline; a clock set back delays
//  it. A cycle's
//     times are counted from the deadline before, not from when somebody looked. Deadlines of one instance are met in
//     their order, however late the look.
//  6. Every transition of an element is a fact (events.h) about the subject "process", with ids and codes alone.
//  Variables stand only in
//     the instance's row, and are gone from it when it ends.
//  7. Nothing is held in memory for an instance that waits; plans are shared, compiled once for a model's content, and
//  at most
//     `most_plans` are kept.
//  8. What is thrown reaches everybody waiting within the same transaction, at most `most_deliveries`; more is refused
//     ("bpmn.too_many_deliveries").

#include "bpmn/engine.h"
#include "db/tx.h"

#include <mutex>
#include <unordered_map>

namespace jobs {
class Kinds;
}

namespace bpmn {

using ModelId = Id<struct ModelThing>;
using InstanceId = Id<struct InstanceThing>;

inline constexpr std::size_t most_plans = 1000;
inline constexpr int most_deliveries = 1000;

/// "1234.5": of a form, a job, an address.
struct WaitId {
    InstanceId instance;
    WaitNumber number = 0;
    auto operator<=>(const WaitId&) const = default;
};
std::string to_string(const WaitId&);
std::optional<WaitId> parse_wait_id(std::string_view);

/// A wait as others see it.
struct OpenWait {
    WaitId id;
    WaitKind kind = WaitKind::user;
    std::string element, name, key;
    std::optional<Instant> due;
    Instant opened;
};

/// What the room above keeps beside an instance for as long as one step of it lasts.
class Remembered {
public:
    virtual ~Remembered() = default;
};

struct Record {
    InstanceId id;
    ModelId model;
    std::string process, owner;
    Status status = Status::running;
    Instant began;
    std::optional<Instant> ended;
    mutable std::shared_ptr<Remembered> remembered = {};  // the same for all that is told of one step
};

/// What whoever begins an instance knows beforehand.
struct Beforehand {
    InstanceId id = {};  // made in the same transaction; 0: the engine makes one
    std::shared_ptr<Remembered> remembered = {};
};

/// Implemented by the room above, which knows what the elements mean. Everything happens in the step's transaction, and
/// like all in it may be run again: nothing here may reach outside. `perform` answers `later` for what leaves the
/// house, and schedules a job whose answer is `complete`, `fail` or `break_down` with the wait's id.
class Surroundings {
public:
    virtual ~Surroundings() = default;
    /// A script, service, send or business-rule task. `wait`: the id that it will have if the answer is `later`.
    virtual Performed perform(db::Tx&, const Record&, const WaitId& wait, const Work&) = 0;
    virtual Result<void> opened(db::Tx&, const Record&, const Node&, const OpenWait&) { return {}; }
    virtual Result<void> closed(db::Tx&, const Record&, const Node&, const OpenWait&) { return {}; }
    virtual Result<void> moved(db::Tx&, const Record&, const Node&, const Transition&) { return {}; }
    /// A message that nobody here waits for and no model begins with.
    virtual Result<void> sent(db::Tx&, const Record&, const Node&, const Emission&) { return {}; }
    /// With the process's variables as they were last.
    virtual Result<void> ended(db::Tx&, const Record&, const json::object&) { return {}; }
    /// The last thing told of a step.
    virtual Result<void> rested(db::Tx&, const Record&) { return {}; }
};

struct Standing {
    ActiveNumber number = 0, parent = 0;
    std::string element, name, lane;
    NodeKind kind = NodeKind::task;
    Instant since;
    std::string incident, detail;
};
/// Where an instance is.
struct Position {
    Record record;
    std::vector<Standing> standing;  // innermost elements and the scopes around them, in the order they began
    std::vector<OpenWait> waits;
    json::object variables;
};

/// Something that a move would lose or that keeps it from being made.
struct Loss {
    std::string element;
    std::string reason;  // a key of this room's words
};

struct HistoryEntry {
    std::string kind;  // "bpmn.ElementStarted"
    std::string element, code, actor, channel;
    std::int64_t number = 0;
    Instant at;
};

/// One per program; shared by threads and tenants.
class Engine {
public:
    explicit Engine(Surroundings& surroundings, const Expressions& expressions = feel(), Limits limits = {})
        : surroundings_(surroundings), expressions_(expressions), limits_(limits) {}

    /// A new version under the id of its definitions. What is the same as the newest one is that one. Refused with a
    /// problem per element where it cannot be read or carried out. Its message, signal and timer starts take the place
    /// of the version before.
    Result<ModelId> deploy(db::Tx&, const std::string& document);
    std::optional<ModelId> newest(db::Tx&, const std::string& name);
    Result<std::shared_ptr<const Plan>> plan(db::Tx&, ModelId);

    /// `process`: empty for the first of the file. `owner`: whatever the caller finds it again by, at most 200
    /// characters.
    Result<InstanceId> start(db::Tx&, ModelId, const std::string& process, json::object variables,
                             const std::string& owner, Beforehand = {});
    Result<void> complete(db::Tx&, const WaitId&, json::object variables);
    /// A business error, thrown as BPMN has it.
    Result<void> fail(db::Tx&, const WaitId&, const std::string& code, json::object variables = {});
    /// It could not be done: an incident.
    Result<void> break_down(db::Tx&, const WaitId&, const std::string& key, const std::string& detail);
    /// To the one that waits for it longest, keyed ones first; else to a model that begins with it. `not_found` where
    /// nobody takes it.
    Result<InstanceId> correlate(db::Tx&, const std::string& message, const std::string& key, json::object variables);
    /// To all that wait for it and every model that begins with it. How many.
    Result<int> broadcast(db::Tx&, const std::string& signal, json::object variables = {});

    /// Deadlines that have come, oldest first. Each is to be fired in a transaction of its own; then there may be more.
    std::vector<WaitId> due(db::Tx&, int limit);
    /// That wait, or one of its instance whose deadline was before it: a cycle's next time, which was not there yet when
    /// somebody looked. `conflict` where the wait is gone, or not due.
    Result<void> fire(db::Tx&, const WaitId&);
    /// Models that begin by the clock: starts at most `limit` that are due. How many.
    Result<int> start_due(db::Tx&, int limit);

    Result<void> retry(db::Tx&, InstanceId, ActiveNumber);
    Result<void> choose(db::Tx&, InstanceId, ActiveNumber ad_hoc, const std::string& element);
    Result<void> set_variables(db::Tx&, InstanceId, json::object);
    Result<void> cancel(db::Tx&, InstanceId);

    Result<Record> find(db::Tx&, InstanceId);
    Result<Position> position(db::Tx&, InstanceId);
    std::vector<HistoryEntry> history(db::Tx&, InstanceId);
    std::vector<InstanceId> of_owner(db::Tx&, const std::string& owner);
    /// Whether something keeps it from going on that somebody must look at.
    bool has_incident(db::Tx&, InstanceId);
    std::vector<InstanceId> with_incidents(db::Tx&, InstanceId after = {}, int limit = 100);

    /// What would be lost if it went on as an instance of that model: nothing where the list is empty. `mapping`:
    /// elements of the old model to elements of the new one; those not named keep their id.
    using ElementMap = std::map<std::string, std::string, std::less<>>;
    Result<std::vector<Loss>> check_move(db::Tx&, InstanceId, ModelId to, const ElementMap& = {});
    /// Refused where `check_move` has something to say. What is under way waits from now on for boundary events and event sub-processes that only
    /// the new model has; `Surroundings` are told of these waits, and of none that were there before.
    Result<void> move(db::Tx&, InstanceId, ModelId to, const ElementMap& = {});

private:
    friend class Delivery;
    struct Loaded {
        Record record;
        std::shared_ptr<const Plan> plan;
        Instance instance;
        InstanceId caller;
        WaitNumber caller_wait = 0;
        bool fresh = false, had_incident = false;
    };
    Result<Loaded> load(db::Tx&, InstanceId);
    Result<std::shared_ptr<const Plan>> plan_by(db::Tx&, ModelId, const std::string& sha256);
    Result<void> step(db::Tx&, InstanceId, const Stimulus&);

    Surroundings& surroundings_;
    const Expressions& expressions_;
    Limits limits_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<const Plan>> plans_;  // by the document's SHA-256
};

/// Looks for deadlines every second: adds the kind "bpmn.timers"; set it with `jobs::every(tx, "bpmn.timers", 1s,
/// "bpmn.timers")`.
void add_timers(jobs::Kinds&, Engine&);

/// The instance as one of another plan, or what stands in the way; pure.
struct MovedInstance {
    Instance instance;
    std::vector<Loss> losses;
    std::vector<NodeIndex> new_events;  // boundary events and starts of event sub-processes that no element of the old plan became
};
MovedInstance moved(const Plan& from, const Plan& to, const Instance&, const Engine::ElementMap&);

}  // namespace bpmn
