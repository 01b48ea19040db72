// Home, all services from A to Z, and a service's own page: the answer first, and then the way in.

#include "base/text.h"
#include "catalogue/shortcuts.h"
#include "catalogue/stages.h"
#include "html/govuk.h"
#include "html/markdown.h"
#include "html/patterns.h"
#include "web/packing.h"
#include "website/bin_days.h"
#include "website/life_event_view.h"
#include "website/notice_view.h"
#include "website/office_hours.h"
#include "website/pages.h"
#include "website/saved_form.h"
#include "website/service_finder.h"

namespace website {
namespace {

namespace govuk = html::govuk;

constexpr std::size_t most_on_home = catalogue::RankingRules{}.boxes;

struct Home {
    std::vector<catalogue::DefinitionPtr> services;  // those in the boxes first
    std::vector<notices::Notice> notices;
    std::string hours;  // of the offices
    std::vector<catalogue::LifeEventPtr> events = {};
};

Result<Home> read_home(db::Tx& tx, const web::Context& context) {
    Home home{.services = {}, .notices = notices::showing(tx), .hours = office_hours(context, places::calendar_of(tx).rules())};
    auto services = TRY(catalogue::services_by_use(tx));
    home.services = std::move(services);
    home.events = TRY(catalogue::all_life_events(tx));
    return home;
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

html::Html shortcuts(const web::Context& context, const std::vector<catalogue::DefinitionPtr>& services) {
    html::Html out;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say(services.size() > most_on_home ? "website.most_used" : "website.services") << "</h2>"_html;
    if (services.empty()) return out << html::empty_state({.text = context.say("website.no_services")});
    html::Cards cards{.items = {}, .heading_level = 3};
    for (const auto& service : services)
        if (cards.items.size() < most_on_home) cards.items.push_back(card_of(*service));
    out << html::cards(cards);
    if (services.size() > most_on_home)
        out << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/services\">"_html << context.say("website.to_all_services") << "</a></p>"_html;
    return out;
}

/// What stands beside the shortcuts: where a request stands, one's own place, and when somebody is there.
html::Html beside(const web::Context& context, const Council& council, const std::string& hours) {
    html::Html out;
    const auto panel = [&](const char* heading, const char* text, const html::Search& field) {
        out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << context.say(heading) << "</h2><p class=\"govuk-body\">"_html
            << context.say(text) << "</p>"_html << html::search(field) << "</section>"_html;
    };
    panel("website.track_heading", "website.track_text",
          {.action = "/requests", .name = "reference", .label = context.say("website.reference"), .button = context.say("website.track_button"), .shows_label = true});
    panel("website.area_heading", "website.area_text",
          {.action = "/my-area", .name = "place", .label = context.say("website.area_place"), .button = context.say("website.area_button"), .shows_label = true});
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << context.say("website.contact_hours") << "</h2><p class=\"govuk-body gh-lines\">"_html
        << (council.hours.empty() ? hours : council.hours) << "</p><p class=\"govuk-body gh-last\"><a class=\"govuk-link\" href=\"/contact\">"_html
        << context.say("website.contact") << "</a></p></section>"_html;
    return out;
}

/// The same page in the other language, which is remembered.
html::Html other_language(const web::Context& context) {
    html::Html out;
    const bool welsh = context.language == base::Language::welsh;
    out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
    out.url("href", welsh ? "?lang=en" : "?lang=cy").attribute("lang", welsh ? "en" : "cy").attribute("hreflang", welsh ? "en" : "cy") << ">"_html << (welsh ? "English" : "Cymraeg") << "</a></p>"_html;
    return out;
}

}  // namespace

Result<web::Response> show_home(const Site& site, web::Request& request, web::Context& context) {
    const auto home = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_home(tx, context); }));
    html::Page page{.title = context.say("website.home_title")};
    page.hero = html::hero({.title = context.say("website.home_title"),
                            .lede = context.say("website.home_lede", {{"council", site.council(context)->name}}),
                            .content = search_field(context, "")});
    page.main << notices_shown(context, home.notices) << site.notice(context) << "<div class=\"gh-split\"><div>"_html << shortcuts(context, home.services)
              << bins_on_home(context) << events_shown(context, home.events) << "</div><div>"_html << beside(context, *site.council(context), home.hours)
              << "</div></div><h2 class=\"govuk-heading-m\">"_html << context.say("website.how") << "</h2>"_html << how_it_works(context);
    return web::packed(site.page(request, context, std::move(page)), request);
}

