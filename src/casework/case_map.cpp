#include "casework/case_map.h"

#include "base/shelf.h"
#include "bpmn/flow.h"
#include "bpmn/read.h"
#include "casework/decisions.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace casework {
namespace {

std::unexpected<Refusal> wrong(const catalogue::Definition& service, std::string_view element, std::string_view why) {
    return refuse(Kind::invalid, "casework.map", fmt::format("{}: process.bpmn: {}: {}", service.code, element, why));
}

std::int64_t days_from(std::string_view text) {
    std::int64_t days = 0;
    std::from_chars(text.data(), text.data() + text.size(), days);
    return days;
}

bool is_done_by_people(const bpmn::Element& element) { return element.is(bpmn::Type::user_task) || element.is(bpmn::Type::manual_task); }

/// What an attribute names must be there.
Result<void> check_element(const catalogue::Definition& service, const bpmn::Model& model, const bpmn::Element& element) {
    const auto said = [&](std::string_view name) -> const std::string& { return element.attribute_of(own_attributes, name); };
    if (const auto& form = said("form"); !form.empty() && service.task_form(form) == nullptr)
        return wrong(service, element.id(), "the service has no form '" + form + "'");
    if (const auto& other = said("notBy"); !other.empty() && (model.find(other) == nullptr || !is_done_by_people(*model.find(other))))
        return wrong(service, element.id(), "notBy names '" + other + "', which is no task");
    if (const auto& outcome = said("outcome"); !outcome.empty() && service.outcome_label(outcome).empty())
        return wrong(service, element.id(), "the service has no outcome '" + outcome + "'");
    if (const auto& days = said("withinWorkingDays"); !days.empty() && (days_from(days) < 1 || days_from(days) > 366))
        return wrong(service, element.id(), "withinWorkingDays is a number from 1 to 366");
    if (element.is(bpmn::Type::business_rule_task)) TRY(check_decision(service, said("decision")));
    if (element.is(bpmn::Type::service_task) && said("destination").empty()) return wrong(service, element.id(), "nobody would carry it out: destination is missing");
    return {};
}

}  // namespace

Result<CaseMapPtr> CaseMap::of(const catalogue::Definition& service) {
    static base::Shelf<CaseMapPtr, 1000> shelf;
    const auto key = fmt::format("{}.{}.{}", service.code, service.version, service.process_digest);
    if (auto known = shelf.find(key)) return *known;
    auto map = std::make_shared<CaseMap>();
    auto model = bpmn::read(service.process);
    if (!model) return wrong(service, "process.bpmn", model.error().log.empty() ? model.error().key : model.error().log);
    map->model_ = *std::move(model);
    const auto processes = bpmn::processes(map->model_);
    const auto found = std::ranges::find_if(processes, [](const bpmn::Element* each) { return bpmn::is_executable(*each); });
    if (found == processes.end()) return wrong(service, "process", "none of them is to be carried out: isExecutable");
    map->process_ = *found;
    for (const auto* element : map->model_.elements()) TRY(check_element(service, map->model_, *element));
    shelf.keep(key, map);
    return map;
}

std::string_view CaseMap::attribute(std::string_view element, std::string_view name) const {
    const auto* found = model_.find(element);
    return found == nullptr ? std::string_view() : std::string_view(found->attribute_of(own_attributes, name));
}

std::string_view CaseMap::name(std::string_view element) const {
    const auto* found = model_.find(element);
    return found == nullptr ? std::string_view() : std::string_view(found->name());
}

Duty CaseMap::duty(std::string_view element) const {
    const auto of = [&](std::string_view name) { return std::string(attribute(element, name)); };
    return {.element = std::string(element),
            .name = std::string(name(element)),
            .team = of("team"),
            .skill = of("skill"),
            .form = of("form"),
            .not_by = of("notBy"),
            .within_working_days = days_from(attribute(element, "withinWorkingDays")),
            .reply_within_working_days = days_from(attribute(element, "replyWithinWorkingDays")),
            .in_the_field = attribute(element, "field") == "true",
            .closes = attribute(element, "closes") == "true"};
}

std::vector<std::string> CaseMap::teams() const {
    std::vector<std::string> all;
    for (const auto* element : model_.elements())
        if (is_done_by_people(*element))
            if (const auto& team = element->attribute_of(own_attributes, "team"); !team.empty()) all.push_back(team);
    std::ranges::sort(all);
    const auto [first, last] = std::ranges::unique(all);
    all.erase(first, last);
    return all;
}

}  // namespace casework
