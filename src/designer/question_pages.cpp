// One question on a page of its own, beside how residents and agents will see it.

#include "designer/pages.h"
#include "designer/question_kind.h"

#include "base/text.h"
#include "forms/view.h"
#include "html/govuk.h"
#include "html/markdown.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>

namespace designer {
namespace {

namespace govuk = html::govuk;
namespace json = boost::json;

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
    question["code"] = code;
    question["type"] = line("q-type");
    put("label", line("q-label"));
    put("hint", line("q-hint"));
    put("ask", line("q-ask"));
    put("help", typed_text(request, "q-help"));
    question["required"] = request.form.text("q-required") == "yes";
    put("missing", line("q-missing"));
    take_kind(question, request);
    auto when = line("q-when-choice");
    if (when == "rule") when = line("q-when");
    put("when", when);
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

/// The list in which a question stands, and its place there: the service's own questions, or what a group asks of each.
struct Edited {
    json::array* among = nullptr;
    std::size_t place = 0;
    json::object question;
    bool is_new = false, in_a_row = false;

    std::string code() const { return text_in(question, "code"); }
};

/// What the part of the document is called that is shown and sealed: of a group's questions the whole group, of a form of the work all of them.
std::string part_of(const web::Request& request) {
    if (request.params.has("form")) return "forms";
    const bool is_whole_new = request.param("question") == "new";
    return is_whole_new ? "code" : "questions/" + std::string(request.param("question"));
}

/// Of the service, or of one of the forms of its work.
std::string address_of_form(const web::Request& request) {
    const auto service = "/staff/services/" + std::string(request.param("code"));
    return request.params.has("form") ? service + "/forms/" + std::string(request.param("form")) : service;
}

std::string address_of(const web::Request& request, std::string_view rest = {}) {
    auto address = address_of_form(request) + "/questions/" + std::string(request.param("question"));
    if (request.params.has("row")) address += "/rows/" + std::string(request.param("row"));
    return address.append(rest);
}

/// Where one goes from here: from what a group asks back to the group.
std::string address_above(const web::Request& request) {
    return address_of_form(request) + (request.params.has("row") ? "/questions/" + std::string(request.param("question")) : std::string());
}

void put_question_form(html::Html& out, const web::Request& request, const web::Context& context, const Document& document, const Edited& edited, std::span<const Problem> problems) {
    const auto& question = edited.question;
    const auto kind = text_in(question, "type");
    out << "<form method=\"post\" novalidate data-module=\"gh-beside\" data-replaces=\"beside\" data-reshapes=\"kind\">"_html << website::seal_fields(context) << "<input type=\"hidden\""_html;
    const auto seen = request.form.text(seal_field);
    out.attribute("name", seal_field).attribute("value", !seen.empty() && request.form.text("then") == "look" ? seen : document.seal(part_of(request))) << ">"_html;
    put_member_line(out, context, question, "label", problems);
    if (edited.is_new) put_member_line(out, context, question, "code", problems, "govuk-input--width-20");
    govuk::Select type{.id = "q-type", .name = "q-type", .items = {}, .value = kind, .label = {.text = context.say("designer.q_type")}, .hint = {.text = context.say("designer.q_type_hint")}, .error_message = html::problem_at(problems, "q-type"),
                       .attributes = {{"data-reshapes", "yes"}}};
    const auto offered = kinds_of_question(edited.in_a_row);
    for (const auto* each : offered) type.items.push_back({.value = each, .text = context.say(std::string("designer.type.") + each)});
    if (std::ranges::find(offered, type.value) == offered.end() && !type.value.empty()) type.items.push_back({.value = type.value, .text = type.value});
    govuk::select(out, type);
    put_kind(out, context, question, edited.is_new, problems);
    put_member_line(out, context, question, "hint", problems);
    const auto* required = question.if_contains("required");
    govuk::checkboxes(out, {.id_prefix = "q-required", .name = "q-required", .items = {{.value = "yes", .text = context.say("designer.q_required")}}, .values = {required != nullptr && required->is_bool() && required->as_bool() ? "yes" : ""}, .classes = "govuk-checkboxes--small"});
    put_member_line(out, context, question, "missing", problems);
    const auto when = text_in(question, "when");
    govuk::select(out, {.id = "q-when-choice", .name = "q-when-choice", .items = branches(context, *edited.among, edited.place, when), .value = when, .label = {.text = context.say("designer.q_when_choice")}, .hint = {.text = context.say("designer.q_when_choice_hint")}});
    put_member_line(out, context, question, "when", problems);
    html::Html agent;
    put_member_line(agent, context, question, "ask", problems);
    put_member_text(agent, context, question, "help", problems);
    govuk::details(out, {.summary_text = context.say("designer.for_agents"), .html = std::move(agent), .open = true});
    out << "<div class=\"govuk-button-group\">"_html;
    govuk::button(out, {.text = context.say("designer.save"), .prevent_double_click = true});
    govuk::button(out, {.text = context.say("designer.look"), .name = "then", .value = "look", .classes = "govuk-button--secondary"});
    out << "</div></form>"_html;
}

/// What stands below a question that is kept: what a group asks of each, and the way to be rid of it.
void put_below(html::Html& out, const web::Request& request, const web::Context& context, const Document& document, const Edited& edited) {
    if (edited.is_new) return;
    if (text_in(edited.question, "type") == "group") {
        out << "<h2 class=\"govuk-heading-m\">"_html << context.say("designer.asked_of_each", {{"one", text_in(edited.question, "one")}}) << "</h2>"_html;
        put_question_list(out, context, questions_in_group(edited.question), address_of(request, "/rows"));
    }
    html::Html removal;
    open_form(removal, context, address_of(request, "/removal"), document.seal(part_of(request)));
    govuk::button(removal, {.text = context.say("designer.question_remove"), .prevent_double_click = true, .classes = "govuk-button--warning"});
    removal << "</form>"_html;
    govuk::details(out, {.summary_text = context.say("designer.question_remove"), .html = std::move(removal)});
}

/// The question with those before it, on which it may hang, but asked of everybody: as it is shown beside the form. None: it cannot be read yet.
std::optional<forms::Question> read_alone(const Edited& edited) {
    json::array list;
    for (std::size_t i = 0; i < std::min(edited.place, edited.among->size()); ++i) list.push_back((*edited.among)[i]);
    auto alone = edited.question;
    alone.erase("when");
    list.emplace_back(std::move(alone));
    const auto form = forms::read_form(json::serialize(list));
    return form && !form->questions.empty() ? std::optional(form->questions.back()) : std::nullopt;
}

/// What residents read of a question that nobody answers.
void put_unanswered(html::Html& out, const web::Context& context, const forms::Question& question) {
    if (!question.label.empty()) out << "<p class=\"govuk-body govuk-!-font-weight-bold\">"_html << question.label << "</p>"_html;
    if (!question.explains.empty()) out << "<p class=\"govuk-body\">"_html << question.explains << "</p>"_html;
    for (const auto& rule : question.rules)
        out << "<p class=\"govuk-body\">"_html << rule.reason << " "_html << rule.appeal << "<br><span class=\"gh-quiet\">"_html << context.say("designer.only_if", {{"when", rule.when}}) << "</span></p>"_html;
}

/// As residents see it, and as an agent says it.
void put_beside(html::Html& out, const web::Context& context, const Edited& edited) {
    out << "<div class=\"gh-split__side\" id=\"beside\"><section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.as_residents") << "</h2>"_html;
    const auto shown = read_alone(edited);
    if (!shown) {
        out << "<p class=\"govuk-body\">"_html << context.say("designer.not_yet") << "</p></section></div>"_html;
        return;
    }
    if (!forms::is_answered(shown->type)) {
        put_unanswered(out, context, *shown);
        out << "</section></div>"_html;
        return;
    }
    out << "<fieldset class=\"govuk-fieldset\" disabled><legend class=\"govuk-visually-hidden\">"_html << context.say("designer.as_residents") << "</legend>"_html;
    forms::put_question(out, *shown, [](std::string_view) { return std::string(); }, {});
    out << "</fieldset></section><section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.as_agents") << "</h2><div class=\"gh-say\"><p class=\"gh-say__who\">"_html
        << context.say("designer.agent_says") << "</p><p class=\"gh-say__words\">"_html << shown->spoken() << "</p></div>"_html;
    if (!shown->choices.empty()) {
        out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
        for (const auto& choice : shown->choices) out << "<li>"_html << choice.label << (choice.stop.empty() ? std::string() : " – " + choice.stop) << "</li>"_html;
        out << "</ul>"_html;
    }
    if (!shown->help.empty()) out << html::markdown(shown->help, 3);
    out << "</section></div>"_html;
}

