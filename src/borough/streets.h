#pragma once
// The borough's streets on paper: main roads along the sides of quarters, and within each quarter streets that part it into blocks.

#include "borough/names.h"
#include "borough/quarters.h"

#include <array>
#include <string>
#include <vector>

namespace borough {

struct Road {
    std::string name, town;
    Way way = Way::street;
    Path line;                     // on paper
    std::array<bool, 2> built{};   // to its left, to its right
    double door = 8;               // metres from one door to the next
    double out = 0;                // as of quarters
    std::size_t ward = 0;          // through which most of it runs
    bool in_one_ward = true;
};

/// Main roads first.
std::vector<Road> draw_roads(Draw& draw, const Plan& plan, Names& names);

std::string_view town_of(const Plan& plan, std::size_t ward);

}  // namespace borough
