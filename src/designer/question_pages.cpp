// One question on a page of its own, beside how residents and agents will see it.

#include "designer/pages.h"

#include "base/text.h"
#include "forms/view.h"
#include "html/govuk.h"
#include "html/markdown.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace designer {
namespace {

namespace govuk = html::govuk;
namespace json = boost::json;

constexpr std::array types{"text", "long_text", "choice", "choices", "yes_no", "number", "money", "date", "date_range", "time", "email", "phone", "postcode", "vehicle"};
constexpr Column choice_columns[] = {{"label", "designer.choice_label"}, {"code", "designer.code_short", false}, {"stop", "designer.choice_stop"}};

bool has_choices(std::string_view type) { return type == "choice" || type == "choices"; }

/// The question as it is typed; what no field shows stays as it was.
json::object question_typed(const web::Request& request, const json::value* before) {
    json::object question = before != nullptr && before->is_object() ? before->as_object() : json::object();
    const auto put = [&](const char* name, const std::string& value) {
        if (value.empty())
            question.erase(name);
        else
            question[name] = value;
    };
    const auto line = [&](const char* field) { return base::tidy_line(request.form.text(field).substr(0, 4000)); };
    auto code = before != nullptr ? text_in(*before, "code") : line("q-code");
    if (code.empty()) code = code_from(line("q-label"));
    const auto type = line("q-type");
    question["code"] = code;
    question["type"] = type;
    put("label", line("q-label"));
    put("hint", line("q-hint"));
    put("ask", line("q-ask"));
    put("help", typed_text(request, "q-help"));
    question["required"] = request.form.text("q-required") == "yes";
    put("missing", line("q-missing"));
    for (const auto* name : {"most", "least", "decimals"}) {
        const auto digits = line((std::string("q-") + name).c_str());
        question.erase(name);
        if (digits.empty()) continue;
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        question[name] = error == std::errc() && end == digits.data() + digits.size() ? json::value(number) : json::value(digits);
    }
    auto when = line("q-when-choice");
    if (when == "rule") when = line("q-when");
    put("when", when);
    const auto* old = question.if_contains("choices");
    question.erase("choices");
    if (has_choices(type)) {
        const auto kept = old != nullptr && old->is_array() ? old->as_array() : json::array();
        question["choices"] = rows_typed(request, "choice", choice_columns, kept);
    }
    return question;
}

/// "What is it?" is "Street lamp": the rules that follow from the choices of the questions before.
std::vector<govuk::SelectItem> branches(const web::Context& context, const json::array& questions, std::size_t place, const std::string& now) {
    std::vector<govuk::SelectItem> items{{.value = "", .text = context.say("designer.when_always")}};
    for (std::size_t i = 0; i < std::min(place, questions.size()); ++i) {
        const auto type = text_in(questions[i], "type"), code = text_in(questions[i], "code");
        const auto* choices = questions[i].is_object() ? questions[i].as_object().if_contains("choices") : nullptr;
        const auto add = [&](const std::string& choice, const std::string& label) {
            const auto rule = type == "choices" ? fmt::format("list contains({}, \"{}\")", code, choice) : fmt::format("{} = \"{}\"", code, choice);
            items.push_back({.value = rule, .text = context.say("designer.when_is", {{"question", text_in(questions[i], "label")}, {"answer", label}})});
        };
        if (type == "yes_no")
            for (const auto* answer : {"yes", "no"}) add(answer, context.say(std::string("designer.diff_") + answer));
        if (choices != nullptr && choices->is_array())
            for (const auto& choice : choices->as_array()) add(text_in(choice, "code"), text_in(choice, "label"));
    }
    items.push_back({.value = "rule", .text = context.say("designer.when_rule")});
    const bool known = std::ranges::any_of(items, [&](const auto& item) { return item.value == now; });
    if (!known && !now.empty()) items.back().selected = true;
    return items;
}

struct Edited {
    json::object question;
    std::size_t place = 0;  // among the service's questions
    bool is_new = false;
};

void put_line(html::Html& out, const web::Context& context, const Edited& edited, const char* name, std::span<const Problem> problems, const char* classes = "") {
    const auto field = std::string("q-") + name;
    const auto* value = edited.question.if_contains(name);
    const auto text = value == nullptr ? std::string() : value->is_string() ? std::string(value->as_string()) : json::serialize(*value);
    const auto hint = "designer.q_" + std::string(name) + "_hint";
    govuk::input(out, {.id = field, .name = field, .value = text, .label = {.text = context.say("designer.q_" + std::string(name))}, .hint = {.text = base::has_words(hint) ? context.say(hint) : std::string()},
                       .error_message = html::problem_at(problems, field, context.language), .classes = classes});
}

void put_question_form(html::Html& out, const web::Request& request, const web::Context& context, const Workshop& shop, const Document& document, const Edited& edited, std::span<const Problem> problems) {
    const auto code = edited.question.if_contains("code") ? std::string(edited.question.at("code").as_string()) : std::string();
    out << "<form method=\"post\" novalidate data-module=\"gh-beside\" data-replaces=\"beside\">"_html << website::seal_fields(context) << "<input type=\"hidden\""_html;
    const auto seen = request.form.text(seal_field);
    out.attribute("name", seal_field).attribute("value", !seen.empty() && request.form.text("then") == "look" ? seen : document.seal(edited.is_new ? "code" : "questions/" + code)) << ">"_html;
    put_line(out, context, edited, "label", problems);
    if (edited.is_new) put_line(out, context, edited, "code", problems, "govuk-input--width-20");
    govuk::Select type{.id = "q-type", .name = "q-type", .items = {}, .value = text_in(edited.question, "type"), .label = {.text = context.say("designer.q_type")}, .error_message = html::problem_at(problems, "q-type")};
    for (const auto* each : types) type.items.push_back({.value = each, .text = context.say(std::string("designer.type.") + each)});
    if (std::ranges::find(types, type.value) == types.end() && !type.value.empty()) type.items.push_back({.value = type.value, .text = type.value});
    govuk::select(out, type);
    put_line(out, context, edited, "hint", problems);
    const auto* required = edited.question.if_contains("required");
    govuk::checkboxes(out, {.id_prefix = "q-required", .name = "q-required", .items = {{.value = "yes", .text = context.say("designer.q_required")}}, .values = {required != nullptr && required->is_bool() && required->as_bool() ? "yes" : ""}, .classes = "govuk-checkboxes--small"});
    put_line(out, context, edited, "missing", problems);
    const auto when = text_in(edited.question, "when");
    govuk::select(out, {.id = "q-when-choice", .name = "q-when-choice", .items = branches(context, document.list("questions"), edited.place, when), .value = when, .label = {.text = context.say("designer.q_when_choice")}, .hint = {.text = context.say("designer.q_when_choice_hint")}});
    put_line(out, context, edited, "when", problems);
    html::Html choices;
    const auto* list = edited.question.if_contains("choices");
    put_rows(choices, context, "choice", "designer.choice_number", choice_columns, list != nullptr && list->is_array() ? list->as_array() : json::array(), nullptr);
    govuk::details(out, {.summary_text = context.say("designer.choices"), .html = std::move(choices), .open = has_choices(type.value)});
    html::Html agent;
    put_line(agent, context, edited, "ask", problems);
    govuk::textarea(agent, {.id = "q-help", .name = "q-help", .rows = 3, .value = text_in(edited.question, "help"), .label = {.text = context.say("designer.q_help")}, .hint = {.text = context.say("designer.q_help_hint")}});
    govuk::details(out, {.summary_text = context.say("designer.for_agents"), .html = std::move(agent), .open = true});
    html::Html limits;
    for (const auto* name : {"most", "least", "decimals"}) put_line(limits, context, edited, name, problems, "govuk-input--width-5");
    govuk::details(out, {.summary_text = context.say("designer.limits"), .html = std::move(limits)});
    out << "<div class=\"govuk-button-group\">"_html;
    govuk::button(out, {.text = context.say("designer.save"), .prevent_double_click = true});
    govuk::button(out, {.text = context.say("designer.look"), .name = "then", .value = "look", .classes = "govuk-button--secondary"});
    out << "</div></form>"_html;
    if (edited.is_new) return;
    html::Html removal;
    open_form(removal, context, shop.address("/questions/" + code + "/removal"), document.seal("questions/" + code));
    govuk::button(removal, {.text = context.say("designer.question_remove"), .prevent_double_click = true, .classes = "govuk-button--warning"});
    removal << "</form>"_html;
    govuk::details(out, {.summary_text = context.say("designer.question_remove"), .html = std::move(removal)});
}

/// As residents see it, and as an agent says it.
void put_beside(html::Html& out, const web::Context& context, const json::object& question) {
    out << "<div class=\"gh-split__side\" id=\"beside\"><section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.as_residents") << "</h2>"_html;
    auto alone = question;
    alone.erase("when");  // what hangs on other questions is shown anyway
    const auto form = forms::read_form(json::serialize(json::array{alone}));
    if (!form || form->questions.empty()) {
        out << "<p class=\"govuk-body\">"_html << context.say("designer.not_yet") << "</p></section></div>"_html;
        return;
    }
    const auto& shown = form->questions.front();
    out << "<fieldset class=\"govuk-fieldset\" disabled><legend class=\"govuk-visually-hidden\">"_html << context.say("designer.as_residents") << "</legend>"_html;
    forms::put_question(out, shown, [](std::string_view) { return std::string(); }, {});
    out << "</fieldset></section><section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.as_agents") << "</h2><div class=\"gh-say\"><p class=\"gh-say__who\">"_html
        << context.say("designer.agent_says") << "</p><p class=\"gh-say__words\">"_html << shown.spoken() << "</p></div>"_html;
    if (!shown.choices.empty()) {
        out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
        for (const auto& choice : shown.choices) out << "<li>"_html << choice.label << (choice.stop.empty() ? std::string() : " – " + choice.stop) << "</li>"_html;
        out << "</ul>"_html;
    }
    if (!shown.help.empty()) out << html::markdown(shown.help, 3);
    out << "</section></div>"_html;
}

