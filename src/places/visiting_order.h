#pragma once
// In which order to call at some places, so that the way is short. Pure.

#include "places/gazetteer.h"

#include <cstddef>
#include <span>
#include <vector>

namespace places {

/// The way from `start` to all of them, without coming back: always to the nearest next, and then shortened by turning parts of it around
/// as long as that helps (2-opt).
///
/// Promises
///  1. Each stands in it once, by its number; the same places give the same order.
///  2. It is never longer than always going to the nearest.
///  3. A crow's way, not a street's: rivers and one-way streets are the driver's to know. A few hundred places take milliseconds.
std::vector<std::size_t> visiting_order(const Point& start, std::span<const Point> points);

/// Metres as the crow flies from the start along the points in that order.
double metres_along(const Point& start, std::span<const Point> points, std::span<const std::size_t> order);

}  // namespace places
