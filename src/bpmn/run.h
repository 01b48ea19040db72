#pragma once
// Inside the engine only: one step under way. The parts are told apart by what they are about: tokens.cpp, joins.cpp,
// activities.cpp, repetitions.cpp, events.cpp, undoing.cpp.

#include "bpmn/engine.h"

#include <deque>

namespace bpmn {

class Run {
public:
    Run(const Plan& plan, Instance& instance, Performer& performer, Instant now, const Limits& limits)
        : plan_(plan), instance_(instance), performer_(performer), now_(now), limits_(limits) {}

    // What happened.
    Result<void> take(const Begin&);
    Result<void> take(const Answer&);
    Result<void> take(const Error&);
    Result<void> take(const Escalation&);
    Result<void> take(const Breakdown&);
    Result<void> take(const Retry&);
    Result<void> take(const Choose&);
    Result<void> take(const Change&);
    Result<void> take(const Cancel&);
    Result<void> take(const Arm&);

    /// Moves on until nothing can.
    void settle();
    Step finish();

private:
    friend class Sight;
    using Variables = json::object;

    /// A token on its way to a node, or an active thing whose turn it is to go on.
    struct Move {
        enum class What : std::uint8_t { token, turn, undo };
        NodeIndex node = nowhere;
        ActiveNumber scope = 0;    // of the token; otherwise the active thing
        FlowIndex flow = nowhere;  // nowhere: begun here, or past a gateway's join already
        What what = What::token;
    };

    void begin_at(NodeIndex);

    // tokens.cpp
    void push(const Move& move) { moves_.push_back(move); }
    void take_move(const Move&);
    void enter(const Move&);
    void enter_gateway(const Move&);
    /// Along the outgoing flows of an activity or event.
    void leave(NodeIndex, ActiveNumber scope);
    void choose_one(const Move&);
    void choose_many(const Move&);
    void go_all(NodeIndex, ActiveNumber scope);
    void touch(ActiveNumber scope) { touched_.push_back(scope); }
    void look_after_touched();
    bool is_idle(ActiveNumber scope) const;
    /// Everything that moves comes to stand, for the reason.
    void stand_all(const std::string& key);
    void stand(const Move&, const std::string& key, const std::string& detail);
    /// An element that is over, but whose token cannot leave it.
    void stand_done(NodeIndex, ActiveNumber scope, const Refusal& why);
    Result<bool> holds(const Formula&, ActiveNumber at, Variables locals = {}) const;
    Result<json::value> value_of(const Formula&, ActiveNumber at, Variables locals = {}) const;

    // joins.cpp
    Gathered& gather(const Move&);
    void forget(const Gathered&);
    void join_parallel(const Move&);
    void arrive_complex(const Move&);
    bool join_waiting();
    bool can_still_come(const Gathered&) const;
    void fire_complex(Gathered&);

    // activities.cpp
    Active& add_active(NodeIndex, ActiveNumber parent, Role);
    Active* find(ActiveNumber);
    const Active* find(ActiveNumber) const;
    void begin_activity(const Move&);
    void begin_activity(NodeIndex, ActiveNumber scope, ActiveNumber undone_for);
    void carry_out(ActiveNumber);
    void open_scope(ActiveNumber);
    void open_ad_hoc(ActiveNumber);
    void call(ActiveNumber);
    void perform(ActiveNumber);
    void answered(ActiveNumber, const Variables&);
    void complete(ActiveNumber);
    void complete_scope(ActiveNumber);
    void complete_process(ActiveNumber);
    void one_done_in_ad_hoc(ActiveNumber);
    void cancel(ActiveNumber);
    void cancel_within(ActiveNumber);
    void fail_instance(const std::string& code);
    void incident(Active&, const std::string& key, const std::string& detail);
    int depth_of(ActiveNumber) const;
    bool is_turn(const Active&) const;
    std::vector<ActiveNumber> children_of(ActiveNumber) const;