Result<Edited> edited_in(const Document& document, const web::Request& request) {
    const auto& questions = document.list("questions");
    const auto code = request.param("question");
    Edited edited{.question = {}, .place = place_of(questions, code), .is_new = code == "new"};
    if (edited.is_new) edited.question = json::object{{"type", "choice"}, {"required", false}};
    if (!edited.is_new && edited.place == questions.size()) return refuse(Kind::not_found, "web.not_found");
    if (!edited.is_new) edited.question = questions[edited.place].is_object() ? questions[edited.place].as_object() : json::object();
    return edited;
}

Result<web::Response> question_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto shop = TRY(read_workshop(parts, request, context));
    const auto document = TRY(Document::read(shop.text(catalogue::document_file)));
    auto edited = TRY(edited_in(document, request));
    const auto now = json::value(edited.question);
    if (request.form.has("q-label")) edited.question = question_typed(request, edited.is_new ? nullptr : &now);
    auto page = page_about(context, shop, context.say(edited.is_new ? "designer.question_add" : "designer.question"), problems);
    if (status == 409) page.main << govuk::details({.summary_text = context.say("designer.meanwhile"), .text = json::serialize(now), .open = true});
    page.main << "<div class=\"gh-split\"><div>"_html;
    put_question_form(page.main, request, context, shop, document, edited, problems);
    page.main << "</div>"_html;
    put_beside(page.main, context, edited.question);
    page.main << "</div>"_html;
    page.scripts.push_back(parts.site.asset("designer.js"));
    return parts.site.staff_page(request, context, std::move(page), status);
}

