#include "places/places.h"

#include "base/text.h"
#include "base/words.h"
#include "db/lists.h"
#include "places/queries.h"
#include "places/typed.h"

#include <algorithm>
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

/// What the asset says of the place.
static Result<void> take_asset(db::Tx& tx, Location& location) {
    if (location.asset.empty()) return {};
    const auto asset = find_asset(tx, location.asset);
    if (!asset) return refuse_fields("places.unknown_asset", {{"location", say("places.unknown_asset")}});
    location.point = asset->point;
    location.usrn = asset->usrn;
    if (location.text.empty()) location.text = base::first_characters(shown(tx, *asset), 300);
    return {};
}

/// What lies around a point.
static void take_surroundings(db::Tx& tx, Location& location) {
    if (!location.point) return;
    location.ward = ward_at(tx, *location.point);
    if (!location.usrn.empty()) return;
    const auto map = town_map(tx);
    if (const auto* street = map.street_at(*location.point)) location.usrn = street->usrn;
}

Result<Location> check(db::Tx& tx, Location given) {
    auto location = TRY(check(std::move(given)));
    location.ward.clear();
    location.usrn.clear();
    TRY(take_asset(tx, location));
    if (location.uprn.empty()) {
        take_surroundings(tx, location);
        return location;
    }
    const auto address = find_address(tx, location.uprn);
    if (!address) {
        if (!has_gazetteer(tx)) return location;
        return refuse_fields("places.unknown_uprn", {{"location", say("places.unknown_uprn")}});
    }
    location.uprn = address->uprn;
    location.ward = address->ward;
    if (location.usrn.empty()) location.usrn = address->usrn;
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
           location.ward, location.usrn, location.asset);
    return id;
}

std::string asset_kind_shown(std::string_view kind, base::Language language) {
    std::string key = "places.asset_kind_" + std::string(kind), words(kind);
    std::ranges::replace(key, '-', '_');
    std::ranges::replace(words, '-', ' ');
    return base::has_words(key) ? say(key, {}, language) : words;
}

std::string shown(db::Tx& tx, const Asset& asset, base::Language language) {
    auto text = say("places.asset_named", {{"kind", asset_kind_shown(asset.kind, language)}, {"reference", asset.reference}}, language);
    if (!asset.words.empty()) return text + ", " + asset.words;
    const auto street = asset.usrn.empty() ? std::nullopt : find_street(tx, asset.usrn);
    return street ? text + ", " + street->name : text;
}

std::string words_at(db::Tx& tx, const Location& location) {
    if (const auto asset = location.asset.empty() ? std::nullopt : find_asset(tx, location.asset)) return shown(tx, *asset);
    if (!location.point) return {};
    const auto map = town_map(tx);
    if (const auto* street = map.street_at(*location.point)) return street->name;
    for (const auto& shape : map.shapes())
        if (!shape.name.empty() && shape.kind != ShapeKind::borough && shape.box.holds(*location.point)) return shape.name;
    return {};
}

std::map<LocationId, Location> find_many(db::Tx& tx, std::span<const LocationId> locations) {
    std::map<LocationId, Location> found;
    db::rows_of(tx, "SELECT id, words, latitude, longitude, uprn, ward, usrn, asset FROM places_location WHERE id", locations, "", [&](const db::Row& row) {
        Location location{.text = row.get<std::string>(1), .point = {}, .uprn = row.get<std::string>(4), .ward = row.get<std::string>(5), .usrn = row.get<std::string>(6), .asset = row.get<std::string>(7)};
        if (!row.is_null(2)) location.point = Point{row.get<double>(2), row.get<double>(3)};
        found.emplace(row.get<LocationId>(0), std::move(location));
    });
    return found;
}

std::map<LocationId, std::string> words_of(db::Tx& tx, std::span<const LocationId> locations) {
    std::map<LocationId, std::string> found;
    db::rows_of(tx, "SELECT id, words FROM places_location WHERE id", locations, "",
                [&](const db::Row& row) { found.emplace(row.get<LocationId>(0), row.get<std::string>(1)); });
    return found;
}

}  // namespace places
