// Home, all services from A to Z, and a service's own page: the answer first, and then the way in.

#include "base/text.h"
#include "catalogue/catalogue.h"
#include "html/govuk.h"
#include "html/markdown.h"
#include "html/patterns.h"
#include "website/bin_days.h"
#include "website/pages.h"
#include "website/service_finder.h"

namespace website {
namespace {

namespace govuk = html::govuk;

constexpr std::size_t most_on_home = 6;
constexpr int most_found = 10;

Result<std::vector<catalogue::DefinitionPtr>> all_services(const web::Context& context) {
    return context.tenant.db.read(context.for_db(), [](db::Tx& tx) { return catalogue::live_services(tx); });
}

html::Html how_it_works(const web::Context& context) {
    html::Steps steps;
    for (const auto* step : {"tell", "reference", "outcome"})
        steps.items.push_back({.title = context.say(std::string("website.how_") + step),
                               .text = context.say(std::string("website.how_") + step + "_text")});
    return html::steps(steps);
}

html::Card card_of(const catalogue::Definition& service) {
    return {.title = service.name, .href = "/services/" + service.code, .text = service.summary};
}

html::Html search_field(const web::Context& context, std::string typed) {
    return html::search({.action = "/services",
                         .value = std::move(typed),
                         .label = context.say("website.search_label"),
                         .button = context.say("website.search_button"),
                         .shows_label = true});
}

html::Html services_found(const web::Context& context, std::string_view words, const std::vector<catalogue::DefinitionPtr>& found) {
    html::Html out;
    if (found.empty()) {
        html::Html what_to_do;
        what_to_do << "<p class=\"govuk-body\">"_html << context.say("website.search_nothing", {{"words", words}}) << " <a class=\"govuk-link\" href=\"/contact\">"_html
                   << context.say("website.search_nothing_link") << "</a>.</p>"_html;
        return out << html::empty_state({.html = std::move(what_to_do)});
    }
    html::Cards cards;
    for (const auto& service : found) cards.items.push_back(card_of(*service));
    return out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.search_found") << "</h2>"_html
               << html::cards({.items = std::move(cards.items), .heading_level = 3});
}

/// Under each letter the services whose name, or the first word that matters in it, begins with it.
html::Html from_a_to_z(const web::Context& context, const std::vector<catalogue::DefinitionPtr>& services) {
    html::Html out;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.all_services") << "</h2><dl class=\"gh-letters\">"_html;
    for (const auto& [letter, listed] : by_letter(services, context.say("website.letters_skip"))) {
        out << "<div><dt id=\""_html;
        out.value(std::string(1, letter)) << "\">"_html << std::string(1, letter) << "</dt>"_html;
        for (const auto& service : listed) {
            out << "<dd><a class=\"govuk-link\""_html;
            out.url("href", "/services/" + service->code) << ">"_html << service->name << "</a></dd>"_html;
        }
        out << "</div>"_html;
    }
    return out << "</dl>"_html;
}

}  // namespace

Result<web::Response> show_home(const Site& site, web::Request& request, web::Context& context) {
    const auto services = TRY(all_services(context));
    html::Cards cards;
    for (const auto& service : in_order(services, *site.most_used(context)))
        if (cards.items.size() < most_on_home) cards.items.push_back(card_of(*service));
    html::Page page{.title = context.say("website.home_title")};
    page.hero = html::hero({.title = context.say("website.home_title"),
                            .lede = context.say("website.home_lede", {{"council", site.council(context)->name}}),
                            .content = search_field(context, "")});
    page.main << site.notice(context) << "<div class=\"gh-split\"><div><h2 class=\"govuk-heading-m\">"_html
              << context.say(services.size() > most_on_home ? "website.most_used" : "website.services") << "</h2>"_html;
    if (cards.items.empty())
        page.main << html::empty_state({.text = context.say("website.no_services")});
    else
        page.main << html::cards({.items = cards.items, .heading_level = 3});
    if (services.size() > most_on_home)
        page.main << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/services\">"_html << context.say("website.to_all_services")
                  << "</a></p>"_html;
    page.main << bins_on_home(context) << "</div><div class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << context.say("website.track_heading")
              << "</h2><p class=\"govuk-body\">"_html << context.say("website.track_text") << "</p>"_html
              << html::search({.action = "/requests",
                               .name = "reference",
                               .label = context.say("website.reference"),
                               .button = context.say("website.track_button"),
                               .shows_label = true})
              << "</div></div><h2 class=\"govuk-heading-m\">"_html << context.say("website.how") << "</h2>"_html << how_it_works(context);
    return site.page(request, context, std::move(page));
}

Result<web::Response> show_services(const Site& site, web::Request& request, web::Context& context) {
    const auto services = TRY(all_services(context));
    const auto words = std::string(base::first_characters(base::tidy_line(request.query.text("q").substr(0, 2000)), 200));
    html::Page page{.title = context.say("website.services")};
    page.before_main = govuk::breadcrumbs({.items = {{.text = context.say("website.home"), .href = "/"}, {.text = page.title}}});
    page.main << "<h1 class=\"govuk-heading-l\">"_html << page.title << "</h1>"_html << search_field(context, words)
              << "<div class=\"gh-below-search\">"_html;
    if (!words.empty()) {
        const auto found = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return catalogue::find_services(tx, words, most_found); }));
        page.main << services_found(context, words, found);
    }
    page.main << from_a_to_z(context, services) << "</div>"_html;
    return site.page(request, context, std::move(page));
}

Result<web::Response> show_service(const Site& site, web::Request& request, web::Context& context) {
    const auto service = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) {
        return catalogue::find_live(tx, request.param("service"));
    }));
    html::Page page{.title = service->name};
    page.before_main = govuk::breadcrumbs({.items = {{.text = context.say("website.home"), .href = "/"},
                                                     {.text = context.say("website.services"), .href = "/services"},
                                                     {.text = service->name}},
                                           .collapse_on_mobile = true});
    page.main << site.notice(context) << "<div class=\"gh-reading\"><h1 class=\"govuk-heading-l\">"_html << service->name
              << "</h1><p class=\"govuk-body-l\">"_html << service->summary << "</p>"_html << html::markdown(service->article)
              << bins_beside_service(context, *service) << govuk::inset_text({.text = service->promise})
              << govuk::button({.text = context.say("website.start"),
                                .href = "/services/" + service->code + "/report",
                                .is_start_button = true});
    const auto& council = *site.council(context);
    if (!council.phone.empty())
        page.main << "<p class=\"govuk-body\">"_html << context.say("website.or_ring", {{"phone", council.phone}}) << " <a class=\"govuk-link\" href=\"/contact\">"_html
                  << context.say("website.or_ring_when") << "</a></p>"_html;
    page.main << "</div>"_html;
    return site.page(request, context, std::move(page));
}

}  // namespace website