/// What the reader of forms says of this question, under the field it is about.
std::vector<Problem> problems_of_question(const Refusal& refusal) {
    const auto& log = refusal.log;
    for (const auto* name : {"when", "label", "type", "choices", "most", "least", "decimals"})
        if (log.find(name) != std::string::npos) return {{std::string(name) == "choices" ? "choice-label-1" : std::string("q-") + name, log}};
    return {{"q-label", log}};
}

}  // namespace

Result<web::Response> show_question(const Parts& parts, web::Request& request, web::Context& context) { return question_page(parts, request, context, {}, 200); }

Result<web::Response> save_question(const Parts& parts, web::Request& request, web::Context& context) {
    if (request.form.text("then") == "look") return question_page(parts, request, context, {}, 200);
    const bool is_new = request.param("question") == "new";
    const auto part = is_new ? std::string("code") : "questions/" + std::string(request.param("question"));
    return write_once(request, context, [&](db::Tx& tx) {
        return change_document(tx, access::actor_of(context), request, part, [&](Document& document) -> Result<void> {
            const auto edited = TRY(edited_in(document, request));
            const auto before = json::value(edited.question);
            auto question = question_typed(request, is_new ? nullptr : &before);
            if (text_in(question, "label").empty()) return refuse_fields("forms.problems", {{"q-label", base::say("designer.q_label_missing")}});
            auto& questions = document.list("questions");
            if (is_new && place_of(questions, text_in(question, "code")) < questions.size()) return refuse_fields("forms.problems", {{"q-code", base::say("designer.q_code_taken")}});
            if (is_new)
                questions.emplace_back(std::move(question));
            else
                questions[edited.place] = std::move(question);
            const auto form = forms::read_form(json::serialize(questions));
            if (!form) return refuse_fields("forms.problems", problems_of_question(form.error()));
            return {};
        });
    }, "/staff/services/" + std::string(request.param("code")), [&](std::span<const Problem> problems, int status) { return question_page(parts, request, context, problems, status); });
}

