// The forms of the work: what officers are asked when they finish a step. Their questions are changed on the pages of questions.

#include "designer/pages.h"

#include "base/text.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"

namespace designer {
namespace {

namespace govuk = html::govuk;
namespace json = boost::json;

Result<web::Response> forms_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto shop = TRY(read_workshop(parts, request, context));
    const auto document = TRY(Document::read(shop.text(catalogue::document_file)));
    auto page = page_about(context, shop, context.say("designer.part_forms"), problems);
    page.main << "<div class=\"gh-split\"><div><p class=\"govuk-body\">"_html << context.say("designer.forms_text") << "</p>"_html;
    const auto* forms = document.root().if_contains("forms");
    const bool any = forms != nullptr && forms->is_object() && !forms->as_object().empty();
    if (!any) page.main << html::empty_state({.text = context.say("designer.forms_none")});
    if (any) {
        page.main << "<ul class=\"govuk-list gh-in-order\">"_html;
        for (const auto& [code, questions] : forms->as_object()) {
            page.main << "<li class=\"gh-in-order__item\"><div><a class=\"govuk-link\""_html;
            page.main.url("href", shop.address("/forms/" + std::string(code))) << ">"_html << std::string_view(code) << "</a><br><span class=\"gh-quiet\">"_html
                << context.say("designer.form_questions", {{"number", std::to_string(questions.is_array() ? questions.as_array().size() : 0)}}) << "</span></div></li>"_html;
        }
        page.main << "</ul>"_html;
    }
    page.main << "</div><div class=\"gh-split__side\"><section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.form_add") << "</h2>"_html;
    open_form(page.main, context, {}, document.seal("forms"));
    govuk::input(page.main, {.id = "form-code", .name = "form-code", .value = std::string(request.form.text("form-code")), .label = {.text = context.say("designer.form_code")}, .hint = {.text = context.say("designer.form_code_hint")}, .error_message = html::problem_at(problems, "form-code", context.language)});
    govuk::input(page.main, {.id = "first", .name = "first", .value = std::string(request.form.text("first")), .label = {.text = context.say("designer.form_first")}, .error_message = html::problem_at(problems, "first", context.language)});
    govuk::button(page.main, {.text = context.say("designer.form_add"), .prevent_double_click = true});
    page.main << "</form></section></div></div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_forms(const Parts& parts, web::Request& request, web::Context& context) { return forms_page(parts, request, context, {}, 200); }

Result<web::Response> add_form(const Parts& parts, web::Request& request, web::Context& context) {
    const auto code = base::tidy_line(request.form.text("form-code").substr(0, 100)), first = base::tidy_line(request.form.text("first").substr(0, 400));
    return write_once(request, context, [&](db::Tx& tx) {
        return change_document(tx, access::actor_of(context), request, "forms", [&](Document& document) -> Result<void> {
            if (code.empty() || code != code_from(code)) return refuse_fields("forms.problems", {{"form-code", base::say("designer.form_code_missing")}});
            if (first.empty()) return refuse_fields("forms.problems", {{"first", base::say("designer.q_label_missing")}});
            auto& forms = document.root()["forms"];
            if (!forms.is_object()) forms = json::object();
            if (forms.as_object().contains(code)) return refuse_fields("forms.problems", {{"form-code", base::say("designer.form_code_taken")}});
            forms.as_object()[code] = json::array{json::object{{"code", code_from(first)}, {"type", "text"}, {"label", first}, {"required", true}}};
            return {};
        });
    }, "/staff/services/" + std::string(request.param("code")) + "/forms/" + code, [&](std::span<const Problem> problems, int status) { return forms_page(parts, request, context, problems, status); });
}

Result<web::Response> show_form(const Parts& parts, web::Request& request, web::Context& context) {
    const auto shop = TRY(read_workshop(parts, request, context));
    const auto document = TRY(Document::read(shop.text(catalogue::document_file)));
    const auto* forms = document.root().if_contains("forms");
    const auto* questions = forms != nullptr && forms->is_object() ? forms->as_object().if_contains(request.param("form")) : nullptr;
    if (questions == nullptr || !questions->is_array()) return refuse(Kind::not_found, "web.not_found");
    auto page = page_about(context, shop, context.say("designer.form", {{"name", std::string(request.param("form"))}}), {}, "/forms");
    page.main << "<div class=\"gh-reading\">"_html;
    put_question_list(page.main, context, questions->as_array(), shop.address("/forms/" + std::string(request.param("form")) + "/questions"));
    page.main << "</div>"_html;
    return parts.site.staff_page(request, context, std::move(page), 200);
}

}  // namespace designer
