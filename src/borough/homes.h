#pragma once
// Homes along the streets: numbers, flats, postcodes, and where each stands.

#include "borough/streets.h"
#include "places/boundaries.h"

#include <cstdint>
#include <vector>

namespace borough {

struct Homes {
    std::vector<places::Street> streets;      // in the order of the roads
    std::vector<places::Address> addresses;   // `count` of them, street by street
    std::vector<Spot> spots;                  // where each stands on paper
    std::vector<std::size_t> road_of;         // which street each is in
    std::vector<places::Postcode> postcodes;
};

/// Codes of wards, in their order.
std::vector<places::Ward> name_wards(const Plan& plan);

/// Just so many: houses first, and flats in blocks until there are enough.
Homes draw_homes(Draw& draw, const Plan& plan, const Ground& ground, const std::vector<Road>& roads, Names& names,
                 const std::vector<places::Ward>& wards, std::size_t count);

}  // namespace borough
