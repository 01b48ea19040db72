// The visits that lie ahead, of the cases that a reader may see: day by day, and as a file for a calendar.

#include "bookings/ical.h"
#include "desk/pages.h"
#include "desk/parts.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "places/places.h"
#include "web/web_address.h"

#include <map>

namespace desk {
namespace {

namespace govuk = html::govuk;

constexpr std::chrono::days shown_ahead{15};  // today and two weeks
constexpr std::size_t most_shown = 300;

struct Ahead {
    std::vector<cases::VisitLine> visits;
    std::map<places::LocationId, std::string> places;
    std::map<std::string, std::string> services;  // names by code
    bool is_cut = false;

    std::string place_of(const cases::VisitLine& visit) const {
        const auto found = places.find(visit.line.request.location);
        return found == places.end() ? std::string() : found->second;
    }
    std::string service_of(const cases::VisitLine& visit) const { return services.at(visit.line.request.service); }
};

/// From the beginning of today on.
Result<Ahead> read_ahead(db::Tx& tx, const access::Actor& who) {
    const auto calendar = places::calendar_of(tx);
    const auto& zone = calendar.zone();
    const auto today = zone.day(tx.now());
    Ahead ahead{.visits = cases::visits_between(tx, who, zone.start_of(today), zone.start_of(today + shown_ahead), most_shown + 1), .places = {}, .services = {}};
    ahead.is_cut = ahead.visits.size() > most_shown;
    if (ahead.is_cut) ahead.visits.pop_back();
    std::vector<places::LocationId> locations;
    for (const auto& [booking, line] : ahead.visits) {
        if (line.request.location) locations.push_back(line.request.location);
        if (ahead.services.contains(line.request.service)) continue;
        const auto service = TRY(catalogue::find_version(tx, line.request.service, line.request.service_version));
        ahead.services.emplace(service->code, service->name);
    }
    if (!locations.empty()) ahead.places = places::words_of(tx, locations);
    return ahead;
}

std::string case_address(const cases::VisitLine& visit) { return "/staff/cases/" + to_string(visit.line.the_case.id); }

void put_day(html::Html& out, const web::Context& context, const Ahead& ahead, std::span<const cases::VisitLine> visits) {
    const auto& zone = places::zone_of(context.tenant.time_zone);
    govuk::Table table{.head = {{.text = context.say("desk.visit_time")}, {.text = context.say("desk.visit_what")}, {.text = context.say("desk.visit_where")}, {.text = context.say("desk.visit_case")}},
                       .caption = places::shown_day(zone, visits.front().booking.slot.starts, context.language),
                       .caption_classes = "govuk-table__caption--m",
                       .name_cells = true};
    for (const auto& visit : visits) {
        html::Html link;
        link << "<a class=\"govuk-link gh-code\""_html;
        link.url("href", case_address(visit)) << ">"_html << visit.line.request.reference.spoken() << "</a>"_html;
        table.rows.push_back({{.text = bookings::shown_hours(zone, visit.booking.slot, context.language)}, {.text = ahead.service_of(visit)}, {.text = ahead.place_of(visit)}, {.html = std::move(link)}});
    }
    out << html::wide_table(table);
}

}  // namespace

Result<web::Response> show_visits(const Site& site, web::Request& request, web::Context& context) {
    const auto ahead = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_ahead(tx, actor_of(context)); }));
    html::Page page{.title = context.say("desk.visits")};
    auto& out = page.main;
    out << heading(page.title);
    if (ahead.visits.empty()) {
        out << html::empty_state({.text = context.say("desk.visits_none")});
        return site.staff_page(request, context, std::move(page));
    }
    out << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/staff/visits.ics\">"_html << context.say("desk.visits_file") << "</a></p>"_html;
    const auto& zone = places::zone_of(context.tenant.time_zone);
    for (auto first = ahead.visits.begin(); first != ahead.visits.end();) {
        const auto day = zone.day(first->booking.slot.starts);
        auto next = first;
        while (next != ahead.visits.end() && zone.day(next->booking.slot.starts) == day) ++next;
        put_day(out, context, ahead, {first, next});
        first = next;
    }
    if (ahead.is_cut) out << "<p class=\"govuk-body\">"_html << context.say("desk.visits_cut", {{"count", std::to_string(most_shown)}}) << "</p>"_html;
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> send_visits(const Site&, web::Request&, web::Context& context) {
    const auto ahead = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_ahead(tx, actor_of(context)); }));
    std::vector<bookings::Entry> entries;
    for (const auto& visit : ahead.visits)
        entries.push_back({visit.booking, ahead.service_of(visit), "", context.tenant.base_url + case_address(visit)});  // where people live stays here
    return web::bytes(bookings::to_ical({.host = std::string(web::host_of(context.tenant.base_url)), .name = context.say("desk.visits"), .entries = entries}), "text/calendar; charset=utf-8")
        .with("Cache-Control", "no-store")
        .with("Content-Disposition", "attachment; filename=\"visits.ics\"");
}

}  // namespace desk
