// The publishing check of a map: what its tasks want of people and of the service.

#include "base/text.h"
#include "casework/check_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace casework {
namespace {

void look_at_task(const Look& look, const bpmn::Node& node) {
    const auto duty = look.map.duty(node.id);
    if (!duty.team.empty() && !look.around.may_have_team(duty.team))
        look.say(node.id, fmt::format("{}: there is no team '{}': set it up first, or name one that there is", look.called(node), duty.team));
    if (duty.skill.empty()) return;
    if (look.around.find_skill(duty.skill) == nullptr)
        look.say(node.id, fmt::format("{}: the skill '{}' is not in _skills.json: add it there, or name one that is", look.called(node), duty.skill));
    else if (!look.around.may_be_held(duty.skill))
        look.say(node.id, fmt::format("{}: nobody holds the skill '{}', so nobody could take the task: say first who holds it", look.called(node), duty.skill));
}

/// Variables whose texts a letter or an errand says.
void look_at_words(const Look& look, const bpmn::Node& node) {
    for (const auto* attribute : {"words", "remindOn"})
        for (const auto path : base::split(look.map.attribute(node.id, attribute), ' '))
            if (const auto unknown = path.empty() ? std::string() : unknown_in(look, path); !unknown.empty())
                look.say(node.id, fmt::format("{}: {} names '{}', but {}: name one that there is", look.called(node), attribute, path, unknown));
}

}  // namespace

void look_at_tasks(const Look& look) {
    std::set<std::string> forms;
    for (const auto& node : look.plan.nodes) {
        if (node.kind == bpmn::NodeKind::user_task) look_at_task(look, node);
        if (const auto reminder = look.map.attribute(node.id, "reminder"); !reminder.empty())
            catalogue::look_at_letter(look.service, look.around, {std::string(map_file), node.id, {}}, reminder, false, look.faults);
        look_at_words(look, node);
        if (const auto form = look.map.attribute(node.id, "form"); !form.empty()) forms.emplace(form);
        if (node.kind == bpmn::NodeKind::send_task)
            catalogue::look_at_letter(look.service, look.around, {std::string(map_file), node.id, {}}, look.map.attribute(node.id, "letter"), false, look.faults);
    }
    for (const auto& form : look.service.task_forms)
        if (!forms.contains(form.code)) look.say_in("service.json", fmt::format("{}.{}", "forms", form.code), "no task of the map has this form: name it at a task, or take it out");
}

}  // namespace casework
