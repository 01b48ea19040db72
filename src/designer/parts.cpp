#include "designer/parts.h"

#include "base/text.h"
#include "html/govuk.h"
#include "html/hidden.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "places/gazetteer.h"

#include <fmt/format.h>

#include <algorithm>

namespace designer {
namespace {

namespace govuk = html::govuk;

constexpr int free_rows = 3;

/// The draft, begun where there is none.
Result<catalogue::Draft> draft_to_change(db::Tx& tx, const access::Actor& who, std::string_view code) { return catalogue::begin_draft(tx, who, code); }

std::string row_field(std::string_view name, std::string_view column, std::size_t row) { return fmt::format("{}-{}-{}", name, column, row); }

}  // namespace

std::string_view Workshop::text(std::string_view file) const {
    const auto found = files.find(file);
    return found == files.end() ? std::string_view() : std::string_view(found->second);
}

Result<Workshop> open_workshop(db::Tx& tx, const Parts& parts, const web::Request& request, bool with_faults) {
    Workshop shop;
    shop.state = TRY(catalogue::state_of(tx, request.param("code")));
    if (shop.state.draft) {
        auto draft = TRY(catalogue::find_draft(tx, shop.state.code));
        shop.files = std::move(draft.texts);
        shop.edition = draft.edition;
    } else {
        const auto shown = shop.state.live != 0 ? shop.state.live : shop.state.newest;
        shop.files = TRY(catalogue::texts_of(tx, shop.state.code, shown));
    }
    const auto texts = catalogue::as_texts(shop.files);
    auto definition = catalogue::definition_of(texts);
    if (definition)
        shop.definition = std::move(*definition);
    else
        shop.unreadable = definition.error().log;
    if (with_faults) {
        const auto around = TRY(catalogue::surroundings_of(tx, parts.checks));
        shop.faults = catalogue::faults_of(texts, around, parts.checks);
        if (shop.definition) shop.advice = catalogue::advice_on(*shop.definition);
    }
    return shop;
}

Result<Workshop> read_workshop(const Parts& parts, const web::Request& request, const web::Context& context, bool with_faults) {
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return open_workshop(tx, parts, request, with_faults); });
}

void put_heading(html::Html& out, std::string_view title, std::string_view caption) {
    if (!caption.empty()) out << "<span class=\"govuk-caption-l\">"_html << caption << "</span>"_html;
    out << "<h1 class=\"govuk-heading-l\">"_html << title << "</h1>"_html;
}

html::Page page_about(const web::Context& context, const Workshop& shop, std::string_view title, std::span<const Problem> problems, std::string_view rest_of_back) {
    html::Page page{.title = std::string(title) + " – " + shop.state.name, .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = rest_of_back.empty() ? shop.state.name : context.say("designer.back"), .href = shop.address(rest_of_back)});
    page.main.reserve(16 * 1024);
    page.main << html::problem_summary(problems, context.language);
    put_heading(page.main, title, shop.state.name);
    return page;
}

void open_form(html::Html& out, const web::Context& context, std::string_view action, std::string_view part_seal) {
    out << "<form method=\"post\" novalidate"_html;
    if (!action.empty()) out.url("action", action);
    out << ">"_html << website::seal_fields(context);
    if (part_seal.empty()) return;
    html::hidden_field(out, seal_field, part_seal);
}

std::string seal_of(std::string_view text) { return base::to_hex(base::sha256(std::string(text))).substr(0, 16); }

Result<void> change_document(db::Tx& tx, const access::Actor& who, const web::Request& request, std::string_view part, const Change& change) {
    const auto draft = TRY(draft_to_change(tx, who, request.param("code")));
    auto document = TRY(Document::read(draft.text(catalogue::document_file)));
    const auto seen = request.form.text(seal_field);
    if (!seen.empty() && seen != document.seal(part)) return refuse(Kind::conflict, "catalogue.changed_meanwhile");
    TRY(change(document));
    const auto text = document.text();
    TRY(catalogue::change_draft(tx, who, draft.code, catalogue::document_file, text, draft.edition));
    return {};
}

Result<void> change_text(db::Tx& tx, const access::Actor& who, const web::Request& request, std::string_view file, const std::function<Result<std::string>(std::string_view)>& change) {
    const auto draft = TRY(draft_to_change(tx, who, request.param("code")));
    const auto now = draft.text(file);
    const auto seen = request.form.text(seal_field);
    if (!seen.empty() && seen != seal_of(now)) return refuse(Kind::conflict, "catalogue.changed_meanwhile");
    const auto text = TRY(change(now));
    TRY(catalogue::change_draft(tx, who, draft.code, file, text, draft.edition));
    return {};
}

std::vector<Problem> problems_from(const Refusal& refusal, std::string_view field) {
    if (!refusal.fields.empty()) return refusal.fields;
    if (refusal.kind == Kind::invalid && !refusal.log.empty()) return {{std::string(field), refusal.log}};
    return {{"", refusal.key}};
}

Result<web::Response> write_once(const web::Request& request, const web::Context& context, const std::function<Result<void>(db::Tx&)>& verb, const std::string& address,
                                 const Again& again) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto done = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(verb(tx));
        return std::string("done");
    });
    if (done) return web::see_other(address);
    const auto& refusal = done.error();
    if (refusal.kind == Kind::conflict) return again(std::vector<Problem>{{"", refusal.key}}, 409);
    if (refusal.kind == Kind::invalid) return again(problems_from(refusal, ""), 422);
    return std::unexpected(refusal);
}

