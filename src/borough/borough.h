#pragma once
// The door of borough: an invented borough, drawn from a seed. Pure: it reads and writes nothing; what it draws is loaded by the
// verbs that a council's own files go through.
//
// Promises
//  1. The same for the same wishes and seed.
//  2. Wards lie side by side without gaps, and every address lies in the ward that its row names.
//  3. Every street has a line, along which its addresses stand; no two in one town have the same name.
//  4. What is collected on one day by one crew lies together.
//  5. Nobody's: numbers from the end of their ranges, postcodes that the post does not know, and the sands of a bay for ground.

#include "borough/draw.h"
#include "borough/furniture.h"
#include "places/boundaries.h"
#include "places/gazetteer.h"
#include "places/sketch.h"

#include <cstdint>
#include <string>
#include <vector>

namespace borough {

struct Wanted {
    std::uint64_t seed = 1;
    std::size_t addresses = 60'000, wards = 20;
};

/// On which lorry's way a street lies.
struct Beat {
    std::size_t crew = 0, day = 0;  // day: 0 is Monday, 4 Friday
};

struct Borough {
    std::vector<places::Boundary> wards;
    places::Gazetteer gazetteer;
    std::vector<places::Postcode> postcodes;
    places::Sketch map;                // lines of all streets, land, water, buildings, and the assets
    std::vector<Landmark> landmarks;
    std::vector<Beat> beats;           // by street
};

Borough draw(const Wanted& wanted);

}  // namespace borough
