// The ways in which a case may end, and why it may stand still: lists of codes and words.

#include "designer/pages.h"

#include "html/govuk.h"

namespace designer {
namespace {

namespace govuk = html::govuk;

constexpr Column outcome_columns[] = {{"label", "designer.outcome_label"}, {"code", "designer.code_short", false}};

Result<web::Response> outcomes_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto shop = TRY(read_workshop(parts, request, context));
    const auto document = TRY(Document::read(shop.text(catalogue::document_file)));
    auto page = page_about(context, shop, context.say("designer.part_outcomes"), problems);
    page.main << "<div class=\"gh-reading\"><p class=\"govuk-body\">"_html << context.say("designer.outcomes_text") << "</p>"_html;
    open_form(page.main, context, {}, document.seal("outcomes"));
    put_rows(page.main, context, "outcome", "designer.outcome_number", outcome_columns, document.list("outcomes"), request.method == web::Method::post ? &request : nullptr);
    govuk::button(page.main, {.text = context.say("designer.save"), .prevent_double_click = true});
    page.main << "</form></div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

constexpr Column pause_columns[] = {{"label", "designer.pause_label"}, {"code", "designer.code_short", false}, {"said", "designer.pause_said"}};

const boost::json::array& pauses_in(const Document& document) {
    static const boost::json::array none;
    const auto* levels = document.root().if_contains("levels");
    const auto* pauses = levels != nullptr && levels->is_object() ? levels->as_object().if_contains("pauses") : nullptr;
    return pauses != nullptr && pauses->is_array() ? pauses->as_array() : none;
}

Result<web::Response> pauses_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto shop = TRY(read_workshop(parts, request, context));
    const auto document = TRY(Document::read(shop.text(catalogue::document_file)));
    auto page = page_about(context, shop, context.say("designer.part_pauses"), problems);
    page.main << "<div class=\"gh-reading\"><p class=\"govuk-body\">"_html << context.say("designer.pauses_text") << "</p>"_html;
    open_form(page.main, context, {}, document.seal("levels"));
    put_rows(page.main, context, "pause", "designer.pause_number", pause_columns, pauses_in(document), request.method == web::Method::post ? &request : nullptr);
    govuk::button(page.main, {.text = context.say("designer.save"), .prevent_double_click = true});
    page.main << "</form></div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_pauses(const Parts& parts, web::Request& request, web::Context& context) { return pauses_page(parts, request, context, {}, 200); }

Result<web::Response> save_pauses(const Parts& parts, web::Request& request, web::Context& context) {
    return write_once(request, context, [&](db::Tx& tx) {
        return change_document(tx, access::actor_of(context), request, "levels", [&](Document& document) -> Result<void> {
            auto items = rows_typed(request, "pause", pause_columns, pauses_in(document));
            auto& levels = document.root()["levels"];
            if (!levels.is_object()) levels = boost::json::object();
            if (items.empty())
                levels.as_object().erase("pauses");
            else
                levels.as_object()["pauses"] = std::move(items);
            if (levels.as_object().empty()) document.root().erase("levels");
            return {};
        });
    }, "/staff/services/" + std::string(request.param("code")), [&](std::span<const Problem> problems, int status) { return pauses_page(parts, request, context, problems, status); });
}

Result<web::Response> show_outcomes(const Parts& parts, web::Request& request, web::Context& context) { return outcomes_page(parts, request, context, {}, 200); }

Result<web::Response> save_outcomes(const Parts& parts, web::Request& request, web::Context& context) {
    return write_once(request, context, [&](db::Tx& tx) {
        return change_document(tx, access::actor_of(context), request, "outcomes", [&](Document& document) -> Result<void> {
            auto items = rows_typed(request, "outcome", outcome_columns, document.list("outcomes"));
            if (items.empty()) return refuse_fields("forms.problems", {{"outcome-label-1", base::say("designer.outcomes_none")}});
            document.list("outcomes") = std::move(items);
            return {};
        });
    }, "/staff/services/" + std::string(request.param("code")), [&](std::span<const Problem> problems, int status) { return outcomes_page(parts, request, context, problems, status); });
}

}  // namespace designer
