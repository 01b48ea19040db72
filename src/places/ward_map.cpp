#include "places/ward_map.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace places {
namespace {

constexpr double metres_of_degree = 40'008'000.0 / 360;

/// Calls `each` with the two ends of every side.
template <class Each>
void for_each_side(const std::vector<Ring>& rings, Each each) {
    for (const auto& ring : rings)
        for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) each(ring[before], ring[i]);
}

/// Counts the sides that a line to the east crosses. Each side holds its lower end and not its upper one, so that a corner is
/// crossed once; the ends are taken in one order whichever way a ring runs, so that neighbours agree on their common line.
bool lies_within(const std::vector<Ring>& rings, const Point& p) {
    bool within = false;
    for_each_side(rings, [&](const Point& one, const Point& other) {
        if ((one.latitude > p.latitude) == (other.latitude > p.latitude)) return;
        const auto& low = one.latitude < other.latitude ? one : other;
        const auto& high = one.latitude < other.latitude ? other : one;
        const double crossing = low.longitude + (high.longitude - low.longitude) * ((p.latitude - low.latitude) / (high.latitude - low.latitude));
        within ^= p.longitude < crossing;
    });
    return within;
}

}  // namespace

struct WardMap::Kept {
    struct Area {
        Boundary boundary;
        Box box;
    };
    std::vector<Area> areas;  // by code

    const Boundary* find(std::string_view ward) const {
        const auto code = [](const Area& area) -> std::string_view { return area.boundary.ward.code; };
        const auto found = std::ranges::lower_bound(areas, ward, {}, code);
        return found == areas.end() || code(*found) != ward ? nullptr : &found->boundary;
    }
};

WardMap::WardMap() : WardMap(std::vector<Boundary>{}) {}

WardMap::WardMap(std::vector<Boundary> boundaries) {
    auto kept = std::make_shared<Kept>();
    for (auto& boundary : boundaries) {
        std::erase_if(boundary.rings, [](const Ring& ring) { return ring.empty(); });
        Box box;
        for (const auto& ring : boundary.rings) box.hold(ring);
        kept->areas.push_back({std::move(boundary), box});
    }
    std::ranges::sort(kept->areas, {}, [](const Kept::Area& area) -> const std::string& { return area.boundary.ward.code; });
    kept_ = std::move(kept);
}

bool WardMap::empty() const { return kept_->areas.empty(); }

std::string WardMap::at(const Point& point) const {
    for (const auto& [boundary, box] : kept_->areas)
        if (box.holds(point) && lies_within(boundary.rings, point)) return boundary.ward.code;
    return {};
}

Box WardMap::box_of(std::string_view ward) const {
    Box box;
    if (const auto* boundary = kept_->find(ward))
        for (const auto& ring : boundary->rings) box.hold(ring);
    return box;
}

bool WardMap::knows(std::string_view ward) const { return kept_->find(ward) != nullptr; }

double WardMap::metres_to_edge(std::string_view ward, const Point& point) const {
    const auto* boundary = kept_->find(ward);
    double nearest = std::numeric_limits<double>::infinity();
    if (boundary == nullptr) return nearest;
    const double shrunk = metres_of_degree * std::cos(point.latitude * std::numbers::pi / 180);
    for_each_side(boundary->rings, [&](const Point& one, const Point& other) {
        const double x = (one.longitude - point.longitude) * shrunk, y = (one.latitude - point.latitude) * metres_of_degree;
        const double dx = (other.longitude - one.longitude) * shrunk, dy = (other.latitude - one.latitude) * metres_of_degree;
        const double length2 = dx * dx + dy * dy;
        const double along = length2 == 0 ? 0 : std::clamp(-(x * dx + y * dy) / length2, 0.0, 1.0);
        nearest = std::min(nearest, std::hypot(x + along * dx, y + along * dy));
    });
    return nearest;
}

}  // namespace places
