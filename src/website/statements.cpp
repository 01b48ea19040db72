// What the council owes its visitors to say: cookies, privacy, accessibility, how else to reach it. Each is made of facts:
// what the program really sets and keeps, what each service really asks, what was really checked and when.

#include "base/text.h"
#include "catalogue/catalogue.h"
#include "html/govuk.h"
#include "html/markdown.h"
#include "html/patterns.h"
#include "places/places.h"
#include "website/following.h"
#include "website/office_hours.h"
#include "website/pages.h"

#include <map>

namespace website {
namespace {

namespace govuk = html::govuk;

html::Page statement(const web::Context& context, const char* title, const char* intro) {
    html::Page page{.title = context.say(title)};
    page.before_main = govuk::breadcrumbs({.items = {{.text = context.say("website.home"), .href = "/"}, {.text = page.title}}});
    page.main << "<div class=\"gh-reading\"><h1 class=\"govuk-heading-l\">"_html << page.title << "</h1><p class=\"govuk-body-l\">"_html
              << context.say(intro) << "</p>"_html;
    return page;
}

void put_heading(html::Html& out, const web::Context& context, const char* words) {
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say(words) << "</h2>"_html;
}

void put_text(html::Html& out, std::string_view text) { out << "<p class=\"govuk-body\">"_html << text << "</p>"_html; }

std::string minutes_or_hours(const web::Context& context, std::chrono::minutes time) {
    if (time.count() % 60 == 0 && time.count() > 60) return context.say("website.hours", {{"number", std::to_string(time.count() / 60)}});
    return context.say("website.minutes", {{"number", std::to_string(time.count())}});
}

struct CookieFact {
    const char* name;
    std::string lasts;
};

/// Every cookie the program sets; a test holds this list to the source.
std::vector<CookieFact> cookie_facts(const web::Context& context, const web::Sessions::Lifetimes& sessions) {
    const auto until_closed = context.say("website.cookie_until_closed");
    return {{"visitor", until_closed},
            {Following::cookie, minutes_or_hours(context, Following::lasts)},
            {"lang", context.say("website.cookie_a_year")},
            {"session", context.say("website.cookie_session_lasts", {{"idle", minutes_or_hours(context, sessions.idle)},
                                                               {"most", minutes_or_hours(context, sessions.absolute)}})}};
}

/// What one service asks, below its name.
void put_service_facts(html::Html& out, const web::Context& context, const catalogue::Definition& service) {
    std::vector<std::string> asked;
    if (service.has_place()) asked.push_back(service.location_label);
    for (const auto& question : service.form.questions) asked.push_back(question.label);
    for (const auto& [asks, words] : {std::pair{service.asks_name, "website.check_name"},
                                      {service.asks_email, "website.check_email"},
                                      {service.asks_phone, "website.check_phone"}})
        if (asks) asked.push_back(context.say(words));
    out << "<h3 class=\"govuk-heading-s\">"_html << service.name << "</h3><ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (const auto& each : asked) out << "<li>"_html << each << "</li>"_html;
    out << "</ul>"_html;
}

/// Services whose requests everybody may find in lists, as they come or after a check, parted by semicolons.
std::string names_of_listed(const std::vector<catalogue::DefinitionPtr>& services, catalogue::Publish publish) {
    std::string names;
    for (const auto& service : services)
        if (service->publish == publish) names += (names.empty() ? "" : "; ") + service->name;
    return names;
}

/// The services of each team together: with many services, a list of them all would be long to read and to load.
void put_teams_facts(html::Html& out, const web::Context& context, const std::vector<catalogue::DefinitionPtr>& services) {
    std::map<std::string, html::Html> by_team;
    for (const auto& service : services) put_service_facts(by_team[service->team], context, *service);
    for (auto& [team, facts] : by_team)
        govuk::details(out, {.summary_text = context.say("website.privacy_team", {{"team", team}}), .html = std::move(facts)});
}

/// The office hours and the days on which nobody is there in the next two months, one a line.
Result<std::pair<std::string, std::string>> when_open(const web::Context& context) {
    constexpr int two_months = 61;
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::pair<std::string, std::string>> {
        const auto calendar = places::calendar_of(tx);
        std::string closed;
        for (const auto& each : closed_soon(tx, calendar, calendar.zone().day(context.now), two_months))
            closed += (closed.empty() ? "" : "\n") + places::shown_day(each.day, context.language) + ": " + each.name;
        return std::pair(office_hours(context, calendar.rules()), closed);
    });
}

struct Check {
    std::string date, how, what, found;
};

/// The dated list of checks: one a line, `date | how | what | what was found`.
std::vector<Check> checks_in(std::string_view list) {
    std::vector<Check> checks;
    for (const auto line : base::split(list, '\n')) {
        if (line.empty() || line.front() == '#') continue;
        const auto parts = base::split(line, '|');
        const auto part = [&](std::size_t i) { return i < parts.size() ? std::string(base::trim(parts[i])) : std::string(); };
        checks.push_back({part(0), part(1), part(2), part(3)});
    }
    return checks;
}

std::string day_of_check(const std::string& date) {
    const auto day = base::parse_iso_day(date);
    return day ? places::shown_day(*day) : date;
}

}  // namespace

