#pragma once
// What the council has standing in the streets, each with a number of its own: lamps, bins, gullies, trees.

#include "db/db.h"
#include "imports/run.h"
#include "places/gazetteer.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace places {

struct Asset {
    std::string kind;       // "street-lamp": up to 30 small letters and hyphens; a service names the kind it concerns
    std::string reference;  // the council's own, as it stands on the thing: up to 30 letters, digits, and . - _
    Point point;
    std::string usrn = {};   // may be empty, or of a street that the gazetteer does not know
    std::string words = {};  // up to 200 characters: "outside 12 Albion Street"; may be empty
    /// "street-lamp/L1042": its name in a form, and in a location.
    std::string key() const { return kind + '/' + reference; }
    bool operator==(const Asset&) const = default;
};

/// True for what may be a kind: "street-lamp".
bool is_asset_kind(std::string_view kind);

/// What became of each, in their order, or would in a rehearsal, which writes nothing. A wrong one is refused, hides no other, and
/// says which part is wrong. Announces GazetteerLoaded if anything changed; what is not mentioned stays.
std::vector<imports::Verdict> load_assets(db::Tx& tx, std::span<const Asset> assets, bool rehearsal = false);

std::optional<Asset> find_asset(db::Tx& tx, std::string_view key);
bool has_assets(db::Tx& tx, std::string_view kind);

struct NearAsset {
    Asset asset;
    double metres = 0;
};
/// Of one kind, nearest first, at most `limit`: along the cells around the point, of each at most 200.
std::vector<NearAsset> assets_near(db::Tx& tx, std::string_view kind, const Point& point, double metres, std::size_t limit);

}  // namespace places
