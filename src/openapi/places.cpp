// A place as the API says it.

#include "openapi/handlers.h"

namespace openapi {

Object place_object(const places::Location& place) {
    Object out;
    if (!place.text.empty()) out.text("text", place.text);
    if (!place.uprn.empty()) out.text("uprn", place.uprn);
    if (!place.ward.empty()) out.text("ward", place.ward);
    if (place.point) out.decimal("latitude", place.point->latitude).decimal("longitude", place.point->longitude);
    return out;
}

places::Location place_of(db::Tx& tx, places::LocationId id) {
    if (!id) return {};
    const auto found = places::find_many(tx, {&id, 1});
    return found.empty() ? places::Location{} : found.begin()->second;
}

}  // namespace openapi
