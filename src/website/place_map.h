#pragma once
// Where something is, as a small map.

#include "html/html.h"
#include "places/places.h"

namespace website {

/// With one pin; empty where the place is no point, or the council has no map.
html::Html place_map(db::Tx& tx, const places::Location& place, base::Language language = base::Language::english);

}  // namespace website
