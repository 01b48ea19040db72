// One search over what residents look for: services, help, and places.

#include "base/metrics.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/life_events.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "knowledge/knowledge.h"
#include "website/pages.h"
#include "website/place_finder.h"

#include <algorithm>

namespace website {
namespace {

namespace govuk = html::govuk;

constexpr int most_events = 2, most_services = 6, most_articles = 4;
constexpr std::size_t most_places = 6;

base::metrics::Counter found_something("guildhall_site_searches_total", "Searches by residents, by what came of them", R"(found="something")");
base::metrics::Counter found_nothing("guildhall_site_searches_total", "Searches by residents, by what came of them", R"(found="nothing")");

struct Found {
    std::vector<catalogue::LifeEventPtr> events;
    std::vector<catalogue::DefinitionPtr> services;
    std::vector<knowledge::Article> articles;
    FoundPlaces where;
    bool empty() const { return events.empty() && services.empty() && articles.empty() && where.places.empty(); }
};

/// What names no service as it is typed may be the name of a place: "albion" of "albion steet".
Result<std::string> words_of_no_service(db::Tx& tx, std::string_view words) {
    constexpr std::size_t most = 8;
    std::string unknown;
    std::size_t looked_up = 0;
    for (const auto word : base::split(words, ' ')) {
        if (word.empty() || ++looked_up > most) continue;
        const auto known = TRY(catalogue::find_services(tx, word, 1, false));
        if (known.empty()) (unknown += unknown.empty() ? "" : " ") += word;
    }
    return unknown;
}

Result<Found> find(db::Tx& tx, const std::string& words) {
    Found found;
    if (words.empty()) return found;
    found.where = places_meant(tx, words, most_places);
    const bool forgiving = !found.where.is_surely_a_place;  // "Mill Lane" is no misspelt "bill"
    auto services = TRY(catalogue::find_services(tx, words, most_services, forgiving));
    found.services = std::move(services);
    found.events = TRY(catalogue::find_life_events(tx, words, most_events, forgiving));
    auto articles = TRY(knowledge::search_articles(tx, knowledge::Audience::everybody, words, most_articles, forgiving));
    found.articles = std::move(articles);
    if (found.where.places.empty()) {
        const auto unknown = TRY(words_of_no_service(tx, words));
        found.where = places_by_any_word(tx, unknown, most_places);
    }
    return found;
}

void put_find(html::Html& out, const std::string& name, const std::string& href, const std::string& text) {
    out << "<li><a class=\"govuk-link gh-finds__name\""_html;
    out.url("href", href) << ">"_html << name << "</a>"_html;
    if (!text.empty()) out << "<p class=\"gh-finds__text\">"_html << text << "</p>"_html;
    out << "</li>"_html;
}

void open_group(html::Html& out, const web::Context& context, const char* title) {
    out << "<section class=\"gh-reading\"><h2 class=\"govuk-heading-m\">"_html << context.say(title) << "</h2><ul class=\"gh-finds\">"_html;
}

void put_places(html::Html& out, const web::Context& context, const FoundPlaces& where) {
    if (where.places.empty()) return;
    open_group(out, context, "website.found_places");
    for (const auto& place : where.places) put_find(out, place.name, place.href, context.say("website.place_" + place.sort));
    out << "</ul></section>"_html;
}

html::Html shown(const web::Context& context, const Found& found) {
    html::Html out;
    if (found.where.is_surely_a_place) put_places(out, context, found.where);
    if (!found.events.empty()) {
        open_group(out, context, "website.events");
        for (const auto& event : found.events) {
            const auto& asked = event->in(context.language).asked;
            put_find(out, asked.name, "/life-events/" + asked.code, asked.summary);
        }
        out << "</ul></section>"_html;
    }
    if (!found.services.empty()) {
        open_group(out, context, "website.found_services");
        for (const auto& service : found.services) put_find(out, service->name, "/services/" + service->code, service->summary);
        out << "</ul></section>"_html;
    }
    if (!found.articles.empty()) {
        open_group(out, context, "website.found_articles");
        for (const auto& article : found.articles) put_find(out, article.title, "/help/" + article.slug, article.summary);
        out << "</ul></section>"_html;
    }
    if (!found.where.is_surely_a_place) put_places(out, context, found.where);
    return out;
}

html::Html nothing_found(const web::Context& context, const std::string& words) {
    html::Html what_to_do;
    what_to_do << "<p class=\"govuk-body\">"_html << context.say("website.search_nothing", {{"words", words}})
               << "</p><ul class=\"govuk-list govuk-list--bullet gh-last\"><li><a class=\"govuk-link\" href=\"/services\">"_html
               << context.say("website.to_all_services") << "</a></li><li><a class=\"govuk-link\" href=\"/contact\">"_html << context.say("website.contact")
               << "</a></li></ul>"_html;
    return html::empty_state({.html = std::move(what_to_do)});
}

}  // namespace

html::Html search_field(const web::Context& context, std::string typed) {
    return html::search({.action = "/search",
                         .value = std::move(typed),
                         .label = context.say("website.search_label"),
                         .button = context.say("website.search_button"),
                         .shows_label = true});
}

std::string words_searched(const web::Request& request) {
    return std::string(base::first_characters(base::tidy_line(request.query.text("q").substr(0, 2000)), 200));
}

Result<web::Response> show_search(const Site& site, web::Request& request, web::Context& context) {
    const auto words = words_searched(request);
    const auto found = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return find(tx, words); }));
    if (!words.empty()) (found.empty() ? found_nothing : found_something).add();
    if (found.where.places.empty()) site.askers().note_search(request, context, knowledge::Audience::everybody, words, !found.empty());
    html::Page page{.title = words.empty() ? context.say("website.search") : context.say("website.search_of", {{"words", words}}), .hide_from_search = true};
    page.before_main = govuk::breadcrumbs({.items = {{.text = context.say("website.home"), .href = "/"}, {.text = context.say("website.search")}}});
    page.main << "<h1 class=\"govuk-heading-l\">"_html << context.say("website.search") << "</h1>"_html << search_field(context, words)
              << "<div class=\"gh-below-search\">"_html;
    if (!words.empty()) page.main << (found.empty() ? nothing_found(context, words) : shown(context, found));
    page.main << "</div>"_html;
    return site.page(request, context, std::move(page));
}

}  // namespace website
