#pragma once
// The door of borough: an invented borough, drawn from a seed. Pure: it reads and writes nothing; what it draws is loaded by the
// verbs that a council's own files go through.
//
// Promises
//  1. The same for the same wishes and seed.
//  2. Wards lie side by side without gaps, and every address lies in the ward that its row names.
//  3. Every street has a line, along which its addresses stand; no two in one town have the same name.
//  4. Nobody's: numbers from the end of their ranges, postcodes that the post does not know, and the sands of a bay for ground.

#include "borough/draw.h"
#include "places/boundaries.h"
#include "places/gazetteer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace borough {

struct Wanted {
    std::uint64_t seed = 1;
    std::size_t addresses = 60'000, wards = 20;
};

struct Borough {
    std::vector<places::Boundary> wards;
    places::Gazetteer gazetteer;
    std::vector<places::Postcode> postcodes;
};

Borough draw(const Wanted& wanted);

}  // namespace borough