    // data.cpp
    const json::value* look_up(std::string_view name, ActiveNumber from) const;
    void assign(std::string_view name, json::value, ActiveNumber from);
    /// False, and an incident at it, where a mapping fails.
    Result<void> store(const Node&, const Variables&, ActiveNumber at);
    Result<Variables> inputs_of(const Node&, ActiveNumber at) const;
    bool would_fit(const Variables&) const;

    // repetitions.cpp
    void begin_repeated(ActiveNumber);
    Result<int> count_wanted(Active&);
    void take_turn(ActiveNumber);
    void turn_done(ActiveNumber repeated, const Active& turn);
    void goes_on(Active& repeated);
    void end_repeated(ActiveNumber);
    Variables counts_of(const Active&) const;
    void throw_of_turn(Active& repeated);
    void throw_at_boundary(const Active& repeated, Trigger, const std::string& name);

    // events.cpp
    void enter_event(const Move&);
    void open_choice(const Move&);
    void catch_here(const Move&);
    /// False: an incident, or the owner is gone already.
    bool arm(ActiveNumber);
    /// What an active thing would wait for beside its work, were it begun now.
    std::vector<NodeIndex> armed_by(const Active&) const;
    Result<void> open_part(ActiveNumber owner, NodeIndex, int part);
    void open_wait(Wait);
    void close_wait(WaitNumber);
    void close_waits_of(ActiveNumber);
    void close_waits_at(ActiveNumber owner, NodeIndex);
    bool waits_at(ActiveNumber owner, NodeIndex) const;
    void fire(const Wait&, const Variables&);
    void fire_own(const Wait&, const Variables&);
    void fire_choice(const Wait&, const Variables&);
    /// A boundary event or the start of an event sub-process. Closes or opens again what it waits for.
    void fire_armed(const Wait&, const Variables&);
    void again_or_never(const Wait&);
    void fire_boundary(ActiveNumber owner, NodeIndex, const Variables&);
    void begin_event_sub(ActiveNumber scope, NodeIndex start, const Variables&);
    void do_throw(const Move&);
    bool throw_part(const Move&, const EventPart&);
    void broadcast(const std::string& name, NodeIndex from, const Variables&);
    bool catch_thrown(Trigger, const std::string& code, ActiveNumber from, const Variables&);
    bool catch_in_scope(ActiveNumber, Trigger, const std::string& code, NodeIndex came_from, const Variables&);
    bool catch_at_boundary(ActiveNumber, Trigger, const std::string& code, const Variables&);
    void uncaught(Trigger, const std::string& code, NodeIndex from);
    bool check_conditions(ActiveNumber owner);
    /// What a message is told apart by: at the receiver by the instance's variables, at the sender by what it carries.
    std::string key_of(const std::string& message, ActiveNumber at) const;
    std::string key_of_sent(const std::string& message, ActiveNumber at, const Variables&) const;

    // undoing.cpp
    void compensate(const Move&, const EventPart&);
    void cancel_transaction(const Move&);
    void undo_next(ActiveNumber);
    void undo(ActiveNumber undoing, const Done&);
    void undone(ActiveNumber);
    void remember(const Active&);
    NodeIndex undo_start(const Node&) const;

    void note(Phase phase, NodeIndex node, ActiveNumber number = 0, std::string code = {}) {
        step_.transitions.push_back({phase, node, number, std::move(code)});
    }

    const Plan& plan_;
    Instance& instance_;
    Performer& performer_;
    Instant now_;
    const Limits& limits_;
    Step step_;
    std::deque<Move> moves_, throws_;
    std::vector<ActiveNumber> touched_;
    std::vector<ActiveNumber> swept_;  // emptied since the last throw: a token thrown from there is gone too
    bool conditions_to_check_ = false;
    int moved_ = 0;
};

/// The variables in sight from one active thing, and a few that stand nearer.
class Sight : public Names {
public:
    Sight(const Run& run, ActiveNumber from, json::object locals = {})
        : run_(run), from_(from), locals_(std::move(locals)) {}
    const json::value* find(std::string_view name) const override;

private:
    const Run& run_;
    ActiveNumber from_;
    json::object locals_;
    mutable json::value counter_;
};

}  // namespace bpmn
