#include "places/places.h"

#include "base/text.h"
#include "base/words.h"
#include "db/lists.h"
#include "places/queries.h"
#include "places/typed.h"

#include <cmath>

namespace places {

Result<Location> check(Location location) {
    constexpr std::size_t most_characters = 300;
    const auto wrong = [](const char* key) { return refuse_fields(key, {{"location", say(key)}}); };
    if (location.text.size() > 8 * most_characters) return wrong("places.text_long");
    location.text = base::tidy_line(location.text);
    if (base::count_characters(location.text) > most_characters) return wrong("places.text_long");
    if (const auto& point = location.point) {
        const bool on_globe = std::abs(point->latitude) <= 90 && std::abs(point->longitude) <= 180;  // false for NaN
        if (!on_globe) return wrong("places.point_off");
    }
    if (location.uprn.size() > 12 || location.uprn.find_first_not_of("0123456789") != std::string::npos)
        return wrong("places.uprn");
    return location;
}

/// True for what somebody types to find this address, as against a description of the spot.
static bool is_search_for(std::string_view text, const Address& address) {
    const auto typed = read_typed(text);
    auto postcode = address.postcode;
    std::erase(postcode, ' ');
    return postcode.starts_with(typed.postcode) && all_begin(typed.words, index_words(address.line));
}

Result<Location> check(db::Tx& tx, Location given) {
    auto location = TRY(check(std::move(given)));
    location.ward.clear();
    location.usrn.clear();
    if (location.uprn.empty()) {
        if (location.point) location.ward = ward_at(tx, *location.point);
        return location;
    }
    const auto address = find_address(tx, location.uprn);
    if (!address) {
        if (!has_gazetteer(tx)) return location;
        return refuse_fields("places.unknown_uprn", {{"location", say("places.unknown_uprn")}});
    }
    location.uprn = address->uprn;
    location.ward = address->ward;
    location.usrn = address->usrn;
    if (is_search_for(location.text, *address)) location.text = address->line;
    if (!location.point) location.point = address->point;
    if (location.ward.empty() && location.point) location.ward = ward_at(tx, *location.point);
    return location;
}

LocationId record(db::Tx& tx, const Location& location) {
    if (location.empty()) return {};
    const auto id = tx.new_id<LocationId>();
    const auto coordinate = [&](double Point::*axis) {
        return location.point ? std::optional((*location.point).*axis) : std::nullopt;
    };
    tx.run(sql::add_location, id, location.text, coordinate(&Point::latitude), coordinate(&Point::longitude), location.uprn,
           location.ward, location.usrn);
    return id;
}

std::map<LocationId, Location> find_many(db::Tx& tx, std::span<const LocationId> locations) {
    std::map<LocationId, Location> found;
    const db::IdList list(locations);
    auto cursor = tx.query_text("SELECT id, words, latitude, longitude, uprn, ward, usrn FROM places_location WHERE id IN " + list.text(),
                                list.values());
    for (const auto row : db::Rows(std::move(cursor))) {
        Location location{.text = row.get<std::string>(1), .point = {}, .uprn = row.get<std::string>(4), .ward = row.get<std::string>(5), .usrn = row.get<std::string>(6)};
        if (!row.is_null(2)) location.point = Point{row.get<double>(2), row.get<double>(3)};
        found.emplace(row.get<LocationId>(0), std::move(location));
    }
    return found;
}

std::map<LocationId, std::string> words_of(db::Tx& tx, std::span<const LocationId> locations) {
    std::map<LocationId, std::string> found;
    const db::IdList list(locations);
    auto cursor = tx.query_text("SELECT id, words FROM places_location WHERE id IN " + list.text(), list.values());
    for (const auto row : db::Rows(std::move(cursor))) found.emplace(row.get<LocationId>(0), row.get<std::string>(1));
    return found;
}

}  // namespace places