Result<web::Response> show_services(const Site& site, web::Request& request, web::Context& context) {
    if (const auto words = words_searched(request); !words.empty())  // where the search was before
        return show_search(site, request, context);
    std::vector<catalogue::LifeEventPtr> events;
    const auto services = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::vector<catalogue::DefinitionPtr>> {
        events = TRY(catalogue::all_life_events(tx));
        return catalogue::live_services(tx);
    }));
    html::Page page{.title = context.say("website.services")};
    page.before_main = govuk::breadcrumbs({.items = {{.text = context.say("website.home"), .href = "/"}, {.text = page.title}}});
    page.main << "<h1 class=\"govuk-heading-l\">"_html << page.title << "</h1>"_html << search_field(context, "") << "<div class=\"gh-below-search\">"_html
              << events_shown(context, events) << from_a_to_z(context, services) << "</div>"_html;
    return web::packed(site.page(request, context, std::move(page)), request);
}

Result<web::Response> show_service(const Site& site, web::Request& request, web::Context& context) {
    std::vector<notices::Notice> notices;
    bool speaks_welsh = false;
    const auto service = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<catalogue::DefinitionPtr> {
        notices = notices_beside(tx, request.param("service"));
        const auto live = TRY(catalogue::find_offered(tx, request.param("service"), access::Actor::visitor(), {}));
        speaks_welsh = live->welsh != nullptr;
        return catalogue::in_language(live, context.language);
    }));
    site.askers().note_opening(request, context, knowledge::Audience::everybody);
    html::Page page{.title = service->name};
    page.language = language_of(*service);
    page.before_main = govuk::breadcrumbs({.items = {{.text = context.say("website.home"), .href = "/"},
                                                     {.text = context.say("website.services"), .href = "/services"},
                                                     {.text = service->name}},
                                           .collapse_on_mobile = true});
    page.main << notices_shown(context, notices) << site.notice(context) << "<div class=\"gh-reading\">"_html
              << (speaks_welsh ? other_language(context) : html::Html()) << "<h1 class=\"govuk-heading-l\">"_html << service->name
              << "</h1><p class=\"govuk-body-l\">"_html << service->summary << "</p>"_html << html::markdown(service->article)
              << bins_beside_service(context, *service) << govuk::inset_text({.text = service->promise})
              << govuk::button({.text = context.say("website.start"),
                                .href = "/services/" + service->code + "/report",
                                .is_start_button = true});
    page.main << "<p class=\"govuk-body\"><a class=\"govuk-link\" rel=\"nofollow\""_html;
    page.main.url("href", "/services/" + service->code + "/form.pdf") << ">"_html << context.say("website.paper_link") << "</a></p>"_html;
    if (is_long(*service)) page.main << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/saved-form\">"_html << context.say("website.return_title") << "</a></p>"_html;
    page.main << "<div hidden data-module=\"gh-remember\""_html;
    page.main.attribute("data-service", service->code) << "></div>"_html;
    const auto& council = *site.council(context);
    if (!council.phone.empty())
        page.main << "<p class=\"govuk-body\">"_html << context.say("website.or_ring", {{"phone", council.phone}}) << " <a class=\"govuk-link\" href=\"/contact\">"_html
                  << context.say("website.or_ring_when") << "</a></p>"_html;
    page.main << "</div>"_html;
    return web::packed(site.page(request, context, std::move(page)), request);
}

}  // namespace website
