#include "desk/map_editor.h"

#include "bpmn/read.h"
#include "bpmn/write.h"
#include "casework/case_map.h"
#include "casework/publishing_check.h"
#include "notifications/templates.h"

#include <algorithm>
#include <functional>
#include <set>

namespace desk {
namespace {

using Sort = Saying::Sort;
constexpr Saying all_sayings[] = {
    {"name", "desk.map_said_name", "bpmn:FlowNode bpmn:SequenceFlow", Sort::text, true},
    {"condition", "desk.map_said_condition", "bpmn:SequenceFlow"},
    {"team", "desk.map_said_team", "bpmn:UserTask", Sort::team, true},
    {"skill", "desk.map_said_skill", "bpmn:UserTask", Sort::skill, true},
    {"form", "desk.map_said_form", "bpmn:UserTask", Sort::form, true},
    {"withinWorkingDays", "desk.map_said_within", "bpmn:UserTask", Sort::number, true},
    {"notBy", "desk.map_said_not_by", "bpmn:UserTask", Sort::text, true},
    {"field", "desk.map_said_field", "bpmn:UserTask", Sort::flag, true},
    {"closes", "desk.map_said_closes", "bpmn:UserTask", Sort::flag, true},
    {"decision", "desk.map_said_decision", "bpmn:BusinessRuleTask", Sort::decision},
    {"destination", "desk.map_said_destination", "bpmn:ServiceTask"},
    {"replyWithinWorkingDays", "desk.map_said_reply", "bpmn:ServiceTask", Sort::number},
    {"into", "desk.map_said_into", "bpmn:BusinessRuleTask bpmn:ServiceTask"},
    {"letter", "desk.map_said_letter", "bpmn:SendTask", Sort::letter},
    {"words", "desk.map_said_words", "bpmn:SendTask bpmn:ServiceTask"},
    {"outcome", "desk.map_said_outcome", "bpmn:EndEvent", Sort::outcome},
    {"reminder", "desk.map_said_reminder", "bpmn:EndEvent", Sort::letter},
    {"remindOn", "desk.map_said_remind_on", "bpmn:EndEvent"},
    {"remindDaysBefore", "desk.map_said_remind_before", "bpmn:EndEvent", Sort::number},
    {"pause", "desk.map_said_pause", "bpmn:UserTask bpmn:ReceiveTask bpmn:IntermediateCatchEvent", Sort::pause},
    {"plain", "desk.map_said_plain", "bpmn:FlowNode", Sort::long_text, true},
};

/// The prefix that stands for our own attributes; declared where none does.
std::string own_prefix(bpmn::Model& model) {
    for (const auto& attribute : model.definitions().attributes())
        if (attribute.prefix == "xmlns" && attribute.value == casework::own_attributes) return attribute.name;
    model.definitions().add_attribute({.prefix = "xmlns", .name = "gh", .value = std::string(casework::own_attributes)});
    return "gh";
}

bpmn::Element* find_below(bpmn::Element& from, std::string_view id) {
    if (from.id() == id) return &from;
    for (const auto& child : from.children())
        if (auto* found = find_below(*child, id)) return found;
    return nullptr;
}

void read_chosen_among(db::Tx& tx, const catalogue::Definition& service, DrawnMap& map) {
    for (const auto& form : service.task_forms) map.forms.push_back(form.code);
    for (const auto& table : service.decisions) map.decisions.push_back(table.name);
    for (const auto& outcome : service.outcomes) map.outcomes.emplace_back(outcome.code, outcome.label);
    for (const auto& pause : service.levels.pauses) map.pauses.emplace_back(pause.code, pause.label);
    for (const auto& team : access::all_teams(tx)) map.teams.push_back(team.name);
    for (const auto& skill : access::all_skills(tx)) map.skills.emplace_back(skill.code, skill.name);
    std::set<std::string> letters;
    for (const auto& letter : notifications::all_templates(tx)) letters.insert(letter.name);
    map.letters.assign(letters.begin(), letters.end());
}

}  // namespace

std::span<const Saying> sayings() { return all_sayings; }

Result<DrawnMap> read_drawn_map(db::Tx& tx, std::string_view code) {
    DrawnMap map{.code = std::string(code)};
    catalogue::Files texts;
    if (auto draft = catalogue::find_draft(tx, code)) {
        map.edition = draft->edition;
        texts = std::move(draft->texts);
    } else {
        const auto live = TRY(catalogue::find_live(tx, code));
        texts = TRY(catalogue::texts_of(tx, code, live->version));
    }
    if (const auto found = texts.find("process.bpmn"); found != texts.end()) map.process = found->second;
    const catalogue::Checks checks{std::make_shared<casework::MapCheck>()};
    const auto around = TRY(catalogue::surroundings_of(tx, checks));
    for (auto& fault : catalogue::faults_of(catalogue::as_texts(texts), around, checks))
        if (fault.file == "process.bpmn") map.faults.push_back(std::move(fault));
    const auto service = catalogue::definition_of(catalogue::as_texts(texts));
    map.name = service ? service->name : std::string(code);
    if (service) read_chosen_among(tx, *service, map);
    return map;
}

std::vector<std::pair<std::string, std::string>> choices_for(const DrawnMap& map, Sort sort) {
    const auto plain = [](const std::vector<std::string>& names) {
        std::vector<std::pair<std::string, std::string>> all;
        for (const auto& name : names) all.emplace_back(name, name);
        return all;
    };
    switch (sort) {
        case Sort::team: return plain(map.teams);
        case Sort::skill: return map.skills;
        case Sort::form: return plain(map.forms);
        case Sort::letter: return plain(map.letters);
        case Sort::outcome: return map.outcomes;
        case Sort::pause: return map.pauses;
        case Sort::decision: return plain(map.decisions);
        default: return {};
    }
}

Result<std::string> with_said(std::string_view process, std::string_view element, const Said& said) {
    auto model = TRY(bpmn::read(process));
    auto* found = element.empty() ? nullptr : find_below(model.definitions(), element);
    if (found == nullptr || !found->is(bpmn::Type::flow_node)) return refuse(Kind::not_found, "desk.map_no_element");
    const auto prefix = own_prefix(model);
    for (const auto& each : all_sayings) {
        if (!each.in_list) continue;
        auto value = said(each.name);
        if (!value) continue;
        if (std::string_view(each.name) == "name")
            found->set("name", *std::move(value));
        else
            found->set_foreign(prefix, each.name, *std::move(value));
    }
    model.resolve();
    return bpmn::write(model);
}

}  // namespace desk