Result<web::Response> move_question(const Parts& parts, web::Request& request, web::Context& context) {
    return write_once(request, context, [&](db::Tx& tx) {
        return change_document(tx, access::actor_of(context), request, "code", [&](Document& document) -> Result<void> {
            auto& questions = document.list("questions");
            const auto place = place_of(questions, request.param("question"));
            if (place == questions.size()) return refuse(Kind::not_found, "web.not_found");
            const bool up = request.form.text("way") == "up";
            if ((up && place == 0) || (!up && place + 1 == questions.size())) return {};
            std::swap(questions[place], questions[up ? place - 1 : place + 1]);
            const auto form = forms::read_form(json::serialize(questions));
            if (!form) return refuse_fields("forms.problems", {{"", form.error().log}});
            return {};
        });
    }, "/staff/services/" + std::string(request.param("code")), [&](std::span<const Problem> problems, int status) { return question_page(parts, request, context, problems, status); });
}

Result<web::Response> remove_question(const Parts& parts, web::Request& request, web::Context& context) {
    return write_once(request, context, [&](db::Tx& tx) {
        return change_document(tx, access::actor_of(context), request, "questions/" + std::string(request.param("question")), [&](Document& document) -> Result<void> {
            auto& questions = document.list("questions");
            const auto place = place_of(questions, request.param("question"));
            if (place == questions.size()) return refuse(Kind::not_found, "web.not_found");
            questions.erase(questions.begin() + static_cast<std::ptrdiff_t>(place));
            const auto form = forms::read_form(json::serialize(questions));
            if (!form) return refuse_fields("forms.problems", {{"", form.error().log}});
            return {};
        });
    }, "/staff/services/" + std::string(request.param("code")), [&](std::span<const Problem> problems, int status) { return question_page(parts, request, context, problems, status); });
}

}  // namespace designer
