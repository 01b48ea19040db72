#include "casework/case_map.h"

#include "base/shelf.h"
#include "bpmn/check.h"
#include "bpmn/flow.h"
#include "bpmn/outline.h"
#include "bpmn/plan.h"
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

/// 0 where it is no number.
std::int64_t days_from(std::string_view text) {
    std::int64_t days = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    return error == std::errc{} && end == text.data() + text.size() ? days : 0;
}

constexpr std::size_t longest_name = 200, longest_code = 60;
/// Fields that the page of a task has itself.
constexpr std::string_view taken[] = {"text", "photo", "changes", "operation", "csrf", "task", "owner", "team"};

bool is_done_by_people(const bpmn::Element& element) { return element.is(bpmn::Type::user_task); }

bool waits(const bpmn::Element& element) {
    using bpmn::Type;
    return is_done_by_people(element) || element.is(Type::receive_task) || element.is(Type::service_task) || element.is(Type::intermediate_catch_event);
}

/// A reminder has a letter, a day to count from, and an outcome with which it holds.
Result<void> check_reminder(const catalogue::Definition& service, const bpmn::Element& element) {
    const auto said = [&](std::string_view name) -> const std::string& { return element.attribute_of(own_attributes, name); };
    if (said("reminder").empty() && said("remindOn").empty() && said("remindDaysBefore").empty()) return {};
    if (!element.is(bpmn::Type::end_event) || said("outcome").empty()) return wrong(service, element.id(), "a reminder stands at an end event with an outcome");
    if (said("reminder").empty() || said("remindOn").empty()) return wrong(service, element.id(), "a reminder has both reminder (the letter) and remindOn (the variable with the day)");
    if (const auto& days = said("remindDaysBefore"); !days.empty() && days != "0" && (days_from(days) < 1 || days_from(days) > 366))
        return wrong(service, element.id(), "remindDaysBefore is a number from 0 to 366");
    return {};
}

/// What an attribute names must be there.
Result<void> check_element(const catalogue::Definition& service, const bpmn::Model& model, const bpmn::Element& element) {
    const auto said = [&](std::string_view name) -> const std::string& { return element.attribute_of(own_attributes, name); };
    if (const auto& form = said("form"); !form.empty() && service.task_form(form) == nullptr)
        return wrong(service, element.id(), "the service has no form '" + form + "'");
    if (const auto& other = said("notBy"); !other.empty() && (model.find(other) == nullptr || !is_done_by_people(*model.find(other))))
        return wrong(service, element.id(), "notBy names '" + other + "', which is no task");
    if (const auto& outcome = said("outcome"); !outcome.empty() && service.outcome_label(outcome).empty())
        return wrong(service, element.id(), "the service has no outcome '" + outcome + "'");
    if (const auto& reason = said("pause"); !reason.empty() && (!waits(element) || service.levels.find_pause(reason) == nullptr))
        return wrong(service, element.id(), "pause names '" + reason + "': it stands where a case waits, and names one of the service's pauses");
    for (const auto* name : {"withinWorkingDays", "replyWithinWorkingDays"})
        if (const auto& days = said(name); !days.empty() && (days_from(days) < 1 || days_from(days) > 366))
            return wrong(service, element.id(), std::string(name) + " is a number from 1 to 366");
    if (element.name().size() > longest_name || element.id().size() > longest_name || said("skill").size() > longest_code || said("form").size() > longest_code)
        return wrong(service, element.id(), "a name has at most 200 bytes, a skill and a form at most 60");
    if (!said("skill").empty() && !access::is_skill_code(said("skill"))) return wrong(service, element.id(), "skill is made of a-z, 0-9 and -");
    if (!said("skill").empty() && said("closes") == "true") return wrong(service, element.id(), "closing a case wants no skill, so a task that closing ends can want none");
    if (const auto* form = service.task_form(said("form")))
        for (const auto& question : form->questions)
            if (std::ranges::find(taken, question.code) != std::end(taken)) return wrong(service, element.id(), "its form has a question '" + question.code + "', which the page has itself");
    if (element.is(bpmn::Type::call_activity)) return wrong(service, element.id(), "a case goes along one map: calls are not carried out here");
    if (element.is(bpmn::Type::start_event) && !bpmn::event_definitions(element).empty() && element.parent() != nullptr && element.parent()->is(bpmn::Type::process))
        return wrong(service, element.id(), "a case begins when it is opened: a start of a process waits for nothing");
    if (!said("words").empty() && !element.is(bpmn::Type::send_task) && !element.is(bpmn::Type::service_task))
        return wrong(service, element.id(), "words are for a letter or an errand: they stand at a sendTask or a serviceTask");
    TRY(check_reminder(service, element));
    if (element.is(bpmn::Type::send_task) && said("letter").empty()) return wrong(service, element.id(), "nothing would be written: letter is missing");
    if (element.is(bpmn::Type::business_rule_task))
        if (const auto there = check_decision(service, said("decision")); !there) return wrong(service, element.id(), there.error().log.substr(service.code.size() + 2));
    if (!element.is(bpmn::Type::service_task)) return {};
    if (said("destination").empty()) return wrong(service, element.id(), "nobody would carry it out: destination is missing");
    if (said("replyWithinWorkingDays").empty()) return wrong(service, element.id(), "nobody would hear of it if no answer came: replyWithinWorkingDays is missing");
    if (const auto& kind = said("errand"); !kind.empty() && kind != "open" && kind != "update" && kind != "cancel")
        return wrong(service, element.id(), "errand is one of open, update and cancel");
    return {};
}

