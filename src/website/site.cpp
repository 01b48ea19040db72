#include "website/site.h"

#include <date/tz.h>
#include <fmt/format.h>

namespace website {
namespace {

web::Response finish(const html::Dress& dress, const web::Request& request, const web::Context& context,
                     html::Page page, int status) {
    page.language = context.language;
    page.nonce = context.nonce;
    page.path = request.path;
    return web::page(html::page(dress, page), status);
}

}  // namespace

html::Dress Site::dress(const web::Context& context) const {
    const auto& settings = context.tenant.settings;
    return {.name = context.tenant.name,
            .colours = {.brand = settings.text("brand_colour", ""), .accent = settings.text("accent_colour", "")},
            .stylesheet = assets_.url("guildhall.css"),
            .script = assets_.url("guildhall.js"),
            .icon = assets_.url("mark.svg")};
}

web::Response Site::page(const web::Request& request, const web::Context& context, html::Page page, int status) const {
    auto dressed = dress(context);
    dressed.navigation = {{.text = context.say("website.services"), .href = "/"},
                          {.text = context.say("website.track"), .href = "/requests"}};
    dressed.footer_note = context.say("website.footer", {{"council", context.tenant.name}});
    return finish(dressed, request, context, std::move(page), status);
}

web::Response Site::staff_page(const web::Request& request, const web::Context& context, html::Page page,
                               int status) const {
    auto dressed = dress(context);
    dressed.home_url = "/staff/worklist";
    if (context.actor)
        dressed.navigation = {{.text = context.say("website.staff_worklist"), .href = "/staff/worklist"},
                              {.text = context.say("website.staff_contacts"), .href = "/staff/contacts"},
                              {.text = context.say("website.staff_search"), .href = "/staff/search"},
                              {.text = context.say("website.staff_jobs"), .href = "/staff/jobs"}};
    page.wide = true;
    page.hide_from_search = true;
    if (context.actor)
        page.header_aside << "<form method=\"post\" action=\"/staff/sign-out\">"_html << seal_fields(context)
                          << "<button class=\"gh-header__button\">"_html << context.say("website.sign_out")
                          << "</button></form>"_html;
    return finish(dressed, request, context, std::move(page), status);
}

std::string Site::error_page(const web::ErrorPage& error, const web::Request& request, const web::Context& context) const {
    html::Page page{.title = error.title, .hide_from_search = true};
    page.main << "<h1 class=\"govuk-heading-l\">"_html << error.title << "</h1><p class=\"govuk-body\">"_html << error.text
              << "</p><p class=\"govuk-body-s\">"_html << base::say("website.error_number", {{"id", error.request_id}})
              << "</p>"_html;
    page.language = context.language;
    page.nonce = context.nonce;
    page.path = request.path;
    return html::page(dress(context), page).str();
}

html::Html seal_fields(const web::Context& context) {
    const auto seal = context.seal();
    html::Html out;
    out << "<input type=\"hidden\" name=\"csrf\""_html;
    out.attribute("value", seal.csrf);
    out << "><input type=\"hidden\" name=\"operation\""_html;
    out.attribute("value", seal.operation);
    return out << ">"_html;
}

std::string shown_time(Instant at) {
    static const auto* zone = date::locate_zone("Europe/London");
    const auto local = zone->to_local(at);
    const auto day = date::floor<date::days>(local);
    const date::year_month_day ymd{day};
    const date::hh_mm_ss<Duration> time{local - day};
    constexpr const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December"};
    const auto hour = time.hours().count();
    return fmt::format("{} {} {}, {}:{:02}{}", unsigned{ymd.day()}, months[unsigned{ymd.month()} - 1], int{ymd.year()},
                       hour % 12 == 0 ? 12 : hour % 12, time.minutes().count(), hour < 12 ? "am" : "pm");
}

}  // namespace website