/// The questions of the service, or of one of the forms of its work.
Result<json::array*> whole_list(Document& document, const web::Request& request) {
    if (!request.params.has("form")) return &document.list("questions");
    auto* forms = document.root().if_contains("forms");
    auto* questions = forms != nullptr && forms->is_object() ? forms->as_object().if_contains(request.param("form")) : nullptr;
    if (questions == nullptr || !questions->is_array()) return refuse(Kind::not_found, "web.not_found");
    return &questions->as_array();
}

Result<json::array*> list_with(Document& document, const web::Request& request) {
    auto* whole = TRY(whole_list(document, request));
    auto& questions = *whole;
    if (!request.params.has("row")) return &questions;
    const auto place = place_of(questions, request.param("question"));
    if (place == questions.size() || text_in(questions[place], "type") != "group") return refuse(Kind::not_found, "web.not_found");
    auto& asked = questions[place].as_object()["questions"];
    if (!asked.is_array()) asked = json::array();
    return &asked.as_array();
}

Result<Edited> edited_in(Document& document, const web::Request& request) {
    auto* among = TRY(list_with(document, request));
    const bool in_a_row = request.params.has("row");
    const auto code = request.param(in_a_row ? "row" : "question");
    Edited edited{.among = among, .place = place_of(*among, code), .question = {}, .is_new = code == "new", .in_a_row = in_a_row};
    if (!edited.is_new && edited.place == among->size()) return refuse(Kind::not_found, "web.not_found");
    if (edited.is_new)
        edited.question = json::object{{"type", in_a_row ? "text" : "choice"}, {"required", false}};
    else if ((*among)[edited.place].is_object())
        edited.question = (*among)[edited.place].as_object();
    return edited;
}

