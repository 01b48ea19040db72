// The decision tables of a service: a grid of rules, with what comes of the examples and which cases no rule answers, as it is typed.

#include "designer/decision_form.h"
#include "designer/pages.h"

#include "base/text.h"
#include "casework/decisions.h"
#include "casework/variables.h"
#include "dmn/edit.h"
#include "html/govuk.h"
#include "html/hidden.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "web/packing.h"

#include <boost/json.hpp>
#include <charconv>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace designer {
namespace {

namespace govuk = html::govuk;
namespace json = boost::json;

constexpr std::string_view table_ending = ".dmn";
constexpr std::size_t widest_cell = 16;
constexpr std::array feel_types{"string", "number", "boolean", "date", "Any"};
constexpr std::string_view what_is_answered = "answers";

std::vector<std::string> table_files(const Workshop& shop) {
    std::vector<std::string> names;
    for (const auto& [name, text] : shop.files)
        if (name.ends_with(table_ending)) names.push_back(name);
    return names;
}

/// The table of the address: its file, and which of the file's tables it is.
struct TablePlace {
    std::string file;
    std::size_t number = 0;  // from 0
};

Result<TablePlace> table_place(const Workshop& shop, const web::Request& request) {
    TablePlace place{std::string(request.param("file")) + std::string(table_ending)};
    const auto number = request.param("number");
    std::size_t typed = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), typed);
    if (error != std::errc() || end != number.data() + number.size() || typed == 0 || shop.files.find(place.file) == shop.files.end()) return refuse(Kind::not_found, "web.not_found");
    place.number = typed - 1;
    return place;
}

std::string address_of_table(const Workshop& shop, const std::string& file, std::size_t number) {
    return shop.address(fmt::format("/decisions/{}/{}", file.substr(0, file.size() - table_ending.size()), number + 1));
}

// ---- what comes of it ---------------------------------------------------------------------------------------------------

struct ExampleShown {
    std::string says, rules, result;
};

struct TableShown {
    Workshop shop;
    TablePlace place;
    dmn::WrittenTable table;
    std::string unreadable;  // why the service cannot be read with the table as it is typed
    catalogue::Faults faults;
    std::vector<ExampleShown> examples;
    std::vector<Problem> problems;  // with what was typed
};

std::string rules_chosen(const casework::DecisionShown& decision) {
    std::string rules;
    for (const auto& rule : decision.rules)
        if (rule.chosen) rules += fmt::format("{}{}", rules.empty() ? "" : ", ", rule.number);
    return rules;
}

/// What the table decides for each example that is taken, where it looks at nothing but the answers.
void try_examples(TableShown& shown, const catalogue::Definition& service, Instant now) {
    const auto& looks_at = shown.table.looks_at;
    if (looks_at.size() != 1 || looks_at.front() != what_is_answered) return;
    for (const auto& example : service.examples) {
        if (!example.must_pass()) continue;
        const json::value answers = casework::variables_of(service.form, example.answers);
        const auto decided = casework::decide(service, shown.table.decision, [&](std::string_view name) { return name == what_is_answered ? &answers : nullptr; }, now);
        if (!decided) {
            shown.examples.push_back({example.says, {}, decided.error().log});
            continue;
        }
        for (const auto& step : casework::explanation_from(decided->explanation))
            if (step.decision == shown.table.decision) shown.examples.push_back({example.says, rules_chosen(step), step.result});
    }
}

/// The service with the table as it stands in `shown`: what the publishing check says of this file, and what the examples come to.
void look_at_table(TableShown& shown, const Parts& parts, const catalogue::Surroundings& around, Instant now) {
    auto files = shown.shop.files;
    auto& text = files[shown.place.file];
    if (const auto typed = dmn::with_table(text, shown.place.number, shown.table)) text = *typed;
    const auto service = catalogue::definition_of(catalogue::as_texts(files));
    if (!service) {
        shown.unreadable = service.error().log;
        return;
    }
    const auto models = casework::tables_of(*service);
    if (!models) shown.unreadable = models.error().log;
    for (std::size_t i = 0; models && i < models->size(); ++i)
        for (const auto& flaw : (*models)[i].flaws())
            if (service->decisions[i].name + std::string(table_ending) == shown.place.file) shown.faults.push_back({shown.place.file, flaw.element, flaw.what});
    for (auto& fault : catalogue::faults_of(*service, around, parts.checks))
        if (fault.file == shown.place.file) shown.faults.push_back(std::move(fault));
    try_examples(shown, *service, now);
}

