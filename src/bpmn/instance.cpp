#include "bpmn/instance.h"

#include <boost/json.hpp>

namespace bpmn {
namespace {

std::int64_t micros(Instant at) { return at.time_since_epoch().count(); }
Instant instant(std::int64_t micros) { return Instant{Duration{micros}}; }

/// Short names, and nothing written that has its usual value: rows are many and small.
class Writer {
public:
    explicit Writer(json::object& out) : out_(out) {}
    template <class T>
    void number(const char* name, T value, T usual = {}) {
        if (value != usual) out_[name] = static_cast<std::int64_t>(value);
    }
    void flag(const char* name, bool value) {
        if (value) out_[name] = 1;
    }
    void text(const char* name, const std::string& value) {
        if (!value.empty()) out_[name] = value;
    }
    void object(const char* name, const json::object& value) {
        if (!value.empty()) out_[name] = value;
    }

private:
    json::object& out_;
};

class Reader {
public:
    explicit Reader(const json::value& in) : in_(in.as_object()) {}
    template <class T = std::int64_t>
    T number(const char* name, T usual = {}) const {
        const auto* found = in_.if_contains(name);
        return found ? static_cast<T>(found->as_int64()) : usual;
    }
    bool flag(const char* name) const { return in_.contains(name); }
    std::string text(const char* name) const {
        const auto* found = in_.if_contains(name);
        return found ? std::string(found->as_string()) : std::string();
    }
    json::object object(const char* name) const {
        const auto* found = in_.if_contains(name);
        return found ? found->as_object() : json::object{};
    }
    const json::array& list(const char* name) const {
        static const json::array empty;
        const auto* found = in_.if_contains(name);
        return found ? found->as_array() : empty;
    }
    bool has(const char* name) const { return in_.contains(name); }

private:
    const json::object& in_;
};

/// The ids of one plan, both ways.
struct Ids {
    const Plan& plan;
    std::string node(NodeIndex index) const {
        const auto& node = plan.at(index);
        // A global task's process and the task in it bear one id.
        return plan.find(node.id) == index ? node.id : plan.at(node.parent).id + "/" + node.id;
    }
    NodeIndex node(std::string_view id) const {
        if (const auto found = plan.find(id); found != nowhere) return found;
        const auto slash = id.rfind('/');
        if (slash != std::string_view::npos)
            for (NodeIndex i = 0; i < static_cast<NodeIndex>(plan.nodes.size()); ++i)
                if (plan.at(i).id == id.substr(slash + 1) && plan.at(i).parent != nowhere &&
                    plan.at(plan.at(i).parent).id == id.substr(0, slash))
                    return i;
        throw std::invalid_argument("no element " + std::string(id));
    }
    FlowIndex flow(std::string_view id) const {
        const auto found = plan.find_flow(id);
        if (found == nowhere) throw std::invalid_argument("no flow " + std::string(id));
        return found;
    }
};

json::object object_of(const Ids& ids, const Active& a) {
    json::object out{{"i", a.number}, {"e", ids.node(a.node)}, {"s", micros(a.since)}};
    Writer w(out);
    w.number("p", a.parent);
    w.number("r", a.role, Role::work);
    w.number("t", a.turn, -1);
    w.object("v", a.variables);
    w.number("w", a.wanted);
    w.number("b", a.begun);
    w.number("c", a.completed);
    w.number("x", a.ended_early);
    w.flag("st", a.stopping);
    if (!a.to_undo.empty()) out["u"] = json::array(a.to_undo.begin(), a.to_undo.end());
    w.number("uf", a.undone_for);
    w.flag("tc", a.then_cancels);
    w.flag("tg", a.token_gone);
    for (const auto node : a.to_begin) {
        if (!out.contains("tb")) out["tb"] = json::array();
        out["tb"].as_array().push_back(json::string(ids.node(node)));
    }
    w.text("in", a.incident);
    w.text("de", a.detail);
    if (a.arrived_by != nowhere) out["f"] = ids.plan.flow(a.arrived_by).id;
    return out;
}

Active active_from(const Ids& ids, const json::value& value) {
    const Reader r(value);
    Active a;
    a.number = r.number<ActiveNumber>("i");
    a.parent = r.number<ActiveNumber>("p");
    a.node = ids.node(r.text("e"));
    a.role = r.number("r", Role::work);
    a.since = instant(r.number("s"));
    a.turn = r.number<int>("t", -1);
    a.variables = r.object("v");
    a.wanted = r.number<int>("w");
    a.begun = r.number<int>("b");
    a.completed = r.number<int>("c");
    a.ended_early = r.number<int>("x");
    a.stopping = r.flag("st");
    for (const auto& number : r.list("u")) a.to_undo.push_back(static_cast<ActiveNumber>(number.as_int64()));
    a.undone_for = r.number<ActiveNumber>("uf");
    a.then_cancels = r.flag("tc");
    a.token_gone = r.flag("tg");
    for (const auto& id : r.list("tb")) a.to_begin.push_back(ids.node(std::string_view(id.as_string())));
    a.incident = r.text("in");
    a.detail = r.text("de");
    if (r.has("f")) a.arrived_by = ids.flow(r.text("f"));
    return a;
}

json::object object_of(const Ids& ids, const Gathered& g) {
    json::object tokens;
    for (const auto& [flow, count] : g.tokens) tokens[flow == nowhere ? std::string() : ids.plan.flow(flow).id] = count;
    json::object out{{"e", ids.node(g.node)}, {"p", g.scope}, {"t", std::move(tokens)}};
    Writer(out).flag("rs", g.resetting);
    return out;
}

Gathered gathered_from(const Ids& ids, const json::value& value) {
    const Reader r(value);
    Gathered g{
        .node = ids.node(r.text("e")), .scope = r.number<ActiveNumber>("p"), .tokens = {}, .resetting = r.flag("rs")};
    for (const auto& token : r.object("t"))
        g.tokens[token.key().empty() ? nowhere : ids.flow(token.key())] = static_cast<int>(token.value().as_int64());
    return g;
}

json::object object_of(const Ids& ids, const Done& d) {
    json::object out{{"i", d.number}, {"e", ids.node(d.node)}, {"p", d.scope}};
    Writer(out).object("v", d.variables);
    return out;
}

Done done_from(const Ids& ids, const json::value& value) {
    const Reader r(value);
    return {.number = r.number<ActiveNumber>("i"),
            .node = ids.node(r.text("e")),
            .scope = r.number<ActiveNumber>("p"),
            .variables = r.object("v")};
}

json::object object_of(const Ids& ids, const Wait& wait) {
    json::object out{{"i", wait.number}, {"o", wait.owner}, {"e", ids.node(wait.node)}};
    Writer w(out);
    w.number("d", wait.part);
    w.number("k", wait.kind, WaitKind::user);
    w.text("n", wait.name);
    w.text("c", wait.key);
    if (wait.due) out["at"] = micros(*wait.due);
    w.number("r", wait.repeats);
    w.flag("h", wait.held);
    return out;
}

Wait wait_from(const Ids& ids, const json::value& value) {
    const Reader r(value);
    Wait wait;
    wait.number = r.number<WaitNumber>("i");
    wait.owner = r.number<ActiveNumber>("o");
    wait.node = ids.node(r.text("e"));
    wait.part = r.number<int>("d");
    wait.kind = r.number("k", WaitKind::user);
    wait.name = r.text("n");
    wait.key = r.text("c");
    if (r.has("at")) wait.due = instant(r.number("at"));
    wait.repeats = r.number<int>("r");
    wait.held = r.flag("h");
    return wait;
}

template <class Things>
void put(json::object& out, const char* name, const Ids& ids, const Things& things) {
    if (things.empty()) return;
    json::array list;
    list.reserve(things.size());
    for (const auto& thing : things)
        if constexpr (requires { thing.second; })
            list.push_back(object_of(ids, thing.second));
        else
            list.push_back(object_of(ids, thing));
    out[name] = std::move(list);
}

Instance read(const Ids& ids, std::string_view text) {
    const auto value = json::parse(text);
    const Reader r(value);
    Instance instance;
    instance.status = r.number("status", Status::running);
    instance.outcome = r.text("outcome");
    instance.next_active = r.number<ActiveNumber>("na", 1);
    instance.next_wait = r.number<WaitNumber>("nw", 1);
    for (const auto& each : r.list("active")) {
        auto active = active_from(ids, each);
        instance.active.emplace(active.number, std::move(active));
    }
    for (const auto& each : r.list("gathered")) instance.gathered.push_back(gathered_from(ids, each));
    for (const auto& each : r.list("done")) instance.done.push_back(done_from(ids, each));
    for (const auto& each : r.list("waits")) {
        auto wait = wait_from(ids, each);
        instance.waits.emplace(wait.number, std::move(wait));
    }
    return instance;
}

}  // namespace

std::string_view name_of(Status status) {
    static constexpr std::string_view names[] = {"running", "completed", "failed", "cancelled"};
    return names[static_cast<std::size_t>(status)];
}

std::string_view name_of(WaitKind kind) {
    static constexpr std::string_view names[] = {"user",  "service",   "message", "signal",
                                                 "timer", "condition", "call",    "choice"};
    return names[static_cast<std::size_t>(kind)];
}

bool Instance::has_incident() const {
    for (const auto& [number, each] : active)
        if (!each.incident.empty()) return true;
    return false;
}

const json::object& Instance::variables() const {
    static const json::object empty;
    const auto root = active.find(1);
    return root == active.end() ? empty : root->second.variables;
}

std::string json_of(const Plan& plan, const Instance& instance) {
    const Ids ids{plan};
    json::object out{{"na", instance.next_active}, {"nw", instance.next_wait}};
    Writer w(out);
    w.number("status", instance.status, Status::running);
    w.text("outcome", instance.outcome);
    put(out, "active", ids, instance.active);
    put(out, "gathered", ids, instance.gathered);
    put(out, "done", ids, instance.done);
    put(out, "waits", ids, instance.waits);
    return json::serialize(out);
}

Result<Instance> instance_from(const Plan& plan, std::string_view text) {
    try {
        return read(Ids{plan}, text);
    } catch (const std::exception& problem) {
        return refuse(Kind::conflict, "bpmn.other_model", problem.what());
    }
}

}  // namespace bpmn
