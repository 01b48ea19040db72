#include "casework/publishing_check.h"

#include "bpmn/check.h"
#include "bpmn/read.h"
#include "casework/check_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace casework {
namespace {

/// "fly-tipping: process.bpmn: inspect: the service has no form 'x'"
catalogue::Fault fault_from(const catalogue::Definition& service, std::string_view log) {
    for (const auto& start : {service.code + ": ", std::string(map_file) + ": "})
        if (log.starts_with(start)) log.remove_prefix(start.size());
    const auto colon = std::min(log.find(": "), log.size());
    return {std::string(map_file), std::string(log.substr(0, colon)), std::string(log.substr(std::min(colon + 2, log.size())))};
}

/// What breaks the standard: all of it, where a map as a whole would be refused for the first.
bool breaks_the_standard(const catalogue::Definition& service, catalogue::Faults& faults) {
    const auto model = bpmn::read(service.process);
    if (!model) return false;  // said with its line below
    const auto before = faults.size();
    for (const auto& finding : bpmn::check(*model))
        if (finding.severity == bpmn::Severity::fault)
            faults.push_back({std::string(map_file), finding.element.empty() ? fmt::format("line {}", finding.line) : finding.element, bpmn::explain(finding)});
    return faults.size() > before;
}

}  // namespace

void MapCheck::look(const catalogue::Definition& service, const catalogue::Surroundings& around, catalogue::Faults& faults) const {
    if (service.process.empty()) {
        for (const auto& form : service.task_forms)
            faults.push_back({"service.json", fmt::format("{}.{}", "forms", form.code), "the service has no map, so no task has this form: add a map, or take it out"});
        return;
    }
    if (breaks_the_standard(service, faults)) return;
    const auto map = CaseMap::of(service);
    if (!map) return faults.push_back(fault_from(service, map.error().log));
    const auto plan = bpmn::plan_of((*map)->model(), bpmn::feel());
    if (!plan) return faults.push_back({std::string(map_file), "process", plan.error().key});
    const Look look{service, around, **map, **plan, faults};
    look_at_ways(look);
    look_at_gateways(look);
    look_at_tasks(look);
    look_at_tables(look);
}

}  // namespace casework
