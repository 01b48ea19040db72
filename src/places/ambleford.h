#pragma once
// The invented borough's gazetteer, drawn from a seed: for demonstrations, journeys and measurements.
//
// Ambleford lies on the sands of a bay where nobody lives, has a postcode area that the post does not know (GH1 to GH9), and
// numbers for streets and properties from the end of their range. It has 8 wards, 120 streets, and some 4,000 addresses:
// odd numbers on one side and even ones on the other, closes numbered through, flats, and lanes of houses with names.

#include "places/gazetteer.h"

#include <cstdint>

namespace places {

/// The same for the same seed. `streets_per_ward` more than 15 makes a bigger town for measuring (1,000 wards' worth of names
/// are not needed: names repeat with the words for where they lie).
Gazetteer ambleford(std::uint64_t seed = 1, int streets_per_ward = 15);

}  // namespace places
