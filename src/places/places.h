#pragma once
// Where something is. For now a place in words, with a point or a UPRN where one was given; streets, addresses and
// wards come to stand behind the same door.

#include "base/result.h"
#include "db/db.h"

#include <map>
#include <optional>
#include <span>
#include <string>

namespace places {

struct LocationTag;
using LocationId = Id<LocationTag>;

struct Point {
    double latitude = 0, longitude = 0;  // WGS84 degrees
};

struct Location {
    std::string text;            // as the resident said it, one tidy line of at most 300 characters
    std::optional<Point> point;
    std::string uprn;            // 1 to 12 digits
    bool empty() const { return text.empty() && !point && uprn.empty(); }
};

/// Refuses a point off the globe and a UPRN that is none; tidies the text.
Result<Location> check(Location location);
/// Keeps a checked location; nothing given: no location (id 0).
LocationId record(db::Tx& tx, const Location& location);
std::map<LocationId, Location> find_many(db::Tx& tx, std::span<const LocationId> locations);

}  // namespace places
