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
namespace json = boost::json;

constexpr Column outcome_columns[] = {{"label", "designer.outcome_label"}, {"code", "designer.code_short", false}};
constexpr Column pause_columns[] = {{"label", "designer.pause_label"}, {"code", "designer.code_short", false}, {"said", "designer.pause_said"}};
constexpr Column escalation_columns[] = {{"to", "designer.escalation_to"}, {"hours", "designer.escalation_hours", false}, {"days", "designer.escalation_days", false}};

/// A list of the document that is a page of rows.
struct Listing {
    const char *path, *part;  // where it stands, and whose seal the form has
    const char *row, *row_words, *title, *text;
    std::span<const Column> columns;
    json::array (*shown)(const json::array&);                              // as rows of fields
    Result<json::array> (*typed)(const web::Request&, const json::array&);  // what these rows hold now
};

json::array as_they_are(const json::array& items) { return items; }

/// {"after": {"working_hours": 0}, "to": "team_leader"}, flat as a row of fields.
json::array flat_escalation(const json::array& steps) {
    json::array rows;
    for (const auto& step : steps) {
        json::object row{{"to", text_in(step, "to")}};
        const auto* after = step.is_object() ? step.as_object().if_contains("after") : nullptr;
        if (after != nullptr && after->is_object())
            for (const auto& [unit, number] : after->as_object()) row[unit == "working_days" ? "days" : "hours"] = json::serialize(number);
        rows.emplace_back(std::move(row));
    }
    return rows;
}

Result<json::array> outcomes_typed(const web::Request& request, const json::array& before) {
    TRY(require_whole_rows(request, "outcome", outcome_columns));
    auto items = rows_typed(request, "outcome", outcome_columns, before);
    if (items.empty()) return refuse_fields("forms.problems", {{"outcome-label-1", base::say("designer.outcomes_none")}});
    return items;
}

Result<json::array> pauses_typed(const web::Request& request, const json::array& before) {
    TRY(require_whole_rows(request, "pause", pause_columns));
    return rows_typed(request, "pause", pause_columns, before);
}

Result<json::array> escalation_typed(const web::Request& request, const json::array&) {
    json::array steps;
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

constexpr Listing outcomes{"outcomes", "outcomes", "outcome", "designer.outcome_number", "designer.part_outcomes", "designer.outcomes_text", outcome_columns, as_they_are, outcomes_typed};
constexpr Listing pauses{"levels.pauses", "levels", "pause", "designer.pause_number", "designer.part_pauses", "designer.pauses_text", pause_columns, as_they_are, pauses_typed};
constexpr Listing escalation{"levels.escalate", "levels", "step", "designer.escalation_number", "designer.part_escalation", "designer.escalation_text", escalation_columns, flat_escalation, escalation_typed};

Result<web::Response> rows_page(const Listing& listing, const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto shop = TRY(read_workshop(parts, request, context));
    const auto document = TRY(Document::read(shop.text(catalogue::document_file)));
    auto page = page_about(context, shop, context.say(listing.title), problems);
    page.main << "<div class=\"gh-reading\"><p class=\"govuk-body\">"_html << context.say(listing.text) << "</p>"_html;
    open_form(page.main, context, {}, document.seal(listing.part));
    const auto& items = std::as_const(document).list(listing.path);
    put_rows(page.main, context, listing.row, listing.row_words, listing.columns, listing.shown(items), request.method == web::Method::post ? &request : nullptr, problems);
    govuk::button(page.main, {.text = context.say("designer.save"), .prevent_double_click = true});
    page.main << "</form></div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

Result<web::Response> save_rows(const Listing& listing, const Parts& parts, web::Request& request, web::Context& context) {
    return write_once(request, context, [&](db::Tx& tx) {
        return change_document(tx, access::actor_of(context), request, listing.part, [&](Document& document) -> Result<void> {
            auto items = TRY(listing.typed(request, std::as_const(document).list(listing.path)));
            document.set_list(listing.path, std::move(items));
            return {};
        });
    }, "/staff/services/" + std::string(request.param("code")), [&](std::span<const Problem> problems, int status) { return rows_page(listing, parts, request, context, problems, status); });
}

}  // namespace

Result<web::Response> show_outcomes(const Parts& parts, web::Request& request, web::Context& context) { return rows_page(outcomes, parts, request, context, {}, 200); }
Result<web::Response> save_outcomes(const Parts& parts, web::Request& request, web::Context& context) { return save_rows(outcomes, parts, request, context); }

Result<web::Response> show_pauses(const Parts& parts, web::Request& request, web::Context& context) { return rows_page(pauses, parts, request, context, {}, 200); }
Result<web::Response> save_pauses(const Parts& parts, web::Request& request, web::Context& context) { return save_rows(pauses, parts, request, context); }

Result<web::Response> show_escalation(const Parts& parts, web::Request& request, web::Context& context) { return rows_page(escalation, parts, request, context, {}, 200); }
Result<web::Response> save_escalation(const Parts& parts, web::Request& request, web::Context& context) { return save_rows(escalation, parts, request, context); }

}  // namespace designer
