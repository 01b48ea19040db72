#include "bpmn/bpmn.h"
#include "bpmn/delivery.h"
#include "bpmn/events.h"
#include "bpmn/queries.h"
#include "bpmn/read.h"
#include "journal/journal.h"

#include <boost/json.hpp>

#include <charconv>

namespace bpmn {

std::string to_string(const WaitId& id) { return to_string(id.instance) + "." + std::to_string(id.number); }

std::optional<WaitId> parse_wait_id(std::string_view text) {
    const auto dot = text.find('.');
    if (dot == std::string_view::npos || dot + 1 == text.size()) return std::nullopt;
    const auto instance = parse_id<InstanceId>(text.substr(0, dot));
    WaitNumber number = 0;
    const auto [end, error] = std::from_chars(text.data() + dot + 1, text.data() + text.size(), number);
    if (!instance || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return WaitId{*instance, number};
}

namespace {

Result<std::shared_ptr<const Plan>> compile(const std::string& document, const Expressions& expressions) {
    const auto model = TRY(read(document));
    return plan_of(model, expressions);
}

std::optional<Status> status_from(std::string_view name) {
    for (const auto status : {Status::running, Status::completed, Status::failed, Status::cancelled})
        if (name_of(status) == name) return status;
    return std::nullopt;
}

WaitKind kind_from(std::string_view name) {
    for (int i = 0; i <= static_cast<int>(WaitKind::choice); ++i)
        if (name_of(static_cast<WaitKind>(i)) == name) return static_cast<WaitKind>(i);
    return WaitKind::user;
}

}  // namespace

// ---- models
// -----------------------------------------------------------------------------------------------------------

Result<ModelId> Engine::deploy(db::Tx& tx, const std::string& document) {
    const auto plan = TRY(compile(document, expressions_));
    const auto& name = plan->model;
    if (name.empty() || name.size() > 200) return refuse(Kind::invalid, "bpmn.model_without_id");
    const auto sha256 = base::to_hex(base::sha256(document));
    ModelId id;
    std::int64_t version = 1;
    // A transaction that reads what is committed may find at its own insert that another was quicker with this version: then it looks again.
    do {
        for (const auto row : tx.query(sql::newest_version, name)) {
            const auto [known, newest] = row.as<ModelId, std::int64_t>();
            if (tx.find<std::string>(sql::digest_of, known) == sha256) return known;
            version = newest + 1;
        }
        id = tx.new_id<ModelId>();
        tx.run(sql::add_model, id, name, version, sha256, document, tx.now());
    } while (newest(tx, name) != id);
    tx.run(sql::drop_starts, name);
    for (const auto& start : start_waits(*plan)) {
        std::optional<Instant> due;
        std::int64_t repeats = 0, part = 0;
        if (start.kind == WaitKind::timer) {
            const auto schedule = read_schedule(start.part->timer, start.part->timer_text, tx.now());
            if (!schedule)
                return refuse_fields("bpmn.cannot_be_carried_out", {{plan->at(start.node).id, "bpmn.no_time"}});
            due = schedule->first;
            repeats = schedule->times < 0 ? -1 : schedule->times - 1;
        }
        if (start.part != nullptr) part = start.part - plan->at(start.node).parts.data();
        tx.run(sql::add_start, id, plan->at(start.process).id, plan->at(start.node).id, part, name_of(start.kind),
               start.name, due, repeats);
    }
    journal::announce(tx, ModelDeployed{id, name, version});
    return id;
}

std::optional<ModelId> Engine::newest(db::Tx& tx, const std::string& name) {
    return tx.find<ModelId>(sql::model_with_process, name);
}

Result<std::shared_ptr<const Plan>> Engine::plan(db::Tx& tx, ModelId id) {
    const auto sha256 = tx.find<std::string>(sql::digest_of, id);
    if (!sha256) return refuse(Kind::not_found, "bpmn.no_such_model", to_string(id));
    return plan_by(tx, id, *sha256);
}

Result<std::shared_ptr<const Plan>> Engine::plan_by(db::Tx& tx, ModelId id, const std::string& sha256) {
    {
        const std::scoped_lock lock(mutex_);
        if (const auto found = plans_.find(sha256); found != plans_.end()) return found->second;
    }
    const auto document = tx.find<std::string>(sql::document_of, id);
    const auto plan = TRY(compile(*document, expressions_));
    const std::scoped_lock lock(mutex_);
    if (plans_.size() >= most_plans) plans_.clear();
    plans_.emplace(sha256, plan);
    return plan;
}

// ---- instances
// --------------------------------------------------------------------------------------------------------

Result<Engine::Loaded> Engine::load(db::Tx& tx, InstanceId id) {
    Loaded one;
    std::string sha256, state;
    for (const auto row : tx.query(sql::find_instance, id)) {
        one.record = {.id = id,
                      .model = row.get<ModelId>(0),
                      .process = row.get<std::string>(1),
                      .owner = row.get<std::string>(2),
                      .status = status_from(row.get<std::string>(3)).value_or(Status::running),
                      .began = row.get<Instant>(7),
                      .ended = row.get<std::optional<Instant>>(8)};
        state = row.get<std::string>(4);
        one.caller = InstanceId{row.get<std::optional<std::int64_t>>(5).value_or(0)};
        one.caller_wait = static_cast<WaitNumber>(row.get<std::int64_t>(6));
        sha256 = row.get<std::string>(9);
    }
    if (!one.record.id) return refuse(Kind::not_found, "bpmn.no_such_instance", to_string(id));
    one.plan = TRY(plan_by(tx, one.record.model, sha256));
    one.instance.status = one.record.status;
    if (one.record.status == Status::running) one.instance = TRY(instance_from(*one.plan, state));
    one.had_incident = one.instance.has_incident();
    return one;
}

Result<void> Engine::step(db::Tx& tx, InstanceId id, const Stimulus& stimulus) {
    Delivery delivery(tx, *this);
    delivery.add(id, stimulus);
    return delivery.run();
}

Result<InstanceId> Engine::start(db::Tx& tx, ModelId model, const std::string& process, json::object variables,
                                 const std::string& owner, Beforehand beforehand) {
    Delivery delivery(tx, *this);
    const auto id =
        TRY(delivery.begin(model, process, {}, std::move(variables), owner, std::nullopt, std::move(beforehand)));
    TRY(delivery.run());
    return id;
}

Result<void> Engine::complete(db::Tx& tx, const WaitId& wait, json::object variables) {
    return step(tx, wait.instance, Answer{wait.number, std::move(variables)});
}
Result<void> Engine::fail(db::Tx& tx, const WaitId& wait, const std::string& code, json::object variables) {
    return step(tx, wait.instance, Error{wait.number, code, std::move(variables)});
}
Result<void> Engine::break_down(db::Tx& tx, const WaitId& wait, const std::string& key, const std::string& detail) {
    return step(tx, wait.instance, Breakdown{wait.number, key, detail});
}
Result<void> Engine::retry(db::Tx& tx, InstanceId id, ActiveNumber active) { return step(tx, id, Retry{active}); }
Result<void> Engine::set_variables(db::Tx& tx, InstanceId id, json::object variables) {
    return step(tx, id, Change{std::move(variables)});
}
Result<void> Engine::cancel(db::Tx& tx, InstanceId id) { return step(tx, id, Cancel{}); }

Result<void> Engine::choose(db::Tx& tx, InstanceId id, ActiveNumber ad_hoc, const std::string& element) {
    auto one = TRY(load(tx, id));
    const auto activity = one.plan->find(element);
    return Delivery(tx, *this).go_on(one, Choose{ad_hoc, activity});
}

Result<InstanceId> Engine::correlate(db::Tx& tx, const std::string& message, const std::string& key,
                                     json::object variables) {
    Delivery delivery(tx, *this);
    const auto id = TRY(delivery.correlate(nullptr, {Trigger::message, message, key, nowhere, std::move(variables)}));
    TRY(delivery.run());
    return id;
}

Result<int> Engine::broadcast(db::Tx& tx, const std::string& signal, json::object variables) {
    Delivery delivery(tx, *this);
    const auto heard = TRY(delivery.broadcast(nullptr, {Trigger::signal, signal, {}, nowhere, std::move(variables)}));
    TRY(delivery.run());
    return heard;
}

// ---- deadlines
// --------------------------------------------------------------------------------------------------------

std::vector<WaitId> Engine::due(db::Tx& tx, int limit) {
    std::vector<WaitId> all;
    for (const auto row : tx.query(sql::waits_due, tx.now(), limit))
        all.push_back({row.get<InstanceId>(0), static_cast<WaitNumber>(row.get<std::int64_t>(1))});
    return all;
}

Result<void> Engine::fire(db::Tx& tx, const WaitId& wait) {
    auto one = TRY(load(tx, wait.instance));
    const auto found = one.instance.waits.find(wait.number);
    if (found == one.instance.waits.end() || !found->second.due || *found->second.due > tx.now())
        return refuse(Kind::conflict, "bpmn.not_waiting", to_string(wait));
    auto first = found->second;
    for (const auto& [number, other] : one.instance.waits)
        if (other.due && *other.due < *first.due) first = other;
    return Delivery(tx, *this).go_on(one, Answer{first.number, {}});
}

Result<int> Engine::start_due(db::Tx& tx, int limit) {
    struct Start {
        ModelId model;
        std::string process, element;
        std::int64_t part;
        Instant due;
        std::int64_t repeats;
    };
    std::vector<Start> starts;
    for (const auto row : tx.query(sql::starts_due, tx.now(), limit))
        starts.push_back({row.get<ModelId>(0), row.get<std::string>(1), row.get<std::string>(2),
                          row.get<std::int64_t>(3), row.get<Instant>(4), row.get<std::int64_t>(5)});
    Delivery delivery(tx, *this);
    for (const auto& start : starts) {
        const auto plan = TRY(this->plan(tx, start.model));
        const auto& part = plan->at(plan->find(start.element)).parts[static_cast<std::size_t>(start.part)];
        const auto again = start.repeats == 0 ? std::nullopt : read_schedule(part.timer, part.timer_text, tx.now());
        const auto next = again && again->every ? std::optional(start.due + *again->every) : std::nullopt;
        tx.run(sql::move_start, next,
               start.repeats < 0 ? std::int64_t{-1} : std::max<std::int64_t>(start.repeats - 1, 0), start.model,
               start.process, start.element, start.part);
        TRY(delivery.begin(start.model, start.process, start.element, {}, {}));
    }
    TRY(delivery.run());
    return static_cast<int>(starts.size());
}

// ---- questions
// --------------------------------------------------------------------------------------------------------

Result<Record> Engine::find(db::Tx& tx, InstanceId id) {
    auto one = TRY(load(tx, id));
    return one.record;
}

Result<Position> Engine::position(db::Tx& tx, InstanceId id) {
    const auto one = TRY(load(tx, id));
    Position position{.record = one.record, .standing = {}, .waits = {}, .variables = one.instance.variables()};
    for (const auto& [number, active] : one.instance.active) {
        const auto& node = one.plan->at(active.node);
        position.standing.push_back({number, active.parent, node.id, node.name, node.lane, node.kind, active.since,
                                     active.incident, active.detail});
    }
    for (const auto row : tx.query(sql::waits_of, id)) {
        const auto number = static_cast<WaitNumber>(row.get<std::int64_t>(0));
        position.waits.push_back({{id, number},
                                  kind_from(row.get<std::string>(1)),
                                  row.get<std::string>(2),
                                  row.get<std::string>(3),
                                  row.get<std::string>(4),
                                  row.get<std::optional<Instant>>(5),
                                  row.get<Instant>(6)});
    }
    return position;
}

std::vector<HistoryEntry> Engine::history(db::Tx& tx, InstanceId id) {
    std::vector<HistoryEntry> entries;
    for (const auto& fact : journal::facts_of(tx, id.value)) {
        const auto element = fact.as<ElementStarted>();
        entries.push_back(
            {fact.kind, element.element, element.code, fact.actor, fact.channel, element.number, fact.at});
    }
    return entries;
}

std::vector<InstanceId> Engine::of_owner(db::Tx& tx, const std::string& owner) {
    std::vector<InstanceId> all;
    for (const auto row : tx.query(sql::instances_of_owner, owner)) all.push_back(row.get<InstanceId>(0));
    return all;
}

bool Engine::has_incident(db::Tx& tx, InstanceId id) { return tx.find<std::int64_t>(sql::incidents_of, id).value_or(0) > 0; }

std::vector<InstanceId> Engine::with_incidents(db::Tx& tx, InstanceId after, int limit) {
    std::vector<InstanceId> all;
    for (const auto row : tx.query(sql::instances_with_incidents, after, limit)) all.push_back(row.get<InstanceId>(0));
    return all;
}

}  // namespace bpmn
