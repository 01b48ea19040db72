#pragma once
// Wards with their boundaries, and postcodes with the point and ward that the national list gives them: loading and asking.

#include "db/db.h"
#include "imports/run.h"
#include "places/ward_map.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace places {

/// The map as its rows say at this moment: one small read. Maps are made once and shared by their content.
WardMap ward_map(db::Tx& tx);
/// The code of the ward in which a point lies; empty: none, or no boundaries are loaded.
std::string ward_at(db::Tx& tx, const Point& point);

/// What became of each, in their order, or would in a rehearsal, which writes nothing. Checked already (read_boundaries). Announces
/// GazetteerLoaded if anything changed; what is not mentioned stays.
std::vector<imports::Fate> load_boundaries(db::Tx& tx, std::span<const Boundary> boundaries, bool rehearsal = false);

/// A ward of a GeoJSON file (RFC 7946), or why it cannot be used.
struct Feature {
    std::int64_t number = 0;  // 1 is the first of the file
    std::optional<Boundary> boundary;
    imports::Remark trouble = {};
};
/// Reads a FeatureCollection of polygons and multipolygons in WGS84, each with a code and a name: as the national statistics
/// office names them ("WD13CD" and "WD13NM", of any year), or "code" and "name". Refuses a file of another shape or coordinate system.
Result<std::vector<Feature>> read_boundaries(std::string_view geojson);

struct Postcode {
    std::string code;            // "M17 1BF"
    std::optional<Point> point;
    std::string ward;            // as the list names it; may be of other boundaries than those that are loaded
    int quality = 0;             // of the point, by Code-Point Open: 10 is best, 90 has none
    bool operator==(const Postcode&) const = default;
};
/// The same as load_boundaries; `code` is in the form of tidy_postcode.
std::vector<imports::Fate> load_postcodes(db::Tx& tx, std::span<const Postcode> postcodes, bool rehearsal = false);
/// By any spelling of a whole postcode.
std::optional<Postcode> find_postcode(db::Tx& tx, std::string_view typed);

}  // namespace places
