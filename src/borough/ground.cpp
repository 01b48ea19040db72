#include "borough/ground.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace borough {
namespace {

constexpr places::Point middle{54.1, -2.98};  // on the sands of a bay, where nobody lives
constexpr double metres_per_degree = 111'195;

/// To about ten centimetres: enough for a house, and short in a file.
double tidy(double degrees) { return std::round(degrees * 1e6) / 1e6; }

/// Where the line through `on` crosses the one from `a` to `b`, as a part of the way from `a`.
double part_of_way(const Spot& a, const Spot& b, const Spot& on, const Spot& along) {
    const double from = cross(along, a - on), to = cross(along, b - on);
    return from / (from - to);
}

}  // namespace

double length(const Spot& vector) { return std::hypot(vector.east, vector.north); }
double length(const Path& path) {
    double sum = 0;
    for (std::size_t i = 1; i < path.size(); ++i) sum += length(path[i] - path[i - 1]);
    return sum;
}
Spot direction(const Spot& from, const Spot& to) {
    const auto way = to - from;
    const double metres = length(way);
    return metres > 0 ? way * (1 / metres) : Spot{1, 0};
}
Spot left_of(const Spot& direction) { return {-direction.north, direction.east}; }
double cross(const Spot& along, const Spot& to) { return along.east * to.north - along.north * to.east; }

double area(const Outline& outline) {
    double twice = 0;
    for (std::size_t i = 0; i < outline.size(); ++i) twice += cross(outline[i], outline[(i + 1) % outline.size()]);
    return twice / 2;
}
Spot middle_of(const Outline& outline) {
    Spot sum;
    double twice = 0;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const auto &one = outline[i], &next = outline[(i + 1) % outline.size()];
        const double part = cross(one, next);
        sum = sum + (one + next) * part;
        twice += part;
    }
    return twice == 0 ? Spot{} : sum * (1 / (3 * twice));
}
bool inside(const Outline& outline, const Spot& spot) {
    bool in = false;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const auto &a = outline[i], &b = outline[(i + 1) % outline.size()];
        if ((a.north > spot.north) == (b.north > spot.north)) continue;
        if (spot.east < a.east + (b.east - a.east) * (spot.north - a.north) / (b.north - a.north)) in = !in;
    }
    return in;
}

Outline cut(const Outline& outline, const Spot& on, const Spot& along) {
    Outline left;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const auto &one = outline[i], &next = outline[(i + 1) % outline.size()];
        const bool one_in = cross(along, one - on) >= 0, next_in = cross(along, next - on) >= 0;
        if (one_in) left.push_back(one);
        if (one_in != next_in) left.push_back(one + (next - one) * part_of_way(one, next, on, along));
    }
    return left;
}

std::optional<std::array<Spot, 2>> chord(const Outline& outline, const Spot& on, const Spot& along) {
    double first = std::numeric_limits<double>::max(), last = std::numeric_limits<double>::lowest();
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const auto &one = outline[i], &next = outline[(i + 1) % outline.size()];
        if ((cross(along, one - on) >= 0) == (cross(along, next - on) >= 0)) continue;
        const auto met = one + (next - one) * part_of_way(one, next, on, along) - on;
        const double metres = met.east * along.east + met.north * along.north;
        first = std::min(first, metres);
        last = std::max(last, metres);
    }
    if (first >= last) return std::nullopt;
    return std::array{on + along * first, on + along * last};
}

Path beside(const Path& path, double metres) {
    Path line;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const auto before = i > 0 ? direction(path[i - 1], path[i]) : direction(path[i], path[i + 1]);
        const auto after = i + 1 < path.size() ? direction(path[i], path[i + 1]) : before;
        const auto aside = left_of(direction({}, before + after));
        const double lean = std::max(cross(before, aside), 0.4);  // a sharp corner is not drawn out into a spike
        line.push_back(path[i] + aside * (metres / lean));
    }
    return line;
}

Stand along(const Path& path, double metres) {
    for (std::size_t i = 1; i < path.size(); ++i) {
        const double leg = length(path[i] - path[i - 1]);
        const auto way = direction(path[i - 1], path[i]);
        if (metres <= leg || i + 1 == path.size()) return {path[i - 1] + way * std::min(metres, leg), way};
        metres -= leg;
    }
    return {path.empty() ? Spot{} : path.front(), {1, 0}};
}

Ground::Ground(Draw& draw) {
    for (auto& phase : phase_) phase = draw.between(0, 2 * std::numbers::pi);
}

Spot Ground::bend(const Spot& spot) const {
    const auto [east, north] = spot;
    return {east + 110 * std::sin(north / 640 + phase_[0]) + 38 * std::sin((east + north) / 330 + phase_[1]),
            north + 110 * std::sin(east / 590 + phase_[2]) + 38 * std::sin((east - north) / 350 + phase_[3])};
}

places::Point Ground::at(const Spot& spot) const {
    const auto bent = bend(spot);
    const double width = metres_per_degree * std::cos(middle.latitude * std::numbers::pi / 180);
    return {tidy(middle.latitude + bent.north / metres_per_degree), tidy(middle.longitude + bent.east / width)};
}

std::vector<places::Point> Ground::at(const Path& path, double step) const {
    std::vector<places::Point> points;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const auto pieces = static_cast<int>(std::ceil(length(path[i + 1] - path[i]) / step));
        for (int piece = 0; piece < pieces; ++piece) points.push_back(at(path[i] + (path[i + 1] - path[i]) * (1.0 * piece / pieces)));
    }
    if (!path.empty()) points.push_back(at(path.back()));
    return points;
}

}  // namespace borough
