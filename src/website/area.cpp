#include "website/area.h"

#include "catalogue/shortcuts.h"
#include "website/problems.h"

#include <algorithm>

namespace website {
namespace {

constexpr int around = 16;  // the zoom of a map that shows some hundred metres
constexpr std::size_t most_problems = 8, most_services = 6;

void set_ward(db::Tx& tx, Area& area, const std::string& code) {
    auto ward = code;
    if (ward.empty() && area.point) ward = places::ward_at(tx, *area.point);
    if (!ward.empty()) area.ward = places::find_ward(tx, ward);
}

/// The first address of a street or postcode tells where that is.
std::optional<places::Address> first_address(db::Tx& tx, const std::string& typed, const auto& is_it) {
    constexpr int most = 20;
    for (auto& address : places::find_addresses(tx, typed, most))
        if (is_it(address)) return address;
    return std::nullopt;
}

std::optional<Area> of_address(db::Tx& tx, std::string_view uprn) {
    const auto address = places::find_address(tx, uprn);
    if (!address) return std::nullopt;
    Area area{.name = address->line, .query = "uprn=" + address->uprn, .ward = {}, .street = address->street, .usrn = address->usrn, .point = address->point};
    set_ward(tx, area, address->ward);
    return area;
}

std::optional<Area> of_street(db::Tx& tx, std::string_view usrn) {
    const auto street = places::find_street(tx, usrn);
    if (!street) return std::nullopt;
    Area area{.name = street->town.empty() ? street->name : street->name + ", " + street->town, .query = "usrn=" + street->usrn, .ward = {}, .street = {}, .usrn = {}, .point = {}};
    if (const auto address = first_address(tx, street->name, [&](const auto& each) { return each.usrn == street->usrn; })) area.point = address->point;
    set_ward(tx, area, street->ward);
    return area;
}

std::optional<Area> of_postcode(db::Tx& tx, std::string_view typed) {
    const auto code = places::tidy_postcode(typed);
    if (code.empty()) return std::nullopt;
    Area area{.name = code, .query = "postcode=" + code, .ward = {}, .street = {}, .usrn = {}, .point = {}};
    std::ranges::replace(area.query, ' ', '+');
    const auto address = first_address(tx, code, [&](const auto& each) { return each.postcode == code; });
    const auto known = places::find_postcode(tx, code);
    if (!address && !known) return std::nullopt;
    area.point = address && address->point ? address->point : known ? known->point : std::nullopt;
    set_ward(tx, area, address ? address->ward : std::string());
    if (!address && !area.ward) return std::nullopt;  // somewhere else in the country
    return area;
}

std::optional<Area> of_ward(db::Tx& tx, std::string_view code) {
    if (code.size() > 16) return std::nullopt;
    auto ward = places::find_ward(tx, code);
    if (!ward) return std::nullopt;
    return Area{.name = ward->name, .query = "ward=" + ward->code, .ward = std::move(ward), .street = {}, .usrn = {}, .point = {}};
}

/// What everybody may see: of a ward the newest, of anything smaller what lies around it.
std::vector<Known> problems_in(db::Tx& tx, const web::Context& context, const Area& area) {
    ProblemsAsked asked;
    if (area.point && !area.is_ward())
        asked.view = places::View{.middle = *area.point, .zoom = around};
    else if (area.ward)
        asked.ward = area.ward->code;
    else
        return {};
    std::vector<Known> known;
    for (const auto& problem : problems(tx, asked).problems) {
        if (known.size() == most_problems) break;
        const auto day = places::shown_day(places::zone_of(context.tenant.time_zone), problem.line.request.received_at, context.language);
        known.push_back({problem.title, problem.place, context.say("website.area_reported", {{"day", day}}), problem.address()});
    }
    return known;
}

}  // namespace

std::optional<Area> find_area(db::Tx& tx, const web::Fields& asked) {
    if (asked.has("uprn")) return of_address(tx, asked.text("uprn"));
    if (asked.has("usrn")) return of_street(tx, asked.text("usrn"));
    if (asked.has("postcode")) return of_postcode(tx, asked.text("postcode"));
    if (asked.has("ward")) return of_ward(tx, asked.text("ward"));
    return std::nullopt;
}

bool is_area_query(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || text.size() > 40) return false;
    const auto name = text.substr(0, equals), value = text.substr(equals + 1);
    const bool known = name == "uprn" || name == "usrn" || name == "postcode" || name == "ward";
    return known && !value.empty() && value.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+") == std::string_view::npos;
}

Result<void> furnish(db::Tx& tx, const web::Context& context, Area& area) {
    area.notices = notices::showing(tx);
    std::erase_if(area.notices, [&](const notices::Notice& notice) { return area.ward ? !notice.is_for(area.ward->code) : !notice.wards.empty(); });
    auto services = TRY(catalogue::services_by_use(tx));
    area.problems = problems_in(tx, context, area);
    std::erase_if(services, [](const auto& service) { return !service->has_place(); });
    if (services.size() > most_services) services.resize(most_services);
    area.services = std::move(services);
    return {};
}

}  // namespace website
