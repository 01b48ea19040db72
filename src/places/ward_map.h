#pragma once
// The boundaries of wards: in which one a point lies, and how far a point is from the edge of one. Pure; the rows behind it are
// in boundaries.cpp.

#include "places/gazetteer.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace places {

using Ring = std::vector<Point>;  // a closed line; its last point may be the first again

/// An upright rectangle around some points; at first around none.
struct Box {
    double south = 90, west = 180, north = -90, east = -180;
    void hold(const Point& p) {
        south = std::min(south, p.latitude);
        north = std::max(north, p.latitude);
        west = std::min(west, p.longitude);
        east = std::max(east, p.longitude);
    }
    void hold(const Ring& ring) {
        for (const auto& point : ring) hold(point);
    }
    bool holds(const Point& p) const { return p.latitude >= south && p.latitude <= north && p.longitude >= west && p.longitude <= east; }
    bool meets(const Box& other) const { return south <= other.north && other.south <= north && west <= other.east && other.west <= east; }
    bool empty() const { return south > north; }
    Point middle() const { return {(south + north) / 2, (west + east) / 2}; }
};

/// The ward's ground: what lies within an odd number of its rings. So holes, and parts that lie apart, are rings like others.
struct Boundary {
    Ward ward;
    std::vector<Ring> rings;
};

/// A value that is cheap to copy.
class WardMap {
public:
    WardMap();
    explicit WardMap(std::vector<Boundary> boundaries);

    bool empty() const;
    /// Around all of a ward that the map knows; empty for another.
    Box box_of(std::string_view ward) const;
    /// The code of the ward; empty where the point lies in none. Where two have the same line as their edge, a point on it
    /// belongs to one of them.
    std::string at(const Point& point) const;
    bool knows(std::string_view ward) const;
    /// Metres from a point to the edge of a ward that the map knows, along the ground.
    double metres_to_edge(std::string_view ward, const Point& point) const;

private:
    struct Kept;
    std::shared_ptr<const Kept> kept_;
};

}  // namespace places
