#include "casework/publishing_check.h"

#include "casework/case_map.h"

#include <fmt/format.h>

namespace casework {

void MapCheck::look(const catalogue::Definition& service, const catalogue::Surroundings& around, catalogue::Faults& faults) const {
    if (service.process.empty()) return;
    const auto say = [&](std::string_view element, std::string text) { faults.push_back({"process.bpmn", std::string(element), std::move(text)}); };
    const auto map = CaseMap::of(service);
    if (!map) {
        std::string_view log = map.error().log;  // "fly-tipping: process.bpmn: Task_1: …"
        const auto skip = [&](std::string_view start) { if (log.starts_with(start)) log.remove_prefix(start.size()); };
        skip(service.code + ": ");
        skip("process.bpmn: ");
        const auto colon = std::min(log.find(": "), log.size());
        say(log.substr(0, colon), std::string(log.substr(std::min(colon + 2, log.size()))));
        return;
    }
    for (const auto& skill : (*map)->skills())
        if (around.find_skill(skill) == nullptr) say("skill", fmt::format("the skill '{}' is not in _skills.json: add it there, or name one that is", skill));
}

}  // namespace casework
