// Home, a service's own page, and its form.

#include "html/govuk.h"
#include "html/markdown.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "website/pages.h"
#include "website/report_form.h"

#include "access/access.h"

namespace website {
namespace {

namespace govuk = html::govuk;

Result<catalogue::DefinitionPtr> service_of(web::Request& request, web::Context& context) {
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) {
        return catalogue::find_live(tx, request.param("service"));
    });
}

web::Response report_page(const Site& site, const web::Request& request, const web::Context& context,
                          const catalogue::Definition& service, std::span<const Problem> problems, int status) {
    html::Page page{.title = service.name, .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("website.back"), .href = "/services/" + service.code});
    page.main << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language)
              << "<h1 class=\"govuk-heading-l\">"_html << service.name << "</h1>"_html
              << report_form(request, context, service, problems,
                             {.contact_heading = context.say("website.contact_heading"),
                              .contact_why = context.say("website.contact_why"),
                              .button = context.say("website.send")})
              << "</div>"_html;
    return site.page(request, context, std::move(page), status);
}

html::Html how_it_works(const web::Context& context) {
    html::Steps steps;
    for (const auto* step : {"tell", "reference", "outcome"})
        steps.items.push_back({.title = context.say(std::string("website.how_") + step),
                               .text = context.say(std::string("website.how_") + step + "_text")});
    return html::steps(steps);
}

/// The actor the gate let in; a visitor where nobody is known.
access::Actor actor_of(const web::Context& context) {
    const auto* known = context.actor.as<access::Actor>();
    return known != nullptr ? *known : access::Actor::visitor();
}

}  // namespace

Result<web::Response> show_home(const Site& site, web::Request& request, web::Context& context) {
    const auto services = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) { return catalogue::live_services(tx); }));
    html::Cards cards;
    for (const auto& service : services)
        cards.items.push_back({.title = service->name, .href = "/services/" + service->code, .text = service->summary});
    html::Page page{.title = context.say("website.home_title")};
    page.hero = html::hero({.title = context.say("website.home_title"),
                            .lede = context.say("website.home_lede", {{"council", context.tenant.name}})});
    page.main << "<div class=\"gh-split\"><div><h2 class=\"govuk-heading-m\">"_html << context.say("website.services")
              << "</h2>"_html;
    if (cards.items.empty())
        page.main << html::empty_state({.text = context.say("website.no_services")});
    else
        page.main << html::cards(cards);
    page.main << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.how") << "</h2>"_html << how_it_works(context)
              << "</div><div class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << context.say("website.track_heading")
              << "</h2><p class=\"govuk-body\">"_html << context.say("website.track_text") << "</p>"_html
              << html::search({.action = "/requests",
                               .name = "reference",
                               .label = context.say("website.reference"),
                               .button = context.say("website.track_button")})
              << "</div></div>"_html;
    return site.page(request, context, std::move(page));
}

Result<web::Response> show_service(const Site& site, web::Request& request, web::Context& context) {
    const auto service = TRY(service_of(request, context));
    html::Page page{.title = service->name};
    page.before_main = govuk::breadcrumbs({.items = {{.text = context.say("website.home"), .href = "/"}, {.text = service->name}}});
    page.main << "<div class=\"gh-reading\"><h1 class=\"govuk-heading-l\">"_html << service->name << "</h1><p class=\"govuk-body-l\">"_html
              << service->summary << "</p>"_html << html::markdown(service->article)
              << govuk::inset_text({.text = service->promise})
              << govuk::button({.text = context.say("website.start"),
                                .href = "/services/" + service->code + "/report",
                                .is_start_button = true})
              << "</div>"_html;
    return site.page(request, context, std::move(page));
}

Result<web::Response> show_report(const Site& site, web::Request& request, web::Context& context) {
    const auto service = TRY(service_of(request, context));
    // The back button shows this very form again, and sending it again is the same operation. It holds nothing personal.
    return report_page(site, request, context, *service, {}, 200).with("Cache-Control", "private, no-cache");
}

Result<web::Response> send_report(const Site& site, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto actor = actor_of(context);
    catalogue::DefinitionPtr service;
    const auto taken = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto live = TRY(catalogue::find_live(tx, request.param("service")));
        service = live;
        const auto request_taken = TRY(contact::take_request(tx, context.random, actor, service, sent_with(request)));
        return request_taken.reference.text();
    }, contact::taking);
    if (taken) return web::see_other("/requests/" + taken->text + "/sent");
    if (taken.error().kind == Kind::invalid && service && !taken.error().fields.empty())
        return report_page(site, request, context, *service, taken.error().fields, 422);
    if (taken.error().key == "db.operation_reused") {  // sent, gone back, changed: a second request only if they mean it
        const auto live = TRY(service_of(request, context));
        const Problem problem{"", context.say("website.sent_already")};
        return report_page(site, request, context, *live, {&problem, 1}, 409);
    }
    return std::unexpected(taken.error());
}

}  // namespace website
