#include "places/assets.h"

#include "base/text.h"
#include "journal/journal.h"
#include "places/address_row.h"
#include "places/cells.h"
#include "places/events.h"
#include "places/queries.h"

#include <algorithm>
#include <cmath>

namespace places {
namespace {

using imports::Fate;

bool is_reference(std::string_view reference) {
    constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_";
    return !reference.empty() && reference.size() <= 30 && reference.find_first_not_of(allowed) == std::string_view::npos;
}

/// The part that is wrong; empty: none is.
std::string fault_of(const Asset& asset) {
    if (!is_asset_kind(asset.kind)) return "kind";
    if (!is_reference(asset.reference)) return "reference";
    const bool on_globe = std::abs(asset.point.latitude) <= 90 && std::abs(asset.point.longitude) <= 180;  // false for NaN
    if (!on_globe) return "latitude, longitude";
    if (!asset.usrn.empty() && !usrn_key(asset.usrn)) return "usrn";
    return base::count_characters(asset.words) > 200 ? "words" : "";
}

Asset read_asset(const db::Row& row) {
    return {.kind = row.get<std::string>(0),
            .reference = row.get<std::string>(1),
            .point = {row.get<double>(2), row.get<double>(3)},
            .usrn = row.get<std::string>(4),
            .words = row.get<std::string>(5)};
}

std::optional<Asset> find(db::Tx& tx, std::string_view kind, std::string_view reference) {
    for (const auto row : tx.query(sql::find_asset, kind, reference)) return read_asset(row);
    return std::nullopt;
}

Asset tidy(Asset asset) {
    if (!asset.usrn.empty()) asset.usrn = to_string(usrn_key(asset.usrn));
    asset.words = base::tidy_line(asset.words);
    return asset;
}

}  // namespace

bool is_asset_kind(std::string_view kind) {
    return !kind.empty() && kind.size() <= 30 && kind.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos;
}

std::vector<imports::Verdict> load_assets(db::Tx& tx, std::span<const Asset> assets, bool rehearsal) {
    std::vector<imports::Verdict> verdicts;
    std::int64_t changes = 0;
    for (const auto& given : assets) {
        if (const auto fault = fault_of(given); !fault.empty()) {
            verdicts.push_back(imports::Verdict::refuse("places.asset_row", fault));
            continue;
        }
        const auto asset = tidy(given);
        const auto known = find(tx, asset.kind, asset.reference);
        const bool same = known == asset;
        verdicts.push_back({same ? Fate::same : known ? Fate::changed : Fate::added, {}});
        if (same || rehearsal) continue;
        ++changes;
        tx.run(sql::put_asset, asset.kind, asset.reference, cell_of(asset.point), asset.point.latitude, asset.point.longitude, asset.usrn,
               asset.words);
    }
    if (changes > 0) journal::announce(tx, GazetteerLoaded{.load = tx.new_id<Id<Loaded>>().value, .assets = changes});
    return verdicts;
}

std::optional<Asset> find_asset(db::Tx& tx, std::string_view key) {
    const auto slash = key.find('/');
    if (slash == std::string_view::npos || key.size() > 61) return std::nullopt;
    return find(tx, key.substr(0, slash), key.substr(slash + 1));
}

bool has_assets(db::Tx& tx, std::string_view kind) { return tx.find<std::int64_t>(sql::has_assets, kind).has_value(); }

std::vector<NearAsset> assets_near(db::Tx& tx, std::string_view kind, const Point& point, double metres, std::size_t limit) {
    constexpr int most_in_a_cell = 200;
    std::vector<NearAsset> found;
    for (const auto cell : cells_around(point, metres))
        for (const auto row : tx.query(sql::assets_in, kind, cell, most_in_a_cell)) {
            NearAsset near{.asset = read_asset(row)};
            near.metres = metres_between(point, near.asset.point);
            if (near.metres <= metres) found.push_back(std::move(near));
        }
    std::ranges::sort(found, {}, [](const NearAsset& near) { return std::pair(near.metres, near.asset.reference); });
    if (found.size() > limit) found.erase(found.begin() + static_cast<std::ptrdiff_t>(limit), found.end());
    return found;
}

}  // namespace places
