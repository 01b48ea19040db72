#pragma once
// The borough's quarters: some hundred pieces of ground that lie side by side without gaps. What parts two of them is a main road,
// a river, a railway or a canal; some of them together are a ward.

#include "borough/ground.h"

#include <cstddef>
#include <vector>

namespace borough {

enum class Use : unsigned char { housing, town_centre, park, works, fields };
enum class Parting : unsigned char { road, river, railway, canal, edge };  // edge: of the borough

struct Quarter {
    std::vector<std::size_t> corners;  // anticlockwise, among those of the plan
    Use use = Use::housing;
    double out = 0;                    // 0: the middle of the borough, 1: its edge
    std::size_t ward = 0;
    Spot middle;
};
struct Side {
    std::size_t from = 0, to = 0;      // corners; from < to
    std::optional<std::size_t> left, right;  // quarters
    Parting parting = Parting::road;
};
/// A river, railway or canal, from corner to corner.
struct Course {
    Parting sort = Parting::river;
    std::vector<std::size_t> corners;
};

struct Plan {
    std::vector<Spot> corners;
    std::vector<Quarter> quarters;
    std::vector<Side> sides;
    std::vector<Course> courses;
    std::vector<std::size_t> town_of_ward;  // 0: the town itself; 1 to 4: what has grown together with it

    Outline outline_of(const Quarter& quarter) const;
    Path path_of(const Course& course) const;
    std::size_t wards() const { return town_of_ward.size(); }
    /// Its number among `sides`.
    std::size_t side_between(std::size_t one, std::size_t other) const;
    /// The outer lines of a ward, each closed, anticlockwise around what belongs to it.
    std::vector<std::vector<std::size_t>> rings_of(std::size_t ward) const;
    /// Which quarter a spot lies in.
    std::optional<std::size_t> quarter_at(const Spot& spot) const;
};

/// About `quarters` of them, in `wards` wards of like many homes.
Plan draw_plan(Draw& draw, std::size_t quarters, std::size_t wards);

/// How far roads keep from the middle of it.
double half_width(Parting parting);
/// How many homes a square metre has there, against others.
double homes(Use use, double out);

}  // namespace borough
