// Examples: what somebody might send, and how it must end.

#include "designer/pages.h"

#include "base/text.h"
#include "html/govuk.h"
#include "html/problems.h"

#include <charconv>
#include <fmt/format.h>

namespace designer {
namespace {

namespace govuk = html::govuk;
namespace json = boost::json;

/// The example of the address; none where it is a new one.
Result<std::optional<std::size_t>> example_place(const Document& document, const web::Request& request) {
    const auto named = request.param("number");
    if (named == "new") return std::nullopt;
    std::size_t place = 0;
    const auto [end, error] = std::from_chars(named.data(), named.data() + named.size(), place);
    if (error != std::errc() || end != named.data() + named.size() || place >= document.list("examples").size()) return refuse(Kind::not_found, "web.not_found");
    return place;
}

json::object example_typed(const web::Request& request, const Document& document) {
    const auto line = [&](const std::string& field) { return base::tidy_line(request.form.text(field).substr(0, 4000)); };
    json::object example{{"says", line("says")}};
    if (const auto place = line("place"); !place.empty()) example["location"] = place;
    json::object answers;
    for (const auto& question : document.list("questions"))
        if (const auto answer = line("answer-" + text_in(question, "code")); !answer.empty()) answers[text_in(question, "code")] = answer;
    example["answers"] = std::move(answers);
    json::array refused;
    for (const auto code : request.form.all("refused"))
        if (!code.empty()) refused.emplace_back(code);
    if (!refused.empty()) example["refused"] = std::move(refused);
    if (const auto stopped = line("stopped"); !stopped.empty()) example["stopped"] = stopped;
    return example;
}

void put_example_form(html::Html& out, const web::Context& context, const Document& document, const json::value& example, std::string_view seal, std::span<const Problem> problems) {
    open_form(out, context, {}, seal);
    govuk::input(out, {.id = "says", .name = "says", .value = text_in(example, "says"), .label = {.text = context.say("designer.example_says")}, .hint = {.text = context.say("designer.example_says_hint")}, .error_message = html::problem_at(problems, "says")});
    if (!document.value("location.label").empty())
        govuk::input(out, {.id = "place", .name = "place", .value = text_in(example, "location"), .label = {.text = document.value("location.label")}});
    const auto* answers = example.is_object() ? example.as_object().if_contains("answers") : nullptr;
    govuk::Checkboxes refused{.fieldset = {.legend = {.text = context.say("designer.example_refused"), .classes = "govuk-fieldset__legend--s"}}, .hint = {.text = context.say("designer.example_refused_hint")}, .id_prefix = "refused", .name = "refused", .items = {}, .classes = "govuk-checkboxes--small"};
    govuk::Select stopped{.id = "stopped", .name = "stopped", .items = {{.value = "", .text = context.say("designer.example_not_stopped")}}, .value = text_in(example, "stopped"), .label = {.text = context.say("designer.example_stopped")}};
    if (!document.value("location.label").empty()) refused.items.push_back({.value = "location", .text = document.value("location.label")});
    for (const auto& question : document.list("questions")) {
        const auto code = text_in(question, "code"), label = text_in(question, "label");
        std::string codes;
        const auto* choices = question.is_object() ? question.as_object().if_contains("choices") : nullptr;
        if (choices != nullptr && choices->is_array())
            for (const auto& choice : choices->as_array()) codes += (codes.empty() ? "" : ", ") + text_in(choice, "code");
        govuk::input(out, {.id = "answer-" + code, .name = "answer-" + code, .value = answers == nullptr ? std::string() : text_in(*answers, code), .label = {.text = label},
                           .hint = {.text = codes.empty() ? std::string() : context.say("designer.example_codes", {{"codes", codes}})}});
        refused.items.push_back({.value = code, .text = label});
        stopped.items.push_back({.value = code, .text = label});
    }
    const auto* listed = example.is_object() ? example.as_object().if_contains("refused") : nullptr;
    if (listed != nullptr && listed->is_array())
        for (const auto& code : listed->as_array())
            if (code.is_string()) refused.values.emplace_back(code.as_string());
    if (!refused.items.empty()) govuk::checkboxes(out, refused);
    govuk::select(out, stopped);
    govuk::button(out, {.text = context.say("designer.save"), .prevent_double_click = true});
    out << "</form>"_html;
}

Result<web::Response> example_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto shop = TRY(read_workshop(parts, request, context));
    const auto document = TRY(Document::read(shop.text(catalogue::document_file)));
    const auto place = TRY(example_place(document, request));
    json::value example = place ? document.list("examples")[*place] : json::value(json::object());
    if (request.form.has("says")) example = example_typed(request, document);
    auto page = page_about(context, shop, context.say(place ? "designer.example" : "designer.example_add"), problems);
    page.main << "<div class=\"gh-reading\"><p class=\"govuk-body\">"_html << context.say("designer.examples_text") << "</p>"_html;
    put_example_form(page.main, context, document, example, document.seal("examples,questions"), problems);
    if (place) {
        html::Html removal;
        open_form(removal, context, shop.address(fmt::format("/examples/{}/removal", *place)), document.seal("examples,questions"));
        govuk::button(removal, {.text = context.say("designer.example_remove"), .prevent_double_click = true, .classes = "govuk-button--warning"});
        removal << "</form>"_html;
        page.main << govuk::details({.summary_text = context.say("designer.example_remove"), .html = std::move(removal)});
    }
    page.main << "</div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

Result<web::Response> change_example(const Parts& parts, const web::Request& request, const web::Context& context, bool keeps) {
    return write_once(request, context, [&](db::Tx& tx) {
        return change_document(tx, access::actor_of(context), request, "examples,questions", [&](Document& document) -> Result<void> {
            const auto place = TRY(example_place(document, request));
            auto example = example_typed(request, document);
            if (keeps && text_in(example, "says").empty()) return refuse_fields("forms.problems", {{"says", base::say("designer.example_says_missing")}});
            auto& examples = document.list("examples");
            if (!keeps && place) examples.erase(examples.begin() + static_cast<std::ptrdiff_t>(*place));
            if (keeps && place) examples[*place] = std::move(example);
            if (keeps && !place) examples.emplace_back(std::move(example));
            return {};
        });
    }, "/staff/services/" + std::string(request.param("code")), [&](std::span<const Problem> problems, int status) { return example_page(parts, request, context, problems, status); });
}

}  // namespace

Result<web::Response> show_example(const Parts& parts, web::Request& request, web::Context& context) { return example_page(parts, request, context, {}, 200); }
Result<web::Response> save_example(const Parts& parts, web::Request& request, web::Context& context) { return change_example(parts, request, context, true); }
Result<web::Response> remove_example(const Parts& parts, web::Request& request, web::Context& context) { return change_example(parts, request, context, false); }

}  // namespace designer
