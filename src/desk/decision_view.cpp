// What tables decided, in the words of the service's questions: the answer to "why did this go there?".

#include "desk/task_page.h"
#include "html/govuk.h"
#include "html/patterns.h"

namespace desk {
namespace {

namespace govuk = html::govuk;

/// The question that a column of the table looks at, where it looks at nothing else: "answers.size".
const forms::Question* question_behind(const catalogue::Definition& service, std::string_view input) {
    constexpr std::string_view answers = "answers.";
    if (!input.starts_with(answers)) return nullptr;
    const auto code = input.substr(answers.size());
    return service.form.find(code.substr(0, code.find_first_of(" =")));
}

/// A cell with the labels of choices in place of their codes.
std::string in_words(const forms::Question* question, std::string text) {
    if (question == nullptr) return text;
    for (const auto& choice : question->choices)
        for (const auto& quoted : {'"' + choice.code + '"'})
            if (const auto at = text.find(quoted); at != std::string::npos) text.replace(at, quoted.size(), choice.label);
    return text;
}

std::string condition_in_words(const web::Context& context, const catalogue::Definition& service, const casework::ConditionShown& condition) {
    const auto* question = question_behind(service, condition.input);
    const bool is_list = question != nullptr && question->type == forms::Type::choices;  // ["a", "b"]
    const auto value = question == nullptr ? condition.value : is_list ? in_words(question, condition.value) : forms::shown(*question, condition.value);
    return context.say("desk.why_condition", {{"input", question == nullptr ? condition.input : question->label},
                                              {"test", in_words(question, condition.test)},
                                              {"value", value.empty() ? context.say("desk.why_nothing") : value}});
}

}  // namespace

void put_decisions(html::Html& out, const web::Context& context, const catalogue::Definition& service, std::span<const casework::DecisionShown> decisions) {
    if (decisions.empty()) return;
    html::Html inside;
    for (const auto& decision : decisions) {
        inside << "<p class=\"govuk-body\">"_html << context.say("desk.why_result", {{"result", decision.result}, {"time", website::shown_time(context, decision.at)}})
               << "</p>"_html;
        govuk::Table table{.head = {{.text = context.say("desk.why_rule")}, {.text = context.say("desk.why_conditions")}, {.text = context.say("desk.why_matched")}},
                           .name_cells = true};
        for (const auto& rule : decision.rules) {
            std::string conditions;
            for (const auto& each : rule.conditions)
                if (each.test != "-") conditions += (conditions.empty() ? "" : "\n") + condition_in_words(context, service, each);
            table.rows.push_back({{.text = rule.note.empty() ? std::to_string(rule.number) : rule.note},
                                  {.text = conditions.empty() ? context.say("desk.why_always") : conditions, .classes = "gh-lines"},
                                  {.text = context.say(rule.chosen ? "desk.why_yes" : "desk.why_no")}});
        }
        inside << html::wide_table(table);
    }
    govuk::details(out, {.summary_text = context.say("desk.why"), .html = std::move(inside)});
}

}  // namespace desk
