// Two versions of an article side by side.

#include "html/govuk.h"
#include "html/patterns.h"
#include "knowledge/article_text.h"
#include "knowledge/compare.h"
#include "knowledge/pages.h"

#include <algorithm>

namespace knowledge {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;
using In = ComparedLine::In;

constexpr std::size_t lines_around = 2;  // a change is shown with so many lines before and behind it

/// Marked for eyes by the element, for ears by a word.
html::Html marked(const web::Context& context, const ComparedLine& line) {
    html::Html out;
    if (line.in == In::both) return out << line.text;
    const bool added = line.in == In::newer;
    out << "<span class=\"govuk-visually-hidden\">"_html << context.say(added ? "knowledge.line_added" : "knowledge.line_removed") << " </span>"_html;
    out << (added ? "<ins>"_html : "<del>"_html) << line.text << (added ? "</ins>"_html : "</del>"_html);
    return out;
}

bool is_near_a_change(const std::vector<ComparedLine>& lines, std::size_t at) {
    const auto from = at < lines_around ? 0 : at - lines_around;
    const auto to = std::min(lines.size(), at + lines_around + 1);
    return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(from), lines.begin() + static_cast<std::ptrdiff_t>(to),
                       [](const ComparedLine& line) { return line.in != In::both; });
}

void put_rows(govuk::Table& table, const web::Context& context, const std::vector<ComparedLine>& lines) {
    std::size_t left_out = 0;
    const auto say_left_out = [&] {
        if (left_out == 0) return;
        const auto said = context.say("knowledge.lines_same", {{"count", std::to_string(left_out)}});
        table.rows.push_back({{.text = said}, {.text = said}});
        left_out = 0;
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& line = lines[i];
        if (line.in == In::both && base::trim(line.text).empty()) continue;
        if (!is_near_a_change(lines, i)) {
            ++left_out;
            continue;
        }
        say_left_out();
        govuk::Cell empty{.text = "–"};
        govuk::Cell full{.html = marked(context, line)};
        table.rows.push_back({line.in == In::newer ? empty : full, line.in == In::older ? empty : full});
    }
    say_left_out();
}

void put_choice(html::Html& out, const web::Context& context, const std::vector<Article>& versions, const char* name, std::int64_t chosen) {
    govuk::Select select{.id = name, .name = name, .items = {}, .value = std::to_string(chosen), .label = {.text = context.say(std::string("knowledge.compare_") + name)}};
    for (const auto& version : versions)
        select.items.push_back({.value = std::to_string(version.version), .text = std::to_string(version.version)});
    govuk::select(out, select);
}

html::Html form_of(const web::Context& context, const std::vector<Article>& versions, std::int64_t from, std::int64_t to) {
    html::Html out = "<form method=\"get\" novalidate>"_html;
    put_choice(out, context, versions, "from", from);
    put_choice(out, context, versions, "to", to);
    govuk::button(out, {.text = context.say("knowledge.compare_button"), .classes = "govuk-button--secondary"});
    return out << "</form>"_html;
}

struct Compared {
    std::vector<Article> versions;
    Article older, newer;
};

/// Without numbers, the newest with the one before it.
Result<Compared> read_compared(db::Tx& tx, const web::Request& request) {
    Compared found{.versions = versions_of(tx, request.param("slug")), .older = {}, .newer = {}};
    if (found.versions.empty()) return refuse(Kind::not_found, "knowledge.no_such_article");
    const auto newest = found.versions.front().version;
    const auto asked = [&](const char* name, std::int64_t otherwise) {
        return request.query.has(name) ? number_of(request.query.text(name)) : otherwise;
    };
    const auto& slug = found.versions.front().slug;
    auto older = TRY(find_version(tx, slug, asked("from", std::max<std::int64_t>(newest - 1, 1))));
    auto newer = TRY(find_version(tx, slug, asked("to", newest)));
    found.older = std::move(older);
    found.newer = std::move(newer);
    return found;
}

}  // namespace

Result<web::Response> show_comparison(const Parts& parts, web::Request& request, web::Context& context) {
    const auto found = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_compared(tx, request); }));
    const auto lines = compare_lines(text_of(found.older), text_of(found.newer));
    html::Page page{.title = context.say("knowledge.compare_title")};
    page.before_main = govuk::back_link({.text = context.say("knowledge.versions"), .href = "/staff/knowledge/" + found.newer.slug + "/versions"});
    page.main << "<h1 class=\"govuk-heading-l\">"_html << page.title << "</h1><p class=\"govuk-body-l\">"_html << found.newer.title << "</p>"_html
              << form_of(context, found.versions, found.older.version, found.newer.version);
    if (std::ranges::all_of(lines, [](const ComparedLine& line) { return line.in == In::both; })) {
        page.main << html::empty_state({.text = context.say("knowledge.compare_same")});
        return parts.staffs(request, context, page, 200);
    }
    const auto name = [&](const Article& version) { return context.say("knowledge.version") + " " + std::to_string(version.version); };
    govuk::Table table{.head = {{.text = name(found.older)}, {.text = name(found.newer)}},
                       .caption = context.say("knowledge.compare_caption"),
                       .caption_classes = "govuk-table__caption--m",
                       .name_cells = true};
    put_rows(table, context, lines);
    page.main << html::wide_table(table);
    return parts.staffs(request, context, page, 200);
}

}  // namespace knowledge
