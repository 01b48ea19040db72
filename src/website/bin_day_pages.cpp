// My bin day: which address, its next collections, a calendar to print, and one that a phone follows.

#include "website/bin_days.h"
#include "website/pages.h"

#include "base/text.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "places/view.h"
#include "rounds/ical.h"
#include "web/web_address.h"

#include <fmt/format.h>

namespace website {
namespace {

namespace govuk = html::govuk;
using std::chrono::days;

constexpr days weeks_shown{28}, months_printed{90}, feed_ahead{183};

struct Found {
    std::vector<places::Address> addresses;
    bool has_rounds = false;
};

/// What was typed, as addresses; the one that was chosen while typing goes before all.
Found find_typed(db::Tx& tx, const std::string& typed, std::string_view chosen) {
    constexpr int most = 20;
    Found found{.addresses = {}, .has_rounds = rounds::has_rounds(tx)};
    if (const auto known = chosen.empty() ? std::nullopt : places::find_address(tx, chosen))
        found.addresses.push_back(*known);
    else if (!typed.empty())
        found.addresses = places::find_addresses(tx, typed, most);
    return found;
}

void put_form(html::Html& out, const web::Context& context, const std::string& typed, std::span<const Problem> problems) {
    html::Html field = "<input type=\"hidden\" name=\"uprn\">"_html;
    govuk::input(field, {.id = "address",
                         .name = "address",
                         .value = typed,
                         .label = {.text = context.say("website.bins_address"), .classes = "govuk-label--m"},
                         .hint = {.text = context.say("website.bins_address_hint")},
                         .error_message = html::problem_at(problems, "address"),
                         .autocomplete = "street-address"});
    out << "<form method=\"get\" action=\"/bin-days\" novalidate>"_html << places::address_finder(field, context.language)
        << govuk::button({.text = context.say("website.bins_show")}) << "</form>"_html;
}

void put_choice(html::Html& out, const web::Context& context, const std::vector<places::Address>& addresses) {
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.bins_which") << "</h2><ul class=\"govuk-list gh-addresses\">"_html;
    for (const auto& address : addresses) {
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", bin_days_of(address.uprn)) << ">"_html << address.line << "</a></li>"_html;
    }
    out << "</ul>"_html;
}

Result<rounds::AtAddress> find_at(const web::Request& request, const web::Context& context) {
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<rounds::AtAddress> {
        auto at = rounds::at_address(tx, request.param("uprn"));
        if (!at) return refuse(Kind::not_found, "website.bins_no_address");
        return *std::move(at);
    });
}

html::Html crumbs(const web::Context& context, const std::string& last, bool deeper) {
    govuk::Breadcrumbs crumbs{.items = {{.text = context.say("website.home"), .href = "/"}, {.text = context.say("website.bins_title"), .href = "/bin-days"}}};
    if (deeper) crumbs.items.push_back({.text = last});
    if (!deeper) crumbs.items.back().href.clear();
    return govuk::breadcrumbs(crumbs);
}

void put_ways(html::Html& out, const web::Context& context, const rounds::AtAddress& at) {
    const auto address = bin_days_of(at.address.uprn);
    const auto feed = context.tenant.base_url + address + "/calendar.ics";
    const auto link = [&](const std::string& href, const char* key) {
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", href) << ">"_html << context.say(key) << "</a></li>"_html;
    };
    out << "<div class=\"gh-panel gh-no-print\"><h2 class=\"govuk-heading-m\">"_html << context.say("website.bins_ways") << "</h2><ul class=\"govuk-list\">"_html;
    link(address + "/calendar", "website.bins_print");
    link(address + "/calendar.ics", "website.bins_download");
    link("/alerts/new?uprn=" + at.address.uprn, "website.bins_remind");
    link("/services/missed-bin", "website.bins_report");
    out << "</ul><p class=\"govuk-body-s govuk-!-margin-bottom-1\">"_html << context.say("website.bins_follow") << "</p><p class=\"govuk-body-s gh-address-line\"><code>"_html << feed
        << "</code></p></div>"_html;
}

}  // namespace