govuk::Tag stage_tag(const web::Context& context, const catalogue::ServiceState& state) {
    const char* colours[] = {"govuk-tag--grey", "govuk-tag--yellow", "govuk-tag--green", "govuk-tag--grey"};
    const auto stage = state.stage();
    return {.text = context.say("designer.stage_" + std::string(catalogue::code_of(stage))), .classes = colours[static_cast<int>(stage)]};
}

std::string audience_in_words(db::Tx& tx, const web::Context& context, const catalogue::Audience& audience) {
    std::string names;
    for (const auto& code : audience.wards) {
        const auto ward = places::find_ward(tx, code);
        names += (names.empty() ? "" : ", ") + (ward ? ward->name : code);
    }
    for (const auto id : audience.teams)
        if (const auto team = access::find_team(tx, id)) names += (names.empty() ? "" : ", ") + team->name;
    return names.empty() ? context.say("designer.everybody") : names;
}

std::string typed_text(const web::Request& request, std::string_view field, std::size_t most) {
    return base::tidy_text(request.form.text(field).substr(0, most));
}

void put_question_list(html::Html& out, const web::Context& context, const boost::json::array& questions, const std::string& address) {
    if (questions.empty()) out << html::empty_state({.text = context.say("designer.questions_none")});
    if (!questions.empty()) out << "<ol class=\"govuk-list gh-in-order\">"_html;
    for (const auto& item : questions) {
        const auto code = text_in(item, "code"), when = text_in(item, "when"), label = text_in(item, "label");
        const auto name = label.empty() ? code : label;  // who is not eligible is no question
        out << "<li class=\"gh-in-order__item\"><div><a class=\"govuk-link\""_html;
        out.url("href", address + "/" + code) << ">"_html << name << "</a><br><span class=\"gh-quiet\">"_html << context.say("designer.type." + text_in(item, "type"));
        if (!when.empty()) out << " · "_html << context.say("designer.only_if", {{"when", when}});
        out << "</span></div>"_html;
        open_form(out, context, address + "/" + code + "/order");
        for (const auto* way : {"up", "down"}) {
            out << "<button class=\"gh-link-button\" name=\"way\""_html;
            out.attribute("value", way) << ">"_html << context.say(std::string("designer.move_") + way) << "<span class=\"govuk-visually-hidden\">: "_html << name << "</span></button> "_html;
        }
        out << "</form></li>"_html;
    }
    if (!questions.empty()) out << "</ol>"_html;
    govuk::button(out, {.text = context.say("designer.question_add"), .href = address + "/new", .classes = "govuk-button--secondary"});
}

void put_rows(html::Html& out, const web::Context& context, std::string_view name, const char* row_words, std::span<const Column> columns, const boost::json::array& items,
              const web::Request* typed, std::span<const Problem> problems) {
    for (std::size_t row = 1; row <= items.size() + free_rows; ++row) {
        out << "<fieldset class=\"govuk-fieldset gh-listed\"><legend class=\"govuk-visually-hidden\">"_html << context.say(row_words, {{"number", std::to_string(row)}}) << "</legend>"_html;
        for (const auto& column : columns) {
            const auto field = row_field(name, column.name, row);
            auto value = row <= items.size() ? text_in(items[row - 1], column.name) : std::string();
            if (typed != nullptr && typed->form.has(field)) value = typed->form.text(field);
            govuk::input(out, {.id = field, .name = field, .value = value, .label = {.text = context.say(column.words)}, .error_message = html::problem_at(problems, field, context.language), .classes = column.wide ? "" : "govuk-input--width-10"});
        }
        out << "</fieldset>"_html;
    }
}

Result<void> require_whole_rows(const web::Request& request, std::string_view name, std::span<const Column> columns) {
    const auto* first = columns.front().name;
    for (std::size_t row = 1; request.form.has(row_field(name, first, row)); ++row) {
        const auto is_empty = [&](const Column& column) { return base::trim(request.form.text(row_field(name, column.name, row))).empty(); };
        const bool is_half = is_empty(columns.front()) && !std::ranges::all_of(columns, is_empty);
        if (is_half) return refuse_fields("forms.problems", {{row_field(name, first, row), base::say("designer.row_half")}});
    }
    return {};
}

boost::json::array rows_typed(const web::Request& request, std::string_view name, std::span<const Column> columns, const boost::json::array& before, char joint) {
    const auto* first = columns.front().name;
    const bool have_codes = std::ranges::any_of(columns, [](const Column& column) { return std::string_view(column.name) == "code"; });
    boost::json::array items;
    for (std::size_t row = 1; request.form.has(row_field(name, first, row)); ++row) {
        const auto typed = [&](const char* column) { return base::tidy_line(request.form.text(row_field(name, column, row)).substr(0, 2000)); };
        if (typed(first).empty()) continue;
        auto code = have_codes ? typed("code") : std::string();
        if (have_codes && code.empty()) code = code_from(typed(first), joint);
        const auto old = have_codes ? place_of(before, code) : row - 1;
        boost::json::object item = old < before.size() && before[old].is_object() ? before[old].as_object() : boost::json::object();
        if (have_codes) item["code"] = code;
        for (const auto& column : columns) {
            if (std::string_view(column.name) == "code") continue;
            const auto value = typed(column.name);
            if (value.empty())
                item.erase(column.name);
            else
                item[column.name] = value;
        }
        items.emplace_back(std::move(item));
    }
    return items;
}

}  // namespace designer
