// What staff read: all articles, one with both its parts, and its earlier versions.

#include "html/govuk.h"
#include "html/markdown.h"
#include "html/patterns.h"
#include "knowledge/article_text.h"
#include "knowledge/pages.h"
#include "places/places.h"

#include <algorithm>

namespace knowledge {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

constexpr int most_staff_find = 50;

html::Html anchor(const std::string& text, const std::string& address) {
    html::Html out = "<a class=\"govuk-link\""_html;
    out.url("href", address) << ">"_html << text << "</a>"_html;
    return out;
}

/// Their codes as words: "missed bin, new bin".
std::string shown_services(const Article& article) {
    auto words = joined(article.services);
    std::ranges::replace(words, '-', ' ');
    return words;
}

std::string address_of(const Article& article) { return "/staff/knowledge/" + article.slug; }

html::Html title_cell(const web::Context& context, const Article& article) {
    html::Html cell = "<div>"_html;  // one box: on a phone, a cell sets its parts side by side
    cell << anchor(article.title, address_of(article));
    if (!article.is_for_everybody()) cell << " "_html << html::badge({.text = context.say("knowledge.staff_only")});
    return cell << "<br><span class=\"govuk-!-font-weight-regular\">"_html << article.summary << "</span></div>"_html;
}

html::Html review_cell(const web::Context& context, const Article& article) {
    html::Html cell = "<div>"_html;
    cell << places::shown_day(article.review_on, context.language);
    if (article.needs_review(places::zone_of(context.tenant.time_zone).day(context.now)))
        cell << " "_html << html::badge({.text = context.say("knowledge.review_due"), .kind = "alert"});
    return cell << "</div>"_html;
}

html::Html shelf_table(const web::Context& context, const std::vector<Article>& articles, const std::string& caption) {
    govuk::Table table{.head = {{.text = context.say("knowledge.name")},
                                {.text = context.say("knowledge.about_services")},
                                {.text = context.say("knowledge.owner")},
                                {.text = context.say("knowledge.review")}},
                       .caption = caption,
                       .caption_classes = "govuk-table__caption--m",
                       .name_cells = true};
    for (const auto& article : articles)
        table.rows.push_back({{.html = title_cell(context, article)},
                              {.text = shown_services(article)},
                              {.text = article.owner.empty() ? context.say("knowledge.no_owner") : article.owner},
                              {.html = review_cell(context, article)}});
    return html::wide_table(table);
}

void put_part(html::Html& out, const web::Context& context, const std::string& text, const char* heading, const char* note, const char* nothing,
              html::Literal classes) {
    out << "<section class=\"gh-part "_html << classes << "\"><h2 class=\"gh-part__name\">"_html << context.say(heading)
        << "</h2>"_html;
    if (text.empty())
        out << "<p class=\"govuk-body\">"_html << context.say(nothing) << "</p>"_html;
    else
        out << "<p class=\"gh-part__note\">"_html << context.say(note) << "</p>"_html << html::markdown(text, 3);
    out << "</section>"_html;
}

html::Html facts_of(const web::Context& context, const Article& article) {
    std::vector<govuk::SummaryRow> rows{
        {.key = {.text = context.say("knowledge.owner")},
         .value = {.text = article.owner.empty() ? context.say("knowledge.no_owner") : article.owner}},
        {.key = {.text = context.say("knowledge.review")}, .value = {.html = review_cell(context, article)}}};
    if (!article.services.empty())
        rows.push_back({.key = {.text = context.say("knowledge.about_services")}, .value = {.text = shown_services(article)}});
    return govuk::summary_list({.rows = std::move(rows), .classes = "govuk-summary-list--no-border"});
}

std::string name_of(db::Tx& tx, const web::Context& context, const std::string& saved_by) {
    return saved_by.starts_with("system:") ? context.say("knowledge.brought") : access::name_of_actor(tx, saved_by);
}

}  // namespace

html::Html both_parts(const web::Context& context, const Article& article) {
    html::Html out = "<div class=\"gh-parts\">"_html;
    put_part(out, context, article.everybody, "knowledge.for_everybody", "knowledge.for_everybody_note", "knowledge.nothing_public",
             "gh-part--everybody"_html);
    put_part(out, context, article.staff, "knowledge.for_staff", "knowledge.for_staff_note", "knowledge.nothing_staff", "gh-part--staff"_html);
    return out << "</div>"_html;
}