Result<web::Response> ask_bin_days(const Site& site, web::Request& request, web::Context& context) {
    const auto typed = std::string(base::first_characters(base::tidy_line(request.query.text("address").substr(0, 2000)), 200));
    const auto found = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Found> { return find_typed(tx, typed, request.query.text("uprn")); }));
    if (found.addresses.size() == 1) return web::see_other(bin_days_of(found.addresses.front().uprn));
    std::vector<Problem> problems;
    if (request.query.has("address") && found.addresses.empty())
        problems.push_back({"address", context.say(typed.empty() ? "website.bins_address_missing" : "website.bins_address_unknown")});
    html::Page page{.title = context.say("website.bins_title"), .has_errors = !problems.empty()};
    page.before_main = crumbs(context, {}, false);
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language) << "<h1 class=\"govuk-heading-l\">"_html << page.title << "</h1>"_html;
    if (!found.has_rounds)
        out << html::empty_state({.text = context.say("website.bins_none_here")});
    else
        put_form(out, context, typed, problems);
    if (found.has_rounds && !found.addresses.empty()) put_choice(out, context, found.addresses);
    out << "</div>"_html;
    return site.page(request, context, std::move(page), problems.empty() ? 200 : 422);
}

Result<web::Response> show_bin_days(const Site& site, web::Request& request, web::Context& context) {
    const auto at = TRY(find_at(request, context));
    const auto collections = at.timetable.between(at.today, at.today + weeks_shown);
    html::Page page{.title = context.say("website.bins_of", {{"address", at.address.line}}), .hide_from_search = true};
    page.before_main = crumbs(context, at.address.line, true);
    auto& out = page.main;
    out << "<span class=\"govuk-caption-l\">"_html << at.address.line << "</span><h1 class=\"govuk-heading-l\">"_html << context.say("website.bins_title") << "</h1>"_html
        << late_said(context, at) << "<div class=\"gh-split\"><div><h2 class=\"govuk-heading-m\">"_html << context.say("website.bins_next") << "</h2>"_html;
    if (collections.empty()) {
        out << html::empty_state({.text = context.say(at.timetable.empty() ? "website.bins_no_rounds" : "website.bins_nothing_soon")});
    } else {
        const auto minutes = collections.front().out_by;
        out << "<p class=\"govuk-body\">"_html << context.say("website.bins_out_by", {{"time", places::shown_clock(minutes, context.language)}}) << "</p>"_html
            << days_ahead(context, at, collections);
    }
    out << "<p class=\"govuk-body gh-no-print\"><a class=\"govuk-link\" href=\"/bin-days\">"_html << context.say("website.bins_another") << "</a></p></div>"_html;
    if (!at.timetable.empty()) put_ways(out, context, at);
    out << "</div>"_html;
    return site.page(request, context, std::move(page));
}

Result<web::Response> show_bin_calendar(const Site& site, web::Request& request, web::Context& context) {
    const auto at = TRY(find_at(request, context));
    const auto until = at.today + months_printed;
    const std::chrono::year_month_day today{at.today};
    const Day from{today.year() / today.month() / 1};
    const std::chrono::year_month_day end{until};
    const Day last{end.year() / end.month() / std::chrono::last};
    html::Page page{.title = context.say("website.bins_calendar"), .hide_from_search = true};
    page.before_main = govuk::back_link({.text = context.say("website.back"), .href = bin_days_of(at.address.uprn)});
    auto& out = page.main;
    out << "<span class=\"govuk-caption-l\">"_html << at.address.line << "</span><h1 class=\"govuk-heading-l\">"_html << page.title << "</h1>"_html;
    if (at.timetable.empty()) {
        out << html::empty_state({.text = context.say("website.bins_no_rounds")});
        return site.page(request, context, std::move(page));
    }
    out << govuk::button({.text = context.say("website.bins_print_now"), .classes = "govuk-button--secondary gh-no-print", .attributes = {{"data-module", "gh-print"}, {"hidden"}}})
        << "<div class=\"gh-months\">"_html << months_ahead(context, from, last, at.timetable.between(from, last)) << "</div><p class=\"govuk-body-s\">"_html
        << context.say("website.bins_printed", {{"day", places::shown_day(at.today, context.language)}}) << "</p>"_html;
    return site.page(request, context, std::move(page));
}

Result<web::Response> send_bin_feed(const Site&, web::Request& request, web::Context& context) {
    const auto at = TRY(find_at(request, context));
    const std::chrono::year_month_day today{at.today};
    const Day from{today.year() / today.month() / 1};
    const auto collections = at.timetable.between(from, from + feed_ahead);
    auto body = rounds::to_ical({.host = std::string(web::host_of(context.tenant.base_url)), .name = context.say("website.bins_title"), .collections = collections, .drawn_up = from, .language = context.language});
    const auto tag = base::to_hex(base::sha256(body)).substr(0, 16);
    return web::bytes(std::move(body), "text/calendar; charset=utf-8")
        .with_etag(tag)
        .with("Cache-Control", "public, max-age=3600")
        .with("Vary", "Accept-Language, Cookie")  // it is in the reader's language
        .with("Content-Disposition", "inline; filename=\"bin-days.ics\"");
}

}  // namespace website