Result<TableShown> read_table(db::Tx& tx, const Parts& parts, const web::Request& request, const web::Context& context) {
    auto shop = TRY(open_workshop(tx, parts, request));
    auto place = TRY(table_place(shop, request));
    auto tables = TRY(dmn::tables_in(shop.text(place.file)));
    if (place.number >= tables.size()) return refuse(Kind::not_found, "web.not_found");
    TableShown shown{.shop = std::move(shop), .place = std::move(place), .table = std::move(tables[place.number]), .unreadable = {}, .faults = {}, .examples = {}, .problems = {}};
    if (request.form.has("policy")) shown.table = table_typed(request, std::move(shown.table), shown.problems);
    act_on_table(shown.table, request.form.text("act"), shown.problems);
    const auto around = TRY(catalogue::surroundings_of(tx, parts.checks));
    look_at_table(shown, parts, around, context.now);
    return shown;
}

// ---- the page -----------------------------------------------------------------------------------------------------------

/// So that a form that does not come whole is not taken for a smaller table.
void put_counts(html::Html& out, const dmn::WrittenTable& table) {
    html::hidden_field(out, count_field("in"), std::to_string(table.inputs.size()));
    html::hidden_field(out, count_field("out"), std::to_string(table.outputs.size()));
    html::hidden_field(out, count_field("rule"), std::to_string(table.rules.size()));
}

std::string called(const dmn::WrittenColumn& column) { return !column.label.empty() ? column.label : column.expression; }

void put_table_act(html::Html& out, const web::Context& context, const std::string& act, const char* words, const std::string& of_what) {
    out << "<button class=\"gh-link-button\" name=\"act\""_html;
    out.attribute("value", act) << ">"_html << context.say(words) << "<span class=\"govuk-visually-hidden\">: "_html << of_what << "</span></button> "_html;
}

/// The answers that may be named in a column that looks at a question with choices.
std::vector<std::pair<std::string, std::string>> known_answers(const TableShown& shown, const dmn::WrittenColumn& column) {
    std::vector<std::pair<std::string, std::string>> found;
    const std::string_view path = column.expression;
    if (!shown.shop.definition || !path.starts_with("answers.")) return found;
    const auto* question = shown.shop.definition->form.find(path.substr(std::string_view("answers.").size()));
    if (question == nullptr) return found;
    for (const auto& choice : question->choices) found.emplace_back('"' + choice.code + '"', choice.label);
    return found;
}

void put_known_answers(html::Html& out, const TableShown& shown) {
    for (std::size_t i = 0; i < shown.table.inputs.size(); ++i) {
        const auto known = known_answers(shown, shown.table.inputs[i]);
        if (known.empty()) continue;
        out << "<datalist"_html;
        out.attribute("id", fmt::format("known-{}", i + 1)) << ">"_html;
        for (const auto& [value, label] : known) {
            out << "<option"_html;
            out.attribute("value", value) << ">"_html << label << "</option>"_html;
        }
        out << "</datalist>"_html;
    }
}

void put_table_cell(html::Html& out, const std::string& field, const std::string& value, const std::string& label, const std::string& known) {
    out << "<td class=\"govuk-table__cell gh-decision__cell\""_html;
    out.attribute("data-column", label) << ">"_html;
    const bool is_long = value.size() > widest_cell || value.find('\n') != value.npos || known.empty();  // one that suggests answers must be one line
    out << (is_long ? "<textarea class=\"govuk-textarea\" rows=\"1\""_html : "<input class=\"govuk-input\""_html);
    out.attribute("name", field).attribute("aria-label", label) << " spellcheck=\"false\" autocomplete=\"off\""_html;
    if (is_long)
        out << ">"_html << value << "</textarea></td>"_html;
    else
        out.attribute("value", value).attribute("list", known) << "></td>"_html;
}

