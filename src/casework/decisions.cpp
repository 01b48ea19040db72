#include "casework/decisions.h"

#include "base/shelf.h"
#include "casework/queries.h"
#include "dmn/dmn.h"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace casework {
namespace {

namespace json = boost::json;

const dmn::Offer* find_offer(const std::vector<dmn::Offer>& offers, std::string_view decision) {
    for (const auto& offer : offers)
        if (offer.kind == dmn::Offer::Kind::decision && (offer.name == decision || offer.id == decision)) return &offer;
    return nullptr;
}

json::object shown(const dmn::Rule& rule) {
    json::array conditions;
    for (const auto& each : rule.conditions)
        conditions.push_back({{"input", each.input}, {"test", each.test}, {"value", dmn::to_json(each.value)}, {"held", each.held}});
    return {{"number", static_cast<std::int64_t>(rule.number)}, {"note", rule.note}, {"chosen", rule.chosen}, {"conditions", std::move(conditions)}};
}

std::string to_text(const dmn::Explanation& steps) {
    json::array all;
    for (const auto& step : steps) {
        json::array rules;
        for (const auto& rule : step.rules) {
            rules.push_back(shown(rule));
            if (rule.chosen && step.policy == "FIRST") break;  // what comes after was not asked
        }
        all.push_back({{"decision", step.element}, {"policy", step.policy}, {"result", dmn::to_json(step.value)}, {"rules", std::move(rules)}});
    }
    return json::serialize(all);
}

std::string words(const json::value& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return std::string(value.as_string());
    if (!value.is_object()) return json::serialize(value);
    std::string all;
    for (const auto& [name, each] : value.as_object()) all += fmt::format("{}{}: {}", all.empty() ? "" : ", ", std::string_view(name), words(each));
    return all;
}

RuleShown rule_from(const json::object& from) {
    RuleShown rule{.number = from.at("number").as_int64(), .note = std::string(from.at("note").as_string()), .conditions = {}, .chosen = from.at("chosen").as_bool()};
    for (const auto& each : from.at("conditions").as_array()) {
        const auto& condition = each.as_object();
        rule.conditions.push_back({std::string(condition.at("input").as_string()), std::string(condition.at("test").as_string()), words(condition.at("value")),
                                   condition.at("held").as_bool()});
    }
    return rule;
}

}  // namespace

Result<std::vector<dmn::Model>> tables_of(const catalogue::Definition& service) {
    static base::Shelf<std::vector<dmn::Model>, 1000> shelf;
    const auto key = fmt::format("{}.{}.{}", service.code, service.version, service.decisions_digest);
    if (auto known = shelf.find(key)) return *std::move(known);
    std::vector<dmn::Model> models;
    for (const auto& each : service.decisions) {
        auto model = dmn::read(each.xml, models);
        if (!model) return refuse(Kind::invalid, "casework.decision", fmt::format("{}: {}.dmn: {}", service.code, each.name, model.error().log));
        models.push_back(*std::move(model));
    }
    shelf.keep(key, models);
    return models;
}

Result<Decided> decide(const catalogue::Definition& service, std::string_view decision, const Variables& variables, Instant now) {
    const auto models = TRY(tables_of(service));
    for (const auto& model : models) {
        const auto offers = model.offers();
        const auto* offer = find_offer(offers, decision);
        if (offer == nullptr) continue;
        dmn::Context inputs;
        for (const auto& name : offer->inputs)
            if (const auto* value = variables(name)) inputs.put(name, dmn::from_json(*value));
        dmn::Explanation why;
        const auto outcome = TRY(dmn::decide(model, decision, inputs, {.now = now}, &why));
        if (outcome.value.is_null())
            return refuse(Kind::invalid, "casework.decision",
                          fmt::format("{}: {} comes to nothing{}", service.code, decision, outcome.faults.empty() ? "" : ": " + outcome.faults.front().what));
        return Decided{dmn::to_json(outcome.value), to_text(why)};
    }
    return refuse(Kind::invalid, "casework.decision", fmt::format("{}: there is no decision '{}'", service.code, decision));
}

Result<void> check_decision(const catalogue::Definition& service, std::string_view decision) {
    const auto models = TRY(tables_of(service));
    for (const auto& model : models)
        if (!model.flaws().empty())
            return refuse(Kind::invalid, "casework.decision", fmt::format("{}: {}: {}", service.code, model.flaws().front().element, model.flaws().front().what));
    for (const auto& model : models)
        if (find_offer(model.offers(), decision) != nullptr) return {};
    return refuse(Kind::invalid, "casework.decision", fmt::format("{}: there is no decision '{}'", service.code, decision));
}

std::vector<DecisionShown> explanation_from(std::string_view text) {
    std::vector<DecisionShown> all;
    boost::system::error_code error;
    const auto stored = json::parse(text, error);
    if (error || !stored.is_array()) return all;
    for (const auto& each : stored.as_array()) {
        const auto& from = each.as_object();
        DecisionShown step{.element = {}, .at = {}, .decision = std::string(from.at("decision").as_string()), .policy = std::string(from.at("policy").as_string()),
                           .result = words(from.at("result")), .rules = {}};
        for (const auto& rule : from.at("rules").as_array()) step.rules.push_back(rule_from(rule.as_object()));
        all.push_back(std::move(step));
    }
    return all;
}

std::vector<DecisionShown> decisions_of(db::Tx& tx, cases::CaseId id) {
    std::vector<DecisionShown> all;
    for (const auto row : tx.query(sql::decisions_of, id))
        for (auto& step : explanation_from(row.get<std::string_view>(2))) {
            step.element = row.get<std::string>(0);
            step.at = row.get<Instant>(1);
            all.push_back(std::move(step));
        }
    return all;
}

}  // namespace casework
