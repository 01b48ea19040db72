#include "bpmn/outline.h"

#include "base/text.h"
#include "base/words.h"
#include "bpmn/order.h"

#include <cctype>

namespace bpmn {
namespace {

/// `BusinessRuleTask` as people read it: `business rule task`.
std::string plain(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool upper = std::isupper(static_cast<unsigned char>(c)) != 0;
        if (upper && !out.empty()) out += ' ';
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return out;
}

/// `TimerEventDefinition`: `timer`.
std::string trigger(const Element& event) {
    const auto definitions = event_definitions(event);
    if (definitions.empty()) return {};
    if (definitions.size() > 1) return say("bpmn.kind.multiple");
    auto name = plain(name_of(definitions[0]->type()));
    return name.substr(0, name.find(" event"));
}

std::string event_in_words(const Element& event) {
    const char* key = "bpmn.kind.event";
    switch (event.type()) {
        case Type::start_event: key = "bpmn.kind.start"; break;
        case Type::end_event: key = "bpmn.kind.end"; break;
        case Type::boundary_event: key = interrupts(event) ? "bpmn.kind.boundary" : "bpmn.kind.boundary_beside"; break;
        case Type::intermediate_catch_event: key = "bpmn.kind.catch"; break;
        case Type::intermediate_throw_event: key = "bpmn.kind.throw"; break;
        default: break;
    }
    auto what = trigger(event);
    return std::string(base::trim(say(key, {{"trigger", what.empty() ? "" : what + " "}})));
}

std::string clean_name(const Element& element) {
    return std::string(base::tidy_line(base::first_characters(element.name(), 200)));
}

class Outline {
public:
    std::vector<OutlineStep> steps(const Element& scope) {
        number(scope, "", 1);
        for (auto& step : steps_) say_ways(step);
        return std::move(steps_);
    }

private:
    void number(const Element& scope, const std::string& before, int level) {
        int count = 0;
        const auto add = [&](const Element& node) {
            if (steps_.size() >= most_outlined) return;
            auto own = before + std::to_string(++count);
            numbers_[&node] = own;
            steps_.push_back({.element = &node,
                              .number = own,
                              .level = level,
                              .kind = kind_in_words(node),
                              .name = clean_name(node),
                              .lane = node.lane() != nullptr ? clean_name(*node.lane()) : std::string()});
            if (node.is(Type::sub_process)) number(node, own + ".", level + 1);
        };
        for (const auto* node : order_of(scope).nodes) {
            add(*node);
            for (const auto* event : node->boundary_events()) add(*event);
        }
    }
    void say_ways(OutlineStep& step) {
        const auto& flows = step.element->outgoing();
        const auto at = static_cast<std::size_t>(&step - steps_.data());
        for (const auto* flow : flows) {
            const auto* to = target(*flow);
            const auto found = to != nullptr ? numbers_.find(to) : numbers_.end();
            if (found == numbers_.end()) continue;
            const bool next = flows.size() == 1 && at + 1 < steps_.size() && steps_[at + 1].element == to;
            if (!next) step.then.push_back(way(*step.element, *flow, *to, found->second));
        }
    }
    static std::string way(const Element& from, const Element& flow, const Element& to, const std::string& number) {
        auto place = number;
        if (const auto name = clean_name(to); !name.empty()) place += " (" + name + ")";
        if (const auto name = clean_name(flow); !name.empty())
            return say("bpmn.outline.if", {{"condition", name}, {"place", place}});
        if (const auto when = condition(flow))
            return say("bpmn.outline.if", {{"condition", base::first_characters(when->text, 200)}, {"place", place}});
        if (default_flow(from) == &flow) return say("bpmn.outline.otherwise", {{"place", place}});
        return say("bpmn.outline.then", {{"place", place}});
    }

    std::vector<OutlineStep> steps_;
    std::unordered_map<const Element*, std::string> numbers_;
};

}  // namespace

std::string kind_in_words(const Element& element) {
    if (element.is(Type::event)) return event_in_words(element);
    if (element.is(Type::participant)) return say("bpmn.kind.pool");
    if (is_event_sub_process(element)) return say("bpmn.kind.event_sub_process");
    auto kind = plain(name_of(element.type()));
    if (element.type() == Type::text_annotation) kind = say("bpmn.kind.annotation");
    if (const auto* repeats = loop(element))
        kind += ", " + say(repeats->type() == Type::standard_loop_characteristics ? "bpmn.kind.loop"
                           : repeats->flag("isSequential")                        ? "bpmn.kind.one_by_one"
                                                                                  : "bpmn.kind.side_by_side");
    if (element.flag("isForCompensation")) kind += ", " + say("bpmn.kind.compensation");
    return kind;
}

std::vector<OutlineStep> outline(const Element& process) { return Outline().steps(process); }

}  // namespace bpmn