void put_grid_head(html::Html& out, const web::Context& context, const dmn::WrittenTable& table) {
    out << "<thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\"><th class=\"govuk-table__header\" scope=\"col\">"_html << context.say("designer.table_rule") << "</th>"_html;
    const auto head = [&](const dmn::WrittenColumn& column, const char* key) {
        out << "<th class=\"govuk-table__header\" scope=\"col\"><span class=\"gh-quiet\">"_html << context.say(key) << "</span><br>"_html << called(column);
        if (!column.label.empty()) out << "<br><code class=\"gh-decision__from\">"_html << column.expression << "</code>"_html;
        out << "</th>"_html;
    };
    for (const auto& column : table.inputs) head(column, "designer.table_if");
    for (const auto& column : table.outputs) head(column, "designer.table_then");
    out << "<th class=\"govuk-table__header\" scope=\"col\">"_html << context.say("designer.table_note") << "</th><th class=\"govuk-table__header\" scope=\"col\"><span class=\"govuk-visually-hidden\">"_html
        << context.say("designer.table_change") << "</span></th></tr></thead>"_html;
}

void put_grid(html::Html& out, const web::Context& context, const TableShown& shown) {
    const auto& table = shown.table;
    out << "<div class=\"gh-decision\"><table class=\"govuk-table gh-decision__table\"><caption class=\"govuk-visually-hidden\">"_html << context.say("designer.table_rules") << "</caption>"_html;
    put_grid_head(out, context, table);
    out << "<tbody class=\"govuk-table__body\">"_html;
    for (std::size_t rule = 0; rule < table.rules.size(); ++rule) {
        const auto& line = table.rules[rule];
        const auto number = std::to_string(rule + 1), name = context.say("designer.table_rule_number", {{"number", number}});
        out << "<tr class=\"govuk-table__row\"><th class=\"govuk-table__header\" scope=\"row\"><span class=\"gh-decision__word\">"_html << context.say("designer.table_rule") << " </span>"_html << number;
        html::hidden_field(out, rule_field(rule, "id"), line.id);
        out << "</th>"_html;
        for (std::size_t i = 0; i < table.inputs.size(); ++i)
            put_table_cell(out, cell_field(rule, "i", i), line.tests[i], name + ": " + called(table.inputs[i]), known_answers(shown, table.inputs[i]).empty() ? "" : fmt::format("known-{}", i + 1));
        for (std::size_t i = 0; i < table.outputs.size(); ++i) put_table_cell(out, cell_field(rule, "o", i), line.results[i], name + ": " + called(table.outputs[i]), "");
        put_table_cell(out, rule_field(rule, "note"), line.note, name + ": " + context.say("designer.table_note"), "");
        out << "<td class=\"govuk-table__cell gh-decision__acts\">"_html;
        for (const auto* act : {"up", "down", "drop"}) {
            const bool leads_nowhere = (rule == 0 && *act == 'u') || (rule + 1 == table.rules.size() && *act == 'd' && act[1] == 'o');
            if (!leads_nowhere) put_table_act(out, context, fmt::format("{}:{}", act, number), (std::string("designer.table_") + act).c_str(), name);
        }
        out << "</td></tr>"_html;
    }
    out << "</tbody></table></div>"_html;
}

