// "Your street": what the council does at a place and what has been reported there, without an account. The place is kept on the device
// only if one asks for it.

#include "base/text.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "website/area.h"
#include "website/notice_view.h"
#include "website/pages.h"
#include "website/place_finder.h"

namespace website {
namespace {

namespace govuk = html::govuk;

constexpr std::size_t most_places = 12;
constexpr const char* place_cookie = "place";  // holds an Area::query
constexpr auto remembered_for = std::chrono::days(365);

html::Page framed(const web::Context& context, const std::string& title) {
    html::Page page{.title = title, .hide_from_search = true};
    page.before_main = govuk::breadcrumbs({.items = {{.text = context.say("website.home"), .href = "/"}, {.text = context.say("website.area_heading"), .href = "/my-area"}}});
    return page;
}

void put_form(html::Html& out, const web::Context& context, const std::string& typed) {
    out << html::search({.action = "/my-area",
                         .name = "place",
                         .value = typed,
                         .label = context.say("website.area_place"),
                         .button = context.say("website.area_button"),
                         .shows_label = true});
}

/// The form, with what may be meant by what was typed.
web::Response ask_place(const Site& site, const web::Request& request, const web::Context& context, const std::string& typed, const FoundPlaces& meant, int status) {
    auto page = framed(context, context.say("website.area_heading"));
    auto& out = page.main;
    out << "<div class=\"gh-reading\"><h1 class=\"govuk-heading-l\">"_html << page.title << "</h1><p class=\"govuk-body-l\">"_html << context.say("website.area_text")
        << "</p>"_html;
    put_form(out, context, typed);
    out << "<div class=\"gh-below-search\">"_html;
    if (!meant.places.empty()) {
        out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.area_which") << "</h2><ul class=\"gh-finds\">"_html;
        for (const auto& place : meant.places) {
            out << "<li><a class=\"govuk-link gh-finds__name\""_html;
            out.url("href", place.href) << ">"_html << place.name << "</a><p class=\"gh-finds__text\">"_html << context.say("website.place_" + place.sort) << "</p></li>"_html;
        }
        out << "</ul>"_html;
    } else if (!typed.empty() || status == 404) {
        out << html::empty_state({.text = context.say("website.area_unknown")});
    }
    out << "</div></div>"_html;
    return site.page(request, context, std::move(page), status);
}

void put_facts(html::Html& out, const web::Context& context, const Area& area) {
    std::vector<govuk::SummaryRow> rows;
    const auto add = [&](const char* key, const std::string& value, const std::string& href) {
        html::Html link;
        link << "<a class=\"govuk-link\""_html;
        link.url("href", href) << ">"_html << value << "</a>"_html;
        rows.push_back({.key = {.text = context.say(key)}, .value = {.html = std::move(link)}});
    };
    if (!area.street.empty()) add("website.place_street", area.street, "/my-area?usrn=" + area.usrn);
    if (area.ward && !area.is_ward()) add("website.place_ward", area.ward->name, "/my-area?ward=" + area.ward->code);
    if (area.query.starts_with("uprn=")) add("website.area_bins", context.say("website.bins_next"), "/bin-days/" + area.query.substr(5));
    if (!rows.empty()) out << govuk::summary_list({.rows = std::move(rows)});
}

void put_problems(html::Html& out, const web::Context& context, const Area& area) {
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.area_problems") << "</h2>"_html;
    if (area.problems.empty()) {
        out << html::empty_state({.text = context.say("website.area_no_problems")});
        return;
    }
    out << "<ul class=\"gh-finds\">"_html;
    for (const auto& problem : area.problems) {
        out << "<li><a class=\"govuk-link gh-finds__name\""_html;
        out.url("href", problem.href) << ">"_html << problem.title << "</a><p class=\"gh-finds__text\">"_html
                                      << (problem.place.empty() ? problem.what : problem.place + ". " + problem.what) << "</p></li>"_html;
    }
    out << "</ul>"_html;
}

void put_services(html::Html& out, const web::Context& context, const Area& area) {
    if (area.services.empty()) return;
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << context.say("website.area_services") << "</h2><ul class=\"govuk-list govuk-list--spaced\">"_html;
    for (const auto& service : area.services) {
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", "/services/" + service->code) << ">"_html << service->name << "</a></li>"_html;
    }
    out << "</ul><p class=\"govuk-body gh-last\"><a class=\"govuk-link\" href=\"/services\">"_html << context.say("website.to_all_services") << "</a></p></section>"_html;
}

/// Kept on the device if one wants it, and forgotten again.
void put_remembering(html::Html& out, const web::Request& request, const web::Context& context, const Area& area) {
    const bool remembered = request.cookies.text(place_cookie) == area.query;
    out << "<section class=\"gh-panel gh-no-print\"><h2 class=\"govuk-heading-s\">"_html << context.say("website.area_remember") << "</h2><p class=\"govuk-body\">"_html
        << context.say(remembered ? "website.area_remembered" : "website.area_remember_text") << "</p><form method=\"post\" action=\"/my-area\">"_html
        << seal_fields(context);
    const auto equals = area.query.find('=');
    out << "<input type=\"hidden\""_html;
    auto value = area.query.substr(equals + 1);
    for (auto& c : value)
        if (c == '+') c = ' ';
    out.attribute("name", remembered ? std::string("forget") : area.query.substr(0, equals)).attribute("value", value) << ">"_html
        << govuk::button({.text = context.say(remembered ? "website.area_forget_button" : "website.area_remember_button"), .classes = "govuk-button--secondary"})
        << "</form></section>"_html;
}

web::Response area_page(const Site& site, const web::Request& request, const web::Context& context, const Area& area) {
    const auto title = area.is_ward() ? context.say("website.area_ward", {{"ward", area.name}}) : area.name;
    auto page = framed(context, title);
    auto& out = page.main;
    out << notices_shown(context, area.notices) << "<div class=\"gh-split\"><div><h1 class=\"govuk-heading-l\">"_html << title << "</h1>"_html;
    put_facts(out, context, area);
    put_problems(out, context, area);
    out << "</div><div>"_html;
    put_services(out, context, area);
    put_remembering(out, request, context, area);
    out << "</div></div><h2 class=\"govuk-heading-m\">"_html << context.say("website.area_other") << "</h2>"_html;
    put_form(out, context, "");
    return site.page(request, context, std::move(page));
}

std::string place_typed(const web::Request& request) { return std::string(base::first_characters(base::tidy_line(request.query.text("place").substr(0, 2000)), 200)); }

}  // namespace

Result<web::Response> show_area(const Site& site, web::Request& request, web::Context& context) {
    const auto typed = place_typed(request);
    if (!typed.empty()) {
        const auto meant = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<FoundPlaces> {
            auto found = places_meant(tx, typed, most_places);
            return found.places.empty() ? places_by_any_word(tx, typed, most_places) : std::move(found);
        }));
        if (meant.places.size() == 1) return web::see_other(meant.places.front().href);
        return ask_place(site, request, context, typed, meant, 200);
    }
    const bool asks = request.query.has("uprn") || request.query.has("usrn") || request.query.has("postcode") || request.query.has("ward");
    if (!asks && is_area_query(request.cookies.text(place_cookie)) && !request.query.has("place"))
        return web::see_other("/my-area?" + std::string(request.cookies.text(place_cookie)));
    const auto area = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::optional<Area>> {
        auto found = find_area(tx, request.query);
        if (found) TRY(furnish(tx, context, *found));
        return found;
    }));
    return area ? area_page(site, request, context, *area) : ask_place(site, request, context, "", {}, asks ? 404 : 200);
}

Result<web::Response> remember_area(const Site&, web::Request& request, web::Context& context) {
    if (request.form.has("forget")) {
        auto forgotten = web::see_other("/my-area?place=");
        forgotten.set({.name = place_cookie, .value = "", .max_age = std::chrono::seconds(0)});
        return forgotten;
    }
    const auto area = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::optional<Area>> { return find_area(tx, request.form); }));
    if (!area) return web::see_other("/my-area");
    auto remembered = web::see_other("/my-area?" + area->query);
    remembered.set({.name = place_cookie, .value = area->query, .max_age = remembered_for});
    return remembered;
}

}  // namespace website
