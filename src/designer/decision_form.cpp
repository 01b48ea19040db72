#include "designer/decision_form.h"

#include "base/text.h"
#include "web/request.h"

#include <charconv>
#include <fmt/format.h>

#include <algorithm>

namespace designer {
namespace {

constexpr std::size_t most_in_a_cell = 2000, other_fields = 20;  // bytes; seals, counts and settings

/// As it was typed, but for the way in which browsers end lines.
std::string cell_typed(const web::Request& request, const std::string& field, std::vector<Problem>& problems) {
    auto text = base::to_utf8(base::trim(request.form.text(field)));
    std::erase(text, '\r');
    if (text.size() > most_in_a_cell) problems.push_back({field, base::say("designer.table_cell_long")});
    return text;
}

std::vector<dmn::WrittenColumn> columns_typed(const web::Request& request, const char* side, std::vector<Problem>& problems) {
    std::vector<dmn::WrittenColumn> columns;
    for (std::size_t i = 0; request.form.has(column_field(side, i, "from")); ++i) {
        const auto member = [&](const char* name) { return cell_typed(request, column_field(side, i, name), problems); };
        columns.push_back({member("id"), member("label"), member("from"), member("type")});
    }
    return columns;
}

void change_by(dmn::WrittenTable& table, std::string_view act) {
    const auto colon = act.find(':');
    const auto what = act.substr(0, colon);
    std::size_t number = 0;
    if (colon != act.npos) std::from_chars(act.data() + colon + 1, act.data() + act.size(), number);
    const auto drop = [&](auto& list) {
        if (number >= 1 && number <= list.size()) list.erase(list.begin() + static_cast<std::ptrdiff_t>(number - 1));
    };
    const auto drop_column = [&](auto& columns, auto cells) {
        if (number < 1 || number > columns.size() || columns.size() == 1) return;
        drop(columns);
        for (auto& rule : table.rules) drop(rule.*cells);
    };
    if (what == "up" && number >= 2 && number <= table.rules.size()) std::swap(table.rules[number - 1], table.rules[number - 2]);
    if (what == "down" && number >= 1 && number < table.rules.size()) std::swap(table.rules[number - 1], table.rules[number]);
    if (what == "drop") drop(table.rules);
    if (what == "rule") table.rules.push_back({.tests = std::vector<std::string>(table.inputs.size(), "-"), .results = std::vector<std::string>(table.outputs.size())});
    if (what == "in") {
        table.inputs.emplace_back();
        for (auto& rule : table.rules) rule.tests.emplace_back("-");
    }
    if (what == "out") {
        table.outputs.emplace_back();
        for (auto& rule : table.rules) rule.results.emplace_back();
    }
    if (what == "drop-in") drop_column(table.inputs, &dmn::WrittenRule::tests);
    if (what == "drop-out") drop_column(table.outputs, &dmn::WrittenRule::results);
}

}  // namespace

std::string column_field(const char* side, std::size_t column, const char* member) { return fmt::format("{}-{}-{}", side, column + 1, member); }
std::string cell_field(std::size_t rule, const char* side, std::size_t column) { return fmt::format("r{}-{}{}", rule + 1, side, column + 1); }
std::string rule_field(std::size_t rule, const char* member) { return fmt::format("r{}-{}", rule + 1, member); }
std::string count_field(const char* of_what) { return std::string(of_what) + "-shown"; }

bool fits_on_page(const dmn::WrittenTable& table) {
    const auto columns = table.inputs.size() + table.outputs.size();
    return table.rules.size() * (columns + 2) + columns * 4 + other_fields <= web::most_form_fields;
}

dmn::WrittenTable table_typed(const web::Request& request, dmn::WrittenTable table, std::vector<Problem>& problems) {
    table.question = base::tidy_line(request.form.text("question").substr(0, 400));
    table.policy = base::tidy_line(request.form.text("policy"));
    table.looks_at.clear();
    for (const auto line : base::split(request.form.text("looks-at").substr(0, 4000), '\n'))
        if (const auto name = base::tidy_line(line); !name.empty() && std::ranges::find(table.looks_at, name) == table.looks_at.end()) table.looks_at.push_back(name);
    table.inputs = columns_typed(request, "in", problems);
    table.outputs = columns_typed(request, "out", problems);
    table.rules.clear();
    for (std::size_t rule = 0; request.form.has(rule_field(rule, "id")); ++rule) {
        dmn::WrittenRule line{.id = cell_typed(request, rule_field(rule, "id"), problems)};
        for (std::size_t i = 0; i < table.inputs.size(); ++i) line.tests.push_back(cell_typed(request, cell_field(rule, "i", i), problems));
        for (std::size_t i = 0; i < table.outputs.size(); ++i) line.results.push_back(cell_typed(request, cell_field(rule, "o", i), problems));
        line.note = cell_typed(request, rule_field(rule, "note"), problems);
        table.rules.push_back(std::move(line));
    }
    const auto came = [&](const char* of_what, std::size_t count) { return request.form.text(count_field(of_what)) == std::to_string(count); };
    if (!came("in", table.inputs.size()) || !came("out", table.outputs.size()) || !came("rule", table.rules.size())) problems.push_back({"", base::say("designer.table_not_whole")});
    return table;
}

void act_on_table(dmn::WrittenTable& table, std::string_view act, std::vector<Problem>& problems) {
    if (act.empty()) return;
    auto changed = table;
    change_by(changed, act);
    if (fits_on_page(changed))
        table = std::move(changed);
    else
        problems.push_back({"", base::say("designer.table_full")});
}

}  // namespace designer