void put_table_columns(html::Html& out, const web::Context& context, const char* side, const std::vector<dmn::WrittenColumn>& columns, std::span<const Problem> problems) {
    const std::string key = std::string("designer.table_") + side;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto& column = columns[i];
        const auto name = context.say(key + "_number", {{"number", std::to_string(i + 1)}});
        out << "<fieldset class=\"govuk-fieldset gh-listed\"><legend class=\"govuk-fieldset__legend govuk-fieldset__legend--s\">"_html << name << "</legend>"_html;
        html::hidden_field(out, column_field(side, i, "id"), column.id);
        const auto write = [&](const char* member, const std::string& value) {
            const auto field = column_field(side, i, member);
            govuk::input(out, {.id = field, .name = field, .value = value, .label = {.text = context.say(key + "_" + member)}, .error_message = html::problem_at(problems, field, context.language)});
        };
        write("label", column.label);
        write("from", column.expression);
        const auto field = column_field(side, i, "type");
        govuk::Select type{.id = field, .name = field, .items = {{.value = "", .text = context.say("designer.table_any")}}, .value = column.type, .label = {.text = context.say("designer.table_type")}};
        for (const auto* each : feel_types) type.items.push_back({.value = each, .text = context.say(std::string("designer.feel.") + each)});
        if (!column.type.empty() && std::ranges::find(feel_types, column.type) == feel_types.end()) type.items.push_back({.value = column.type, .text = column.type});
        govuk::select(out, type);
        if (columns.size() > 1) {
            out << "<p class=\"govuk-body\">"_html;
            put_table_act(out, context, fmt::format("drop-{}:{}", side, i + 1), "designer.table_drop", name);
            out << "</p>"_html;
        }
        out << "</fieldset>"_html;
    }
    govuk::button(out, {.text = context.say(key + "_add"), .name = "act", .value = side, .classes = "govuk-button--secondary"});
}

void put_table_settings(html::Html& out, const web::Context& context, const dmn::WrittenTable& table, bool is_open, std::span<const Problem> problems) {
    html::Html inside;
    govuk::input(inside, {.id = "question", .name = "question", .value = table.question, .label = {.text = context.say("designer.table_question")}});
    govuk::Select policy{.id = "policy", .name = "policy", .items = {}, .value = table.policy, .label = {.text = context.say("designer.table_policy")}, .hint = {.text = context.say("designer.table_policy_hint")}, .error_message = html::problem_at(problems, "policy", context.language)};
    for (const auto& each : dmn::policies()) {
        std::string key = "designer.policy." + base::lower_ascii(each);
        std::ranges::replace(key, ' ', '_');
        policy.items.push_back({.value = each, .text = each + ": " + context.say(key)});
    }
    govuk::select(inside, policy);
    std::string names;
    for (const auto& name : table.looks_at) names += name + '\n';
    govuk::textarea(inside, {.id = "looks-at", .name = "looks-at", .rows = 3, .value = names, .label = {.text = context.say("designer.table_looks_at")}, .hint = {.text = context.say("designer.table_looks_at_hint")}});
    put_table_columns(inside, context, "in", table.inputs, problems);
    put_table_columns(inside, context, "out", table.outputs, problems);
    govuk::details(out, {.summary_text = context.say("designer.table_settings"), .html = std::move(inside), .open = is_open});
}

/// What the publishing check says of the table as it is typed, and what the examples come to.
void put_beside_table(html::Html& out, const web::Context& context, const TableShown& shown) {
    out << "<div id=\"beside\">"_html;
    if (!shown.unreadable.empty() || !shown.faults.empty()) {
        out << "<section class=\"gh-panel gh-panel--alert\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.table_faults") << "</h2><ul class=\"govuk-list govuk-list--bullet\">"_html;
        if (!shown.unreadable.empty()) out << "<li>"_html << shown.unreadable << "</li>"_html;
        for (const auto& fault : shown.faults) out << "<li>"_html << fault.element << ": "_html << fault.text << "</li>"_html;
        out << "</ul></section>"_html;
    }
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("designer.table_examples") << "</h2>"_html;
    if (shown.examples.empty()) out << html::empty_state({.text = context.say("designer.table_no_examples")});
    if (!shown.examples.empty()) {
        govuk::Table list{.rows = {}, .head = {{.text = context.say("designer.table_example")}, {.text = context.say("designer.table_rule")}, {.text = context.say("designer.table_result")}}};
        for (const auto& each : shown.examples) list.rows.push_back({{.text = each.says}, {.text = each.rules.empty() ? context.say("designer.table_no_rule") : each.rules}, {.text = each.result}});
        govuk::table(out, list);
    }
    out << "</div>"_html;
}

