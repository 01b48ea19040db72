#include "website/rows_step.h"

#include "forms/group.h"
#include "html/govuk.h"
#include "html/problems.h"
#include "website/report_where.h"

#include <algorithm>
#include <charconv>

namespace website {
namespace {

namespace govuk = html::govuk;

std::size_t row_in(std::string_view text) {
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// The form with these rows, and without the fields of any.
void keep_rows(web::Request& request, const forms::Question& group, const forms::Rows& rows) {
    const auto fields = forms::fields_of(group);
    web::Fields changed;
    for (const auto& [name, value] : request.form)
        if (name != row_field && std::ranges::find(fields, name) == fields.end()) changed.add(name, value);
    if (!rows.empty()) changed.add(group.code, forms::to_json(rows));
    request.form = std::move(changed);
}

std::string line_of(const forms::Question& group, const forms::Answers& row, base::Language language) {
    return forms::row_shown_as_sent(group, row, language);
}

void put_link_button(html::Html& out, const std::string& value, const std::string& text, const std::string& of) {
    out << "<button class=\"gh-link-button\" formnovalidate name=\"go\""_html;
    out.attribute("value", value) << ">"_html << text << "<span class=\"govuk-visually-hidden\"> "_html << of << "</span></button>"_html;
}

void put_rows(html::Html& out, const web::Context& context, const forms::Question& group, const forms::Rows& rows) {
    if (rows.empty()) {
        out << "<p class=\"govuk-body\">"_html << context.say("website.rows_none") << "</p>"_html;
        return;
    }
    out << "<dl class=\"govuk-summary-list\">"_html;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto number = std::to_string(i + 1);
        const auto name = context.say("forms.row", {{"one", group.one}, {"number", number}});
        out << "<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">"_html << name << "</dt><dd class=\"govuk-summary-list__value\">"_html
            << line_of(group, rows[i], context.language) << "</dd><dd class=\"govuk-summary-list__actions\"><ul class=\"govuk-summary-list__actions-list\"><li class=\"govuk-summary-list__actions-list-item\">"_html;
        put_link_button(out, change_row + number, context.say("website.change"), name);
        out << "</li><li class=\"govuk-summary-list__actions-list-item\">"_html;
        put_link_button(out, remove_row + number, context.say("website.row_remove"), name);
        out << "</li></ul></dd></div>"_html;
    }
    out << "</dl>"_html;
}

/// All rows, and one more if there is room. Where something is wrong with them, it is said here.
void put_list(html::Html& out, const Report& report, const forms::Question& group, const forms::Rows& rows, std::span<const Problem> problems) {
    const auto& context = report.context;
    const auto wrong = html::problem_at(problems, group.code).text;
    out << "<h1 class=\"govuk-heading-l\">"_html << group.label << "</h1>"_html;
    if (!group.hint.empty()) out << "<p class=\"govuk-hint\">"_html << group.hint << "</p>"_html;
    if (!wrong.empty()) out << "<p class=\"govuk-error-message\">"_html << wrong << "</p>"_html;
    put_rows(out, context, group, rows);
    if (rows.size() < forms::most_rows(group)) {
        out << "<button class=\"govuk-button govuk-button--secondary\" formnovalidate name=\"go\""_html;
        out.attribute("value", add_row).attribute("id", group.code) << ">"_html << context.say(rows.empty() ? "website.rows_add" : "website.rows_add_another") << "</button>"_html;
    } else {
        out << "<p class=\"govuk-body\""_html;
        out.attribute("id", group.code) << ">"_html << context.say("website.rows_full", {{"most", std::to_string(forms::most_rows(group))}}) << "</p>"_html;
    }
}

/// The questions of one.
void put_row(html::Html& out, const Report& report, const forms::Question& group, std::size_t number, const forms::Rows& rows, const forms::Typed& typed, std::span<const Problem> problems) {
    const auto& context = report.context;
    out << "<input type=\"hidden\" name=\"row\""_html;
    out.attribute("value", std::to_string(number)) << "><span class=\"govuk-caption-l\">"_html << group.label << "</span><h1 class=\"govuk-heading-l\">"_html
        << context.say("forms.row", {{"one", group.one}, {"number", std::to_string(number)}}) << "</h1>"_html;
    if (!group.hint.empty()) out << "<p class=\"govuk-hint\">"_html << group.hint << "</p>"_html;
    const bool came = std::ranges::any_of(forms::fields_of(group), [&](const std::string& field) { return field != group.code && !typed(field).empty(); });
    const auto put_back = [&](std::string_view field) { return came ? typed(field) : forms::typed_in(group, rows, field); };
    forms::put_row(out, group, number, put_back, problems);
}

std::vector<Problem> problems_of_row(const forms::Question& group, std::size_t number, const Refusal& refusal) {
    auto problems = refusal.fields;
    for (auto& problem : problems) problem.field.insert(0, forms::before_row(group, number));
    return problems;
}

}  // namespace

bool asks_of_a_row(const Report& report, const forms::Question& group) {
    return report.row > 0 || (group.required && forms::rows_of(report.typed(group.code)).empty());
}

void put_rows_step(html::Html& out, const Report& report, const forms::Question& group, const forms::Typed& typed, std::span<const Problem> problems) {
    const auto rows = forms::rows_of(typed(group.code));
    out << "<input type=\"hidden\""_html;
    out.attribute("name", group.code).attribute("value", rows.empty() ? std::string() : forms::to_json(rows)) << ">"_html;
    if (asks_of_a_row(report, group)) put_row(out, report, group, std::max<std::size_t>(report.row, 1), rows, typed, problems);
    else put_list(out, report, group, rows, problems);
}

std::optional<RowsShown> take_rows(web::Request& request, const forms::Form& form, const forms::Question& group) {
    auto rows = forms::rows_of(request.form.text(group.code));
    const auto go = request.form.text("go");
    const auto of_row = [&](std::string_view what) { return go.starts_with(what) ? row_in(go.substr(what.size())) : 0; };
    const auto row = row_in(request.form.text(row_field));
    if (go == "back") return row > 0 && !rows.empty() ? std::optional(RowsShown{}) : std::nullopt;
    if (go == add_row && rows.size() < forms::most_rows(group)) return RowsShown{rows.size() + 1};
    if (const auto number = of_row(change_row); number >= 1 && number <= rows.size()) return RowsShown{number};
    if (const auto number = of_row(remove_row); number >= 1 && number <= rows.size()) {
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(number) - 1);
        keep_rows(request, group, rows);
        return RowsShown{};
    }
    if (row == 0 || row > std::min(rows.size() + 1, forms::most_rows(group))) return std::nullopt;
    const auto sent = forms::sent_by(request.form, form);
    auto answers = forms::check(*group.row, forms::row_sent(group, row, sent));
    if (!answers) return RowsShown{row, problems_of_row(group, row, answers.error())};
    for (auto& answer : *answers) answer.value = forms::as_sent(*group.row->find(answer.question), answer.value);
    if (row > rows.size()) rows.emplace_back();
    rows[row - 1] = *std::move(answers);
    std::erase_if(rows, [](const forms::Answers& each) { return each.empty(); });
    keep_rows(request, group, rows);
    return RowsShown{};
}

}  // namespace website
