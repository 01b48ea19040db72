#include "bpmn/check.h"

#include "base/text.h"
#include "base/words.h"
#include "bpmn/checks.h"
#include "bpmn/data.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <stdexcept>

namespace bpmn {
namespace {

std::vector<Rule> read_rules() {
    std::vector<Rule> rules;
    for (const auto line : base::split(data::rules, '\n')) {
        std::vector<std::string> words;
        for (const auto word : base::split(line, ' '))
            if (!word.empty()) words.emplace_back(word);
        if (words.empty() || words[0].starts_with('#')) continue;
        const auto severity = words.at(1) == "fault"        ? Severity::fault
                              : words.at(1) == "incomplete" ? Severity::incomplete
                                                            : Severity::advice;
        rules.push_back({words[0], severity, {words.begin() + 2, words.end()}});
    }
    return rules;
}

const Rule& rule_named(std::string_view name) {
    for (const auto& rule : all_rules())
        if (rule.name == name) return rule;
    throw std::logic_error("rules.txt has no rule " + std::string(name));
}

/// `BoundaryEvent` as people read it: `boundary event`.
std::string plain_name(Type type) {
    std::string out;
    for (const char c : name_of(type)) {
        const bool upper = std::isupper(static_cast<unsigned char>(c)) != 0;
        if (upper && !out.empty()) out += ' ';
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return out;
}

}  // namespace

const std::vector<Rule>& all_rules() {
    static const auto rules = read_rules();
    return rules;
}

std::string describe(const Element& element) {
    std::string out = element.type() <= Type::foreign ? "<" + element.tag() + ">" : plain_name(element.type());
    const auto name = base::tidy_line(base::first_characters(element.name(), 400));
    if (!name.empty()) out += " “" + std::string(base::first_characters(name, 80)) + "”";
    if (!element.id().empty()) out += " (" + std::string(base::first_characters(element.id(), 80)) + ")";
    return out;
}

void Findings::add(const Element& element, std::string_view name, std::vector<SaidValue> values) {
    if (all_.size() >= most_findings) return;
    const auto& rule = rule_named(name);
    values.insert(values.begin(), SaidValue{"element", describe(element)});
    for (auto& value : values) value.value = std::string(base::first_characters(value.value, 200));
    all_.push_back({.severity = rule.severity,
                    .rule = rule.name,
                    .element = element.id(),
                    .line = element.line(),
                    .key = "bpmn.check." + rule.name,
                    .values = std::move(values)});
}

std::vector<Finding> Findings::take() && {
    std::ranges::stable_sort(all_, {}, &Finding::line);
    return std::move(all_);
}

std::vector<Finding> check(const Model& model) {
    Findings found(model);
    for (const auto each :
         {check_structure, check_references, check_sequence_flows, check_message_flows, check_levels, check_events,
          check_event_flows, check_links, check_gateways, check_activities, check_called, check_loops, check_data,
          check_data_sets, check_event_data, check_expressions, check_collaborations})
        each(found);
    return std::move(found).take();
}

std::string explain(const Finding& finding) {
    std::string text = say(finding.key);
    std::vector<base::Filling> fillings;
    for (const auto& value : finding.values) fillings.push_back({value.name, value.value});
    return base::fill(text, fillings);
}

bool has_fault(const std::vector<Finding>& findings) {
    return std::ranges::any_of(findings, [](const Finding& each) { return each.severity == Severity::fault; });
}

}  // namespace bpmn
