#pragma once
// Under which version of a service something is asked: while a new one is tried out in some wards or by some teams, there are two.

#include "access/access.h"
#include "catalogue/stages.h"
#include "places/places.h"

namespace contact {

/// The version that holds for this place, as far as it is known, and for whoever takes it down. Every channel asks here, each time anew: who changes
/// the place is asked what holds there. Refuses (not_found) what is not offered.
inline Result<catalogue::DefinitionPtr> service_for(db::Tx& tx, const access::Actor& who, std::string_view code, const places::Location& said) {
    if (catalogue::pilot_of(tx, code) == 0) return catalogue::find_live(tx, code);
    const auto place = places::check(tx, said);
    return catalogue::find_offered(tx, code, who, place ? place->ward : std::string());
}

}  // namespace contact
