// The ways in which a case may end, why it may stand still, and who hears when it is late: lists.

#include "designer/pages.h"

#include "base/text.h"
#include "html/govuk.h"

#include <boost/json.hpp>
#include <charconv>
#include <fmt/format.h>

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

// ---- who hears when it is late: {"after": {"working_hours": 0}, "to": "team_leader"}, flat as a row of fields

constexpr Column escalation_columns[] = {{"to", "designer.escalation_to"}, {"hours", "designer.escalation_hours", false}, {"days", "designer.escalation_days", false}};

boost::json::array flat_escalation(const Document& document) {
    boost::json::array rows;
    const auto* levels = document.root().if_contains("levels");
    const auto* steps = levels != nullptr && levels->is_object() ? levels->as_object().if_contains("escalate") : nullptr;
    if (steps == nullptr || !steps->is_array()) return rows;
    for (const auto& step : steps->as_array()) {
        boost::json::object row{{"to", text_in(step, "to")}};
        const auto* after = step.is_object() ? step.as_object().if_contains("after") : nullptr;
        if (after != nullptr && after->is_object())
            for (const auto& [unit, number] : after->as_object()) row[unit == "working_days" ? "days" : "hours"] = boost::json::serialize(number);
        rows.emplace_back(std::move(row));
    }
    return rows;
}

Result<boost::json::array> escalation_typed(const web::Request& request) {
    boost::json::array steps;
    for (int row = 1; request.form.has(fmt::format("step-to-{}", row)); ++row) {
        const auto typed = [&](const char* column) { return base::tidy_line(request.form.text(fmt::format("step-{}-{}", column, row)).substr(0, 200)); };
        const auto to = typed("to"), hours = typed("hours"), days = typed("days");
        if (to.empty() && hours.empty() && days.empty()) continue;
        if (to.empty()) return refuse_fields("forms.problems", {{fmt::format("step-to-{}", row), base::say("designer.escalation_who")}});
        const auto& digits = hours.empty() ? days : hours;
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        const bool is_one = hours.empty() != days.empty() && error == std::errc() && end == digits.data() + digits.size();
        if (!is_one) return refuse_fields("forms.problems", {{fmt::format("step-hours-{}", row), base::say("designer.escalation_one")}});
        steps.push_back({{"after", {{hours.empty() ? "working_days" : "working_hours", number}}}, {"to", to}});
    }
    return steps;
}

Result<web::Response> escalation_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto shop = TRY(read_workshop(parts, request, context));
    const auto document = TRY(Document::read(shop.text(catalogue::document_file)));
    auto page = page_about(context, shop, context.say("designer.part_escalation"), problems);
    page.main << "<div class=\"gh-reading\"><p class=\"govuk-body\">"_html << context.say("designer.escalation_text") << "</p>"_html;
    open_form(page.main, context, {}, document.seal("levels"));
    put_rows(page.main, context, "step", "designer.escalation_number", escalation_columns, flat_escalation(document), request.method == web::Method::post ? &request : nullptr);
    govuk::button(page.main, {.text = context.say("designer.save"), .prevent_double_click = true});
    page.main << "</form></div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_escalation(const Parts& parts, web::Request& request, web::Context& context) { return escalation_page(parts, request, context, {}, 200); }

Result<web::Response> save_escalation(const Parts& parts, web::Request& request, web::Context& context) {
    return write_once(request, context, [&](db::Tx& tx) {
        return change_document(tx, access::actor_of(context), request, "levels", [&](Document& document) -> Result<void> {
            auto steps = TRY(escalation_typed(request));
            auto& levels = document.root()["levels"];
            if (!levels.is_object()) levels = boost::json::object();
            if (steps.empty())
                levels.as_object().erase("escalate");
            else
                levels.as_object()["escalate"] = std::move(steps);
            if (levels.as_object().empty()) document.root().erase("levels");
            return {};
        });
    }, "/staff/services/" + std::string(request.param("code")), [&](std::span<const Problem> problems, int status) { return escalation_page(parts, request, context, problems, status); });
}

Result<web::Response> show_pauses(const Parts& parts, web::Request& request, web::Context& context) { return pauses_page(parts, request, context, {}, 200); }

Result<web::Response> save_pauses(const Parts& parts, web::Request& request, web::Context& context) {
    return write_once(request, context, [&](db::Tx& tx) {
        return change_document(tx, access::actor_of(context), request, "levels", [&](Document& document) -> Result<void> {
            TRY(require_whole_rows(request, "pause", pause_columns));
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
            TRY(require_whole_rows(request, "outcome", outcome_columns));
            auto items = rows_typed(request, "outcome", outcome_columns, document.list("outcomes"));
            if (items.empty()) return refuse_fields("forms.problems", {{"outcome-label-1", base::say("designer.outcomes_none")}});
            document.list("outcomes") = std::move(items);
            return {};
        });
    }, "/staff/services/" + std::string(request.param("code")), [&](std::span<const Problem> problems, int status) { return outcomes_page(parts, request, context, problems, status); });
}

}  // namespace designer
