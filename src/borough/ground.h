#pragma once
// The paper on which the borough is drawn, in metres east and north of its middle, and how that paper lies on the globe. What is
// straight on paper runs in gentle curves on the ground, and what meets on paper meets there too.

#include "borough/draw.h"
#include "places/gazetteer.h"

#include <array>
#include <optional>
#include <vector>

namespace borough {

struct Spot {
    double east = 0, north = 0;
    bool operator==(const Spot&) const = default;
    Spot operator+(const Spot& other) const { return {east + other.east, north + other.north}; }
    Spot operator-(const Spot& other) const { return {east - other.east, north - other.north}; }
    Spot operator*(double times) const { return {east * times, north * times}; }
};
using Path = std::vector<Spot>;     // a line
using Outline = std::vector<Spot>;  // closed, anticlockwise, its first corner not said again

double length(const Spot& vector);
double length(const Path& path);
/// Of length 1; of nothing: towards the east.
Spot direction(const Spot& from, const Spot& to);
/// A quarter turn to the left.
Spot left_of(const Spot& direction);
/// More than nothing where `to` lies to the left of `along`.
double cross(const Spot& along, const Spot& to);
double area(const Outline& outline);
Spot middle_of(const Outline& outline);
bool inside(const Outline& outline, const Spot& spot);
/// What lies to the left of the line through `on`.
Outline cut(const Outline& outline, const Spot& on, const Spot& along);
/// Where the line through `on` runs through the outline: the outermost points; nothing if it passes it by.
std::optional<std::array<Spot, 2>> chord(const Outline& outline, const Spot& on, const Spot& along);
/// A line beside the path, so many metres to its left.
Path beside(const Path& path, double metres);

/// The spot so many metres along a path, and which way it leads there. Behind the end: the end.
struct Stand {
    Spot spot, along;
};
Stand along(const Path& path, double metres);

class Ground {
public:
    /// Bends as the draw has it.
    explicit Ground(Draw& draw);
    places::Point at(const Spot& spot) const;
    /// With points between, so that it bends as the ground does: one at least every `step` metres.
    std::vector<places::Point> at(const Path& path, double step = 50) const;

private:
    Spot bend(const Spot& spot) const;
    std::array<double, 4> phase_;
};

}  // namespace borough