Result<web::Response> show_cookies(const Site& site, web::Request& request, web::Context& context) {
    auto page = statement(context, "website.cookies", "website.cookies_intro");
    govuk::Table table{.head = {{.text = context.say("website.cookie_name")}, {.text = context.say("website.cookie_purpose")}, {.text = context.say("website.cookie_lasts")}},
                       .caption = context.say("website.cookies_caption"),
                       .caption_classes = "govuk-table__caption--m",
                       .first_cell_is_header = true,
                       .name_cells = true};
    const auto server = TRY(web::ServerOptions::from(context.tenant.settings));
    for (const auto& fact : cookie_facts(context, server.sessions))
        table.rows.push_back({{.text = fact.name}, {.text = context.say(std::string("website.cookie_") + fact.name)}, {.text = fact.lasts}});
    page.main << html::wide_table(table);
    put_text(page.main, context.say("website.cookies_none_else"));
    page.main << "</div>"_html;
    return site.page(request, context, std::move(page));
}

Result<web::Response> show_privacy(const Site& site, web::Request& request, web::Context& context) {
    const auto services = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) { return catalogue::live_services(tx); }));
    auto page = statement(context, "website.privacy", "website.privacy_intro");
    auto& out = page.main;
    put_heading(out, context, "website.privacy_asked");
    put_text(out, context.say("website.privacy_asked_text"));
    put_teams_facts(out, context, services);
    put_heading(out, context, "website.privacy_seen");
    put_text(out, context.say("website.privacy_seen_text"));
    if (const auto listed = names_of_listed(services, catalogue::Publish::at_once); !listed.empty())
        put_text(out, context.say("website.privacy_listed", {{"services", listed}}));
    if (const auto checked = names_of_listed(services, catalogue::Publish::after_check); !checked.empty())
        put_text(out, context.say("website.privacy_checked", {{"services", checked}}));
    put_heading(out, context, "website.privacy_kept");
    std::vector<govuk::SummaryRow> rows;
    const auto fact = [&](const char* what, std::string how_long) {
        rows.push_back({.key = {.text = context.say(what)}, .value = {.text = std::move(how_long)}});
    };
    fact("website.kept_before_sending", context.say("website.kept_not_at_all"));
    fact("website.kept_requests", context.say("website.kept_until_removed"));
    fact("website.kept_letters", context.say("website.kept_with_request"));
    fact("website.kept_alerts", context.say("website.kept_alerts_how_long"));
    fact("website.kept_operations", context.say("website.days", {{"number", "7"}}));
    fact("website.kept_connection", context.say("website.days", {{"number", "14"}}));
    fact("website.kept_following", minutes_or_hours(context, Following::lasts));
    out << govuk::summary_list({.rows = std::move(rows)});
    put_heading(out, context, "website.privacy_rights");
    out << "<p class=\"govuk-body\">"_html << context.say("website.privacy_rights_text")
        << " <a class=\"govuk-link\" href=\"/contact\">"_html << context.say("website.contact_us") << "</a></p></div>"_html;
    return site.page(request, context, std::move(page));
}

