#pragma once
// What stands in and lies between the streets: their lines on the map, lamps, gullies, bins and trees with their numbers, water, railway,
// parks and woods, and the houses that everybody knows.

#include "borough/homes.h"
#include "places/sketch.h"

namespace borough {

/// A house that residents name: "outside the library".
struct Landmark {
    std::string name;
    std::size_t address = 0;  // among those of the homes, which bears its name
};

/// Lines of all streets, and what stands along them.
void furnish_streets(Draw& draw, const Ground& ground, const std::vector<Road>& roads, const Homes& homes, places::Sketch& sketch);
/// Water, railway, parks, woods, and the borough's edge.
void draw_land(const Plan& plan, const Ground& ground, places::Sketch& sketch);
/// Puts public buildings into houses of their wards, which bear their names from then on.
std::vector<Landmark> place_landmarks(Draw& draw, const Plan& plan, const Ground& ground, const std::vector<Road>& roads,
                                      const std::vector<places::Ward>& wards, Homes& homes, places::Sketch& sketch);

}  // namespace borough