Result<web::Response> show_shelf(const Parts& parts, web::Request& request, web::Context& context) {
    const auto words = base::tidy_line(base::first_characters(request.query.text("q"), 200));
    const auto articles = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::vector<Article>> {
        if (words.empty()) return all_articles(tx, Audience::staff);
        return search_articles(tx, Audience::staff, words, most_staff_find);
    }));
    html::Page page{.title = context.say("knowledge.title")};
    page.main << "<h1 class=\"govuk-heading-l\">"_html << context.say("knowledge.title") << "</h1>"_html
              << html::search({.action = "/staff/knowledge",
                               .value = words,
                               .label = context.say("knowledge.search"),
                               .button = context.say("knowledge.search_button")});
    if (access::actor_of(context).may(access::Permission::write_article))
        page.main << "<div class=\"govuk-!-margin-top-4\">"_html
                  << govuk::button({.text = context.say("knowledge.new"), .href = "/staff/knowledge/new", .classes = "govuk-button--secondary"})
                  << "</div>"_html;
    if (articles.empty())
        page.main << html::empty_state({.text = words.empty() ? context.say("knowledge.no_articles")
                                                              : context.say("knowledge.found_none", {{"words", words}})});
    else
        page.main << shelf_table(context, articles,
                                 words.empty() ? context.say("knowledge.all") : context.say("knowledge.found", {{"words", words}}));
    return parts.staffs(request, context, page, 200);
}

Result<web::Response> show_article(const Parts& parts, web::Request& request, web::Context& context) {
    const auto& who = access::actor_of(context);
    const bool writes = who.may(access::Permission::write_article);
    std::vector<HelpedMonth> months;
    std::vector<Wanted> wanted;
    const auto article = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Article> {
        auto found = TRY(find_article(tx, audience_of(who), request.param("slug")));
        if (writes) {
            months = helped_by_month(tx, found.slug);
            wanted = newest_wanted(tx, found.slug);
        }
        return found;
    }));
    html::Page page{.title = article.title};
    page.before_main = govuk::back_link({.text = context.say("knowledge.back_to_all"), .href = "/staff/knowledge"});
    page.main << "<h1 class=\"govuk-heading-l\">"_html << article.title << "</h1><p class=\"govuk-body-l\">"_html << article.summary
              << "</p>"_html << both_parts(context, article) << facts_of(context, article) << "<p class=\"gh-links\">"_html;
    if (writes)
        page.main << anchor(context.say("knowledge.edit"), address_of(article) + "/edit") << " "_html
                  << anchor(context.say("knowledge.versions"), address_of(article) + "/versions") << " "_html;
    if (article.is_for_everybody()) page.main << anchor(context.say("knowledge.see_public"), "/help/" + article.slug);
    page.main << "</p>"_html << helped_form(request, context, article, Audience::staff, {});
    if (writes) page.main << helped_so_far(context, months, wanted);
    return parts.staffs(request, context, page, 200);
}

Result<web::Response> show_versions(const Parts& parts, web::Request& request, web::Context& context) {
    govuk::Table table{.head = {{.text = context.say("knowledge.version")},
                                {.text = context.say("knowledge.saved_at")},
                                {.text = context.say("knowledge.saved_by")}}};
    const auto newest = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Article> {
        const auto versions = versions_of(tx, request.param("slug"));
        if (versions.empty()) return refuse(Kind::not_found, "knowledge.no_such_article");
        for (const auto& version : versions)
            table.rows.push_back({{.html = anchor(std::to_string(version.version), address_of(version) + "/versions/" + std::to_string(version.version))},
                                  {.text = places::shown_day(places::zone_of(context.tenant.time_zone), version.saved_at, context.language)},
                                  {.text = name_of(tx, context, version.saved_by)}});
        return versions.front();
    }));
    table.caption = newest.title;
    html::Page page{.title = context.say("knowledge.versions")};
    page.before_main = govuk::back_link({.text = context.say("knowledge.back_to_article"), .href = address_of(newest)});
    page.main << "<h1 class=\"govuk-heading-l\">"_html << context.say("knowledge.versions") << "</h1>"_html << html::wide_table(table);
    if (newest.version > 1) page.main << link_to(context.say("knowledge.compare_title"), address_of(newest) + "/compare");
    return parts.staffs(request, context, page, 200);
}

Result<web::Response> show_version(const Parts& parts, web::Request& request, web::Context& context) {
    const auto number = number_of(request.param("version"));
    const auto version = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return find_version(tx, request.param("slug"), number); }));
    const auto title = context.say("knowledge.version_of", {{"version", std::to_string(number)}, {"title", version.title}});
    html::Page page{.title = title};
    page.before_main = govuk::back_link({.text = context.say("knowledge.versions"), .href = address_of(version) + "/versions"});
    page.main << "<h1 class=\"govuk-heading-l\">"_html << title << "</h1><p class=\"govuk-body-l\">"_html << version.summary << "</p>"_html
              << both_parts(context, version)
              << link_to(context.say("knowledge.begin_with"), address_of(version) + "/edit?version=" + std::to_string(number));
    return parts.staffs(request, context, page, 200);
}

}  // namespace knowledge