Result<web::Response> show_accessibility(const Site& site, web::Request& request, web::Context& context) {
    const auto checks = checks_in(site.accessibility_checks());
    auto page = statement(context, "website.accessibility", "website.accessibility_intro");
    auto& out = page.main;
    put_text(out, context.say("website.accessibility_aim"));
    put_heading(out, context, "website.accessibility_checked");
    if (checks.empty()) {
        put_text(out, context.say("website.accessibility_unchecked"));
    } else {
        govuk::Table table{.head = {{.text = context.say("website.checked_what")}, {.text = context.say("website.checked_how")}, {.text = context.say("website.checked_when")}, {.text = context.say("website.checked_found")}},
                           .caption = context.say("website.accessibility_caption"),
                           .caption_classes = "govuk-visually-hidden",
                           .name_cells = true};
        for (const auto& check : checks)
            table.rows.push_back({{.text = check.what}, {.text = check.how}, {.text = day_of_check(check.date)}, {.text = check.found}});
        out << html::wide_table(table);
    }
    put_heading(out, context, "website.accessibility_tell");
    out << "<p class=\"govuk-body\">"_html << context.say("website.accessibility_tell_text")
        << " <a class=\"govuk-link\" href=\"/contact\">"_html << context.say("website.contact_us") << "</a></p></div>"_html;
    return site.page(request, context, std::move(page));
}

Result<web::Response> show_contact(const Site& site, web::Request& request, web::Context& context) {
    const auto council = site.council(context);
    auto page = statement(context, "website.contact", "website.contact_intro");
    std::vector<govuk::SummaryRow> rows;
    const auto add = [&](const char* what, const std::string& text, const std::string& href) {
        if (text.empty()) return;
        html::Html value;
        if (href.empty()) {
            value << text;
        } else {
            value << "<a class=\"govuk-link\""_html;
            value.url("href", href) << ">"_html << text << "</a>"_html;
        }
        rows.push_back({.key = {.text = context.say(what)}, .value = {.html = std::move(value), .classes = "gh-lines"}});
    };
    std::string dialled;
    for (const char c : council->phone)
        if ((c >= '0' && c <= '9') || c == '+') dialled += c;
    add("website.contact_by_phone", council->phone, "tel:" + dialled);
    add("website.contact_by_email", council->email, "mailto:" + council->email);
    add("website.contact_by_visit", council->address, "");
    if (rows.empty()) put_text(page.main, context.say("website.contact_unknown"));
    const auto [hours, closed] = TRY(when_open(context));
    add("website.contact_hours", council->hours.empty() ? hours : council->hours, "");
    add("website.contact_closed", closed, "");
    page.main << govuk::summary_list({.rows = std::move(rows)});
    page.main << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/requests\">"_html << context.say("website.contact_follow")
              << "</a></p></div>"_html;
    return site.page(request, context, std::move(page));
}

Result<web::Response> show_crest(const Site& site, web::Request& request, web::Context& context) {
    const auto council = site.council(context);
    if (council->crest.empty() || request.path != council->crest_address) return refuse(Kind::not_found, "web.not_found");
    return web::bytes(council->crest, "image/svg+xml")
        .with("Content-Security-Policy", "default-src 'none'; sandbox")
        .with("Cache-Control", "public, max-age=31536000, immutable");
}

}  // namespace website