std::string line_of(const bpmn::OutlineStep& step) {
    auto text = fmt::format("{}. {} ({}{}{})", step.number, step.name.empty() ? step.kind : step.name, step.kind, step.lane.empty() ? "" : ", ", step.lane);
    for (const auto& then : step.then) text += " " + then;
    return text;
}

}  // namespace

Result<CaseMapPtr> CaseMap::of(const catalogue::Definition& service) {
    static base::Shelf<CaseMapPtr, 1000> shelf;
    const auto key = fmt::format("{}.{}.{}.{}", service.code, service.version, service.digest, service.process_digest);
    if (auto known = shelf.find(key)) return *known;
    auto map = std::make_shared<CaseMap>();
    auto model = bpmn::read(service.process);
    if (!model) return wrong(service, "process.bpmn", model.error().log.empty() ? model.error().key : model.error().log);
    map->model_ = *std::move(model);
    for (const auto& finding : bpmn::check(map->model_))
        if (finding.severity == bpmn::Severity::fault) return wrong(service, finding.element, bpmn::explain(finding));
    if (const auto plan = bpmn::plan_of(map->model_, bpmn::feel()); !plan)
        return wrong(service, plan.error().fields.empty() ? "process" : plan.error().fields.front().field, plan.error().fields.empty() ? plan.error().key : say(plan.error().fields.front().message));
    const auto processes = bpmn::processes(map->model_);
    const auto found = std::ranges::find_if(processes, [](const bpmn::Element* each) { return bpmn::is_executable(*each); });
    if (found == processes.end()) return wrong(service, "process", "none of them is to be carried out: isExecutable");
    map->process_ = *found;
    constexpr std::size_t of_received_work_done = 3;
    for (const auto& step : bpmn::outline(*map->process_)) map->in_words_.push_back(line_of(step));
    map->has_one_step_ = map->in_words_.size() <= of_received_work_done;
    map->key_ = key;
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

bool CaseMap::begins_at_the_desk() const {
    for (const auto& step : bpmn::outline(*process_)) {
        if (is_done_by_people(*step.element)) return !duty(step.element->id()).in_the_field;
        if (step.element->is(bpmn::Type::service_task) || step.element->is(bpmn::Type::manual_task)) return false;
    }
    return false;
}

std::vector<std::string> CaseMap::teams() const { return said_of_tasks("team"); }
std::vector<std::string> CaseMap::skills() const { return said_of_tasks("skill"); }

std::vector<std::string> CaseMap::said_of_tasks(std::string_view name) const {
    std::vector<std::string> all;
    for (const auto* element : model_.elements())
        if (is_done_by_people(*element))
            if (const auto& said = element->attribute_of(own_attributes, name); !said.empty()) all.push_back(said);
    std::ranges::sort(all);
    const auto [first, last] = std::ranges::unique(all);
    all.erase(first, last);
    return all;
}

}  // namespace casework
