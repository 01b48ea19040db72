#pragma once
// The cells of a grid over the globe, under which rows that lie somewhere are kept: what is near a point is found along an index,
// whatever database it is. Pure.
//
// A cell is a four-hundredth of a degree from south to north (278 m) and a two-hundredth from west to east (at most 557 m; 278 m
// at 60 degrees). Around a radius of 250 m lie at most nine.

#include "places/gazetteer.h"

#include <cstdint>
#include <vector>

namespace places {

/// Its number: row by row from the south-west.
std::int64_t cell_of(const Point& point);
/// The cells that a circle touches; of a circle so large or so near a pole that it touches more than `most_cells`, some around its
/// middle.
inline constexpr std::size_t most_cells = 100;
std::vector<std::int64_t> cells_around(const Point& middle, double metres);
/// How large the cell around a point is.
double cell_km2(const Point& point);
/// Over distances of a few kilometres.
double metres_between(const Point& one, const Point& other);

}  // namespace places
