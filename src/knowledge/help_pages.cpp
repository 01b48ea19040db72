// What everybody reads: the list, its search, and one article.

#include "html/govuk.h"
#include "html/markdown.h"
#include "html/patterns.h"
#include "knowledge/pages.h"
#include "places/places.h"

namespace knowledge {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

constexpr int most_found = 20;

html::Html cards_of(const std::vector<Article>& articles) {
    html::Cards cards;
    for (const auto& article : articles)
        cards.items.push_back({.title = article.title, .href = "/help/" + article.slug, .text = article.summary});
    return html::cards(cards);
}

html::Html nothing_found(const web::Context& context, const std::string& words) {
    html::Html say_so;
    say_so << "<p class=\"govuk-body\">"_html << context.say("knowledge.found_none", {{"words", words}}) << "</p><p class=\"govuk-body\">"_html
           << context.say("knowledge.found_none_next") << "</p>"_html << link_to(context.say("knowledge.all"), "/help");
    return html::empty_state({.html = std::move(say_so)});
}

struct Shown {
    Article article;
    std::vector<std::pair<std::string, std::string>> services;  // address and name of those that are there
};

Result<Shown> read_shown(const Parts& parts, db::Tx& tx, std::string_view slug) {
    Shown shown;
    shown.article = TRY(find_article(tx, Audience::everybody, slug));
    for (const auto& code : shown.article.services)
        if (auto name = parts.service_name(tx, code); !name.empty()) shown.services.emplace_back("/services/" + code, std::move(name));
    return shown;
}

}  // namespace

html::Html link_to(const std::string& text, const std::string& address) {
    html::Html out = "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
    out.url("href", address) << ">"_html << text << "</a></p>"_html;
    return out;
}

Result<web::Response> show_help(const Parts& parts, web::Request& request, web::Context& context) {
    const auto words = base::tidy_line(base::first_characters(request.query.text("q"), 200));
    const auto articles = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::vector<Article>> {
        if (words.empty()) return all_articles(tx, Audience::everybody);
        return search_articles(tx, Audience::everybody, words, most_found);
    }));
    html::Page page{.title = words.empty() ? context.say("knowledge.help") : context.say("knowledge.found", {{"words", words}}),
                    .hide_from_search = !words.empty()};
    page.hero = html::hero({.title = context.say("knowledge.help"),
                            .lede = context.say("knowledge.help_lede"),
                            .content = html::search({.action = "/help",
                                                     .value = words,
                                                     .label = context.say("knowledge.search"),
                                                     .button = context.say("knowledge.search_button")})});
    if (!words.empty() && articles.empty()) {
        page.main << nothing_found(context, words);
    } else if (articles.empty()) {
        page.main << html::empty_state({.text = context.say("knowledge.no_articles")});
    } else {
        page.main << "<h2 class=\"govuk-heading-m\">"_html
                  << (words.empty() ? context.say("knowledge.all") : context.say("knowledge.found", {{"words", words}})) << "</h2>"_html;
        auto cards = cards_of(articles);
        page.main << cards;
    }
    return parts.everybodys(request, context, page, 200);
}

Result<web::Response> show_help_article(const Parts& parts, web::Request& request, web::Context& context) {
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_shown(parts, tx, request.param("slug")); }));
    const auto& article = shown.article;
    html::Page page{.title = article.title};
    page.before_main = govuk::breadcrumbs({.items = {{.text = context.say("knowledge.help"), .href = "/help"}, {.text = article.title}}});
    page.main << "<div class=\"gh-reading\"><h1 class=\"govuk-heading-l\">"_html << article.title << "</h1><p class=\"govuk-body-l\">"_html
              << article.summary << "</p>"_html << html::markdown(article.everybody);
    if (!shown.services.empty()) {
        page.main << "<h2 class=\"govuk-heading-m\">"_html << context.say("knowledge.about") << "</h2><ul class=\"govuk-list\">"_html;
        for (const auto& [address, name] : shown.services) {
            page.main << "<li><a class=\"govuk-link\""_html;
            page.main.url("href", address) << ">"_html << name << "</a></li>"_html;
        }
        page.main << "</ul>"_html;
    }
    page.main << "<p class=\"govuk-body-s\">"_html
              << context.say("knowledge.checked", {{"day", places::shown_day(places::zone_of(context.tenant.time_zone), article.saved_at, context.language)}}) << "</p>"_html
              << helped_form(request, context, article, Audience::everybody, {}) << "</div>"_html;
    return parts.everybodys(request, context, page, 200);
}

}  // namespace knowledge