Result<web::Response> table_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> found, int status) {
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_table(tx, parts, request, context); }));
    const auto& table = shown.table;
    const auto problems = found.empty() ? std::span<const Problem>(shown.problems) : found;
    if (status == 200 && !problems.empty()) status = 422;
    auto page = page_about(context, shown.shop, context.say("designer.table", {{"name", table.decision}}), problems, "/decisions");
    if (status == 409) page.main << govuk::inset_text({.text = context.say("designer.meanwhile")});
    if (!table.question.empty()) page.main << "<p class=\"govuk-body-l\">"_html << table.question << "</p>"_html;
    if (!fits_on_page(table)) {
        page.main << govuk::inset_text({.text = context.say("designer.table_too_large")});
        put_beside_table(page.main, context, shown);
        return parts.site.staff_page(request, context, std::move(page), status);
    }
    page.main << "<p class=\"govuk-body\">"_html << context.say("designer.table_text") << "</p><form method=\"post\" novalidate data-module=\"gh-beside\" data-replaces=\"beside\">"_html << website::seal_fields(context);
    const auto seen = request.form.text(seal_field);
    const bool keeps_seal = !seen.empty() && status != 409;
    html::hidden_field(page.main, seal_field, keeps_seal ? std::string(seen) : seal_of(shown.shop.text(shown.place.file)));
    // The first button is what Enter in a cell presses.
    page.main << "<button class=\"govuk-visually-hidden\" name=\"then\" value=\"look\" tabindex=\"-1\" aria-hidden=\"true\">"_html << context.say("designer.look") << "</button>"_html;
    put_counts(page.main, table);
    put_known_answers(page.main, shown);
    put_grid(page.main, context, shown);
    govuk::button(page.main, {.text = context.say("designer.table_rule_add"), .name = "act", .value = "rule", .classes = "govuk-button--secondary"});
    const auto act = request.form.text("act");
    put_table_settings(page.main, context, table, act.starts_with("in") || act.starts_with("out") || act.starts_with("drop-") || !problems.empty(), problems);
    page.main << "<div class=\"govuk-button-group\">"_html;
    govuk::button(page.main, {.text = context.say("designer.save"), .prevent_double_click = true});
    govuk::button(page.main, {.text = context.say("designer.look"), .name = "then", .value = "look", .classes = "govuk-button--secondary"});
    page.main << "</div></form>"_html;
    put_beside_table(page.main, context, shown);
    page.scripts.push_back(parts.site.asset("designer.js"));
    // What the council itself wrote, alike for every designer; what somebody has just typed is not packed.
    auto answer = parts.site.staff_page(request, context, std::move(page), status);
    return request.method == web::Method::get ? web::packed(std::move(answer), request) : std::move(answer);
}

/// What cannot be kept: a table without columns or rules. Whether its FEEL can be read is shown, and looked at when it is published.
Result<void> check_table(const dmn::WrittenTable& table) {
    const auto all = dmn::policies();
    if (std::ranges::find(all, table.policy) == all.end()) return refuse_fields("forms.problems", {{"policy", base::say("designer.table_policy_missing")}});
    if (table.inputs.empty() || table.outputs.empty() || table.rules.empty()) return refuse_fields("forms.problems", {{"", base::say("designer.table_empty")}});
    for (std::size_t i = 0; i < table.inputs.size(); ++i)
        if (table.inputs[i].expression.empty()) return refuse_fields("forms.problems", {{column_field("in", i, "from"), base::say("designer.table_in_missing")}});
    for (std::size_t i = 0; table.outputs.size() > 1 && i < table.outputs.size(); ++i)
        if (table.outputs[i].expression.empty()) return refuse_fields("forms.problems", {{column_field("out", i, "from"), base::say("designer.table_out_missing")}});
    return {};
}

// ---- all tables of a service --------------------------------------------------------------------------------------------

void put_new_table(html::Html& out, const web::Request& request, const web::Context& context, std::span<const Problem> problems) {
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.table_add") << "</h2>"_html;
    open_form(out, context);
    for (const auto* field : {"name", "question"}) {
        const auto key = std::string("designer.table_new_") + field;
        govuk::input(out, {.id = field, .name = field, .value = std::string(request.form.text(field)), .label = {.text = context.say(key)}, .hint = {.text = context.say(key + "_hint")}, .error_message = html::problem_at(problems, field, context.language)});
    }
    govuk::button(out, {.text = context.say("designer.table_add"), .prevent_double_click = true});
    out << "</form></section>"_html;
}