Result<web::Response> question_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto shop = TRY(read_workshop(parts, request, context));
    auto document = TRY(Document::read(shop.text(catalogue::document_file)));
    auto edited = TRY(edited_in(document, request));
    const auto now = json::value(edited.question);
    if (request.form.has("q-label")) edited.question = question_typed(request, edited.is_new ? nullptr : &now);
    auto page = page_about(context, shop, context.say(edited.is_new ? "designer.question_add" : "designer.question"), problems);
    if (status == 409) page.main << govuk::details({.summary_text = context.say("designer.meanwhile"), .text = json::serialize(now), .open = true});
    if (edited.in_a_row) {
        page.main << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
        page.main.url("href", address_above(request)) << ">"_html << context.say("designer.back_to_group") << "</a></p>"_html;
    }
    page.main << "<div class=\"gh-split\"><div>"_html;
    put_question_form(page.main, request, context, document, edited, problems);
    put_below(page.main, request, context, document, edited);
    page.main << "</div>"_html;
    put_beside(page.main, context, edited);
    page.main << "</div>"_html;
    page.scripts.push_back(parts.site.asset("designer.js"));
    return parts.site.staff_page(request, context, std::move(page), status);
}

/// What the reader of forms says: under the field it is about, where it is about this question.
std::vector<Problem> problems_from_reader(const Refusal& refusal, std::string_view code) {
    const bool is_of_this = std::string_view(refusal.log).starts_with(std::string(code) + ": ") || refusal.log.find(": " + std::string(code) + ": ") != std::string::npos;
    return {{is_of_this ? field_complained_of(refusal.log) : std::string(), refusal.log}};
}

/// Changes the list that the question stands in; refused where the service's questions make no form then.
Result<void> change_question(db::Tx& tx, const web::Request& request, const web::Context& context, const std::string& part, const std::function<Result<void>(Edited&)>& change) {
    return change_document(tx, access::actor_of(context), request, part, [&](Document& document) -> Result<void> {
        auto edited = TRY(edited_in(document, request));
        TRY(change(edited));
        const auto* questions = TRY(whole_list(document, request));
        const auto form = forms::read_form(json::serialize(*questions));
        if (!form) return refuse_fields("forms.problems", problems_from_reader(form.error(), edited.code()));
        return {};
    });
}

}  // namespace

Result<web::Response> show_question(const Parts& parts, web::Request& request, web::Context& context) { return question_page(parts, request, context, {}, 200); }

Result<web::Response> save_question(const Parts& parts, web::Request& request, web::Context& context) {
    if (request.form.text("then") == "look") return question_page(parts, request, context, {}, 200);
    return write_once(request, context, [&](db::Tx& tx) {
        return change_question(tx, request, context, part_of(request), [&](Edited& edited) -> Result<void> {
            TRY(require_whole_kind(request));
            const auto before = json::value(edited.question);
            edited.question = question_typed(request, edited.is_new ? nullptr : &before);
            const bool says_nothing = text_in(edited.question, "label").empty() && text_in(edited.question, "type") != "eligibility";
            if (says_nothing) return refuse_fields("forms.problems", {{"q-label", base::say("designer.q_label_missing")}});
            if (edited.is_new && place_of(*edited.among, edited.code()) < edited.among->size()) return refuse_fields("forms.problems", {{"q-code", base::say("designer.q_code_taken")}});
            if (edited.is_new)
                edited.among->emplace_back(edited.question);
            else
                (*edited.among)[edited.place] = edited.question;
            return {};
        });
    }, address_above(request), [&](std::span<const Problem> problems, int status) { return question_page(parts, request, context, problems, status); });
}

Result<web::Response> move_question(const Parts& parts, web::Request& request, web::Context& context) {
    return write_once(request, context, [&](db::Tx& tx) {
        return change_question(tx, request, context, request.params.has("form") ? "forms" : "code", [&](Edited& edited) -> Result<void> {
            const bool up = request.form.text("way") == "up";
            if ((up && edited.place == 0) || (!up && edited.place + 1 == edited.among->size())) return {};
            std::swap((*edited.among)[edited.place], (*edited.among)[up ? edited.place - 1 : edited.place + 1]);
            return {};
        });
    }, address_above(request), [&](std::span<const Problem> problems, int status) { return question_page(parts, request, context, problems, status); });
}

Result<web::Response> remove_question(const Parts& parts, web::Request& request, web::Context& context) {
    return write_once(request, context, [&](db::Tx& tx) {
        return change_question(tx, request, context, part_of(request), [&](Edited& edited) -> Result<void> {
            edited.among->erase(edited.among->begin() + static_cast<std::ptrdiff_t>(edited.place));
            return {};
        });
    }, address_above(request), [&](std::span<const Problem> problems, int status) { return question_page(parts, request, context, problems, status); });
}

}  // namespace designer