Result<web::Response> tables_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto shop = TRY(read_workshop(parts, request, context));
    auto page = page_about(context, shop, context.say("designer.part_decisions"), problems);
    page.main << "<div class=\"gh-split\"><div><p class=\"govuk-body\">"_html << context.say("designer.tables_text") << "</p>"_html;
    bool any = false;
    for (const auto& file : table_files(shop)) {
        const auto tables = dmn::tables_in(shop.text(file));
        for (std::size_t i = 0; tables && i < tables->size(); ++i) {
            const auto& table = (*tables)[i];
            page.main << (any ? ""_html : "<ul class=\"govuk-list gh-in-order\">"_html) << "<li class=\"gh-in-order__item\"><div><a class=\"govuk-link\""_html;
            any = true;
            page.main.url("href", address_of_table(shop, file, i)) << ">"_html << table.decision << "</a><br>"_html << table.question << "<br><span class=\"gh-quiet\">"_html
                << context.say("designer.table_size", {{"rules", std::to_string(table.rules.size())}, {"policy", table.policy}, {"file", file}}) << "</span></div></li>"_html;
        }
    }
    page.main << (any ? "</ul>"_html : ""_html);
    if (!any) page.main << html::empty_state({.text = context.say("designer.tables_none")});
    page.main << "</div><div class=\"gh-split__side\">"_html;
    put_new_table(page.main, request, context, problems);
    page.main << "</div></div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_decisions(const Parts& parts, web::Request& request, web::Context& context) { return tables_page(parts, request, context, {}, 200); }

Result<web::Response> add_decision(const Parts& parts, web::Request& request, web::Context& context) {
    const auto name = base::tidy_line(request.form.text("name").substr(0, 60)), question = base::tidy_line(request.form.text("question").substr(0, 400));
    const auto file = code_from(name) + std::string(table_ending);
    return write_once(request, context, [&](db::Tx& tx) -> Result<void> {
        if (code_from(name).empty()) return refuse_fields("forms.problems", {{"name", base::say("designer.table_name_missing")}});
        const auto shop = TRY(open_workshop(tx, parts, request));
        if (shop.files.contains(file)) return refuse_fields("forms.problems", {{"name", base::say("designer.table_name_taken")}});
        return change_text(tx, access::actor_of(context), request, file, [&](std::string_view) -> Result<std::string> {
            return dmn::new_model("urn:guildhall:services:" + shop.state.code, name, question, what_is_answered);
        });
    }, "/staff/services/" + std::string(request.param("code")) + "/decisions", [&](std::span<const Problem> problems, int status) { return tables_page(parts, request, context, problems, status); });
}

Result<web::Response> show_decision(const Parts& parts, web::Request& request, web::Context& context) { return table_page(parts, request, context, {}, 200); }

Result<web::Response> save_decision(const Parts& parts, web::Request& request, web::Context& context) {
    if (request.form.text("then") == "look" || request.form.has("act")) return table_page(parts, request, context, {}, 200);
    return write_once(request, context, [&](db::Tx& tx) -> Result<void> {
        const auto shop = TRY(open_workshop(tx, parts, request));
        const auto place = TRY(table_place(shop, request));
        return change_text(tx, access::actor_of(context), request, place.file, [&](std::string_view text) -> Result<std::string> {
            const auto tables = TRY(dmn::tables_in(text));
            if (place.number >= tables.size()) return refuse(Kind::not_found, "web.not_found");
            std::vector<Problem> problems;
            const auto typed = table_typed(request, tables[place.number], problems);
            if (!problems.empty()) return refuse_fields("forms.problems", std::move(problems));
            TRY(check_table(typed));
            return dmn::with_table(text, place.number, typed);
        });
    }, "/staff/services/" + std::string(request.param("code")) + "/decisions/" + std::string(request.param("file")) + "/" + std::string(request.param("number")),
    [&](std::span<const Problem> problems, int status) { return table_page(parts, request, context, problems, status); });
}

}  // namespace designer
