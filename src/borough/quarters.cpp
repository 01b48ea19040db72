#include "borough/quarters.h"

#include "borough/courses.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <utility>

namespace borough {
namespace {

constexpr double quarter_size = 490;   // metres from one to the next
constexpr double one_corner = 40;      // corners nearer than this are one

/// The borough's edge on paper: round, a little longer from west to east.
Outline draw_edge(Draw& draw, double radius) {
    constexpr int corners = 26;
    Outline edge;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * (i + draw.between(-0.3, 0.3)) / corners;
        edge.push_back({radius * 1.15 * std::cos(angle), radius * 0.87 * std::sin(angle)});
    }
    return edge;
}

/// What lies nearer to one spot than to any other.
Outline around(const Outline& edge, const std::vector<Spot>& spots, std::size_t which) {
    auto outline = edge;
    for (std::size_t other = 0; other < spots.size(); ++other)
        if (other != which) outline = cut(outline, (spots[which] + spots[other]) * 0.5, left_of(direction(spots[which], spots[other])));
    return outline;
}

/// Spots that keep their distance from each other, denser towards the middle.
std::vector<Spot> draw_spots(Draw& draw, const Outline& edge, std::size_t count, double radius) {
    std::vector<Spot> spots;
    while (spots.size() < count) {
        const double angle = draw.between(0, 2 * std::numbers::pi), away = radius * 1.15 * std::pow(draw.between(0, 1), 0.62);
        const Spot spot{away * std::cos(angle), away * std::sin(angle)};
        if (inside(edge, spot)) spots.push_back(spot);
    }
    for (int times = 0; times < 3; ++times) {
        std::vector<Spot> moved;
        for (std::size_t i = 0; i < spots.size(); ++i) moved.push_back(middle_of(around(edge, spots, i)));
        spots = std::move(moved);
    }
    return spots;
}

class Corners {
public:
    explicit Corners(std::vector<Spot>& corners) : corners_(corners) {}
    std::size_t at(const Spot& spot) {
        for (std::size_t i = 0; i < corners_.size(); ++i)
            if (length(corners_[i] - spot) < one_corner) return i;
        corners_.push_back(spot);
        return corners_.size() - 1;
    }

private:
    std::vector<Spot>& corners_;
};

void draw_quarters(Draw& draw, Plan& plan, std::size_t count) {
    const double radius = quarter_size * std::sqrt(static_cast<double>(count) / std::numbers::pi);
    const auto edge = draw_edge(draw, radius);
    const auto spots = draw_spots(draw, edge, count, radius);
    Corners corners(plan.corners);
    for (std::size_t i = 0; i < spots.size(); ++i) {
        Quarter quarter{.middle = spots[i]};
        for (const auto& spot : around(edge, spots, i))
            if (const auto corner = corners.at(spot); quarter.corners.empty() || quarter.corners.back() != corner) quarter.corners.push_back(corner);
        if (quarter.corners.front() == quarter.corners.back()) quarter.corners.pop_back();
        quarter.out = std::min(length(spots[i]) / radius, 1.0);
        plan.quarters.push_back(std::move(quarter));
    }
}

void find_sides(Plan& plan) {
    std::map<std::pair<std::size_t, std::size_t>, Side> sides;
    for (std::size_t q = 0; q < plan.quarters.size(); ++q) {
        const auto& corners = plan.quarters[q].corners;
        for (std::size_t i = 0; i < corners.size(); ++i) {
            const auto from = corners[i], to = corners[(i + 1) % corners.size()];
            auto& side = sides[{std::min(from, to), std::max(from, to)}];
            side.from = std::min(from, to);
            side.to = std::max(from, to);
            (from < to ? side.left : side.right) = q;
        }
    }
    for (auto& [corners, side] : sides) {
        if (!side.left || !side.right) side.parting = Parting::edge;
        plan.sides.push_back(side);
    }
}

/// Where what lies: the middle is the town centre, beside railway and canal are the works, parks are here and there.
void give_uses(Draw& draw, Plan& plan) {
    std::vector<std::size_t> by_distance(plan.quarters.size());
    for (std::size_t i = 0; i < by_distance.size(); ++i) by_distance[i] = i;
    std::ranges::sort(by_distance, {}, [&](std::size_t i) { return plan.quarters[i].out; });
    const auto count = by_distance.size();
    for (std::size_t i = 0; i < std::max<std::size_t>(count / 40, 1); ++i) plan.quarters[by_distance[i]].use = Use::town_centre;
    const auto give = [&](Use use, std::size_t most, auto&& fits) {
        std::size_t given = 0;
        for (int tries = 0; tries < 4000 && given < most; ++tries) {
            auto& quarter = plan.quarters[draw.below(count)];
            if (quarter.use != Use::housing || !fits(quarter)) continue;
            quarter.use = use;
            ++given;
        }
    };
    const auto beside_works = [&](const Quarter& quarter) {
        return std::ranges::any_of(plan.sides, [&](const Side& side) {
            const bool ours = (side.left && &plan.quarters[*side.left] == &quarter) || (side.right && &plan.quarters[*side.right] == &quarter);
            return ours && (side.parting == Parting::railway || side.parting == Parting::canal);
        });
    };
    give(Use::works, count / 18, beside_works);
    give(Use::park, count / 14, [](const Quarter& quarter) { return quarter.out < 0.85; });
    give(Use::fields, count / 9, [](const Quarter& quarter) { return quarter.out > 0.8; });
}

double homes_of(const Plan& plan, const Quarter& quarter) { return area(plan.outline_of(quarter)) * homes(quarter.use, quarter.out); }

/// Wards grow from seeds far apart; the one with the fewest homes takes the next quarter beside it.
class Wards {
public:
    Wards(Plan& plan, std::size_t count) : plan_(plan), ward_of_(plan.quarters.size()), homes_(count), beside_(plan.quarters.size()) {
        for (const auto& side : plan.sides)
            if (side.left && side.right) {
                beside_[*side.left].push_back(*side.right);
                beside_[*side.right].push_back(*side.left);
            }
        for (std::size_t ward = 0; ward < count; ++ward) take(ward, seed(ward));
    }

    void grow() {
        for (std::size_t left = plan_.quarters.size() - homes_.size(); left > 0; --left) {
            std::vector<std::size_t> order(homes_.size());
            for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
            std::ranges::stable_sort(order, {}, [&](std::size_t ward) { return homes_[ward]; });
            for (const auto ward : order)
                if (const auto next = nearest_beside(ward)) {
                    take(ward, *next);
                    break;
                }
        }
        for (std::size_t i = 0; i < ward_of_.size(); ++i) plan_.quarters[i].ward = ward_of_[i].value_or(0);
    }

private:
    /// The first lies in the middle; each other as far as can be from those before.
    std::size_t seed(std::size_t ward) {
        const auto farness = [&](std::size_t q) {
            double nearest = ward == 0 ? -plan_.quarters[q].out : 1e12;
            for (const auto other : seeds_) nearest = std::min(nearest, length(plan_.quarters[q].middle - plan_.quarters[other].middle));
            return nearest;
        };
        std::size_t best = 0;
        for (std::size_t q = 0; q < plan_.quarters.size(); ++q)
            if (farness(q) > farness(best)) best = q;
        return best;
    }
    void take(std::size_t ward, std::size_t quarter) {
        if (seeds_.size() <= ward) seeds_.push_back(quarter);
        ward_of_[quarter] = ward;
        homes_[ward] += homes_of(plan_, plan_.quarters[quarter]);
    }
    std::optional<std::size_t> nearest_beside(std::size_t ward) const {
        std::optional<std::size_t> best;
        const auto away = [&](std::size_t q) { return length(plan_.quarters[q].middle - plan_.quarters[seeds_[ward]].middle); };
        for (std::size_t q = 0; q < ward_of_.size(); ++q)
            if (ward_of_[q] == ward)
                for (const auto next : beside_[q])
                    if (!ward_of_[next] && (!best || away(next) < away(*best))) best = next;
        return best;
    }

    Plan& plan_;
    std::vector<std::optional<std::size_t>> ward_of_;
    std::vector<double> homes_;
    std::vector<std::vector<std::size_t>> beside_;
    std::vector<std::size_t> seeds_;
};

/// Wards in the middle are the town; the others, by the quarter of the sky they lie in, belong to what were villages once.
void give_towns(Plan& plan, std::size_t wards) {
    plan.town_of_ward.assign(wards, 0);
    for (std::size_t ward = 0; ward < wards; ++ward) {
        Spot sum;
        double out = 0, count = 0;
        for (const auto& quarter : plan.quarters) {
            if (quarter.ward != ward) continue;
            sum = sum + quarter.middle;
            out += quarter.out;
            ++count;
        }
        if (out / count < 0.6) continue;
        plan.town_of_ward[ward] = 1 + (sum.east > 0 ? 1 : 0) + (sum.north > 0 ? 2 : 0);
    }
}

}  // namespace

double half_width(Parting parting) {
    switch (parting) {
        case Parting::river: return 34;
        case Parting::railway: return 24;
        case Parting::canal: return 22;
        default: return 0;
    }
}

double homes(Use use, double out) {
    switch (use) {
        case Use::housing: return 1.5 - out;
        case Use::town_centre: return 1.4;
        default: return 0.1;
    }
}

Outline Plan::outline_of(const Quarter& quarter) const {
    Outline outline;
    for (const auto corner : quarter.corners) outline.push_back(corners[corner]);
    return outline;
}

Path Plan::path_of(const Course& course) const {
    Path path;
    for (const auto corner : course.corners) path.push_back(corners[corner]);
    return path;
}

std::size_t Plan::side_between(std::size_t one, std::size_t other) const {
    const auto found = std::ranges::lower_bound(sides, std::pair(std::min(one, other), std::max(one, other)), {},
                                                [](const Side& side) { return std::pair(side.from, side.to); });
    return static_cast<std::size_t>(found - sides.begin());
}

std::vector<std::vector<std::size_t>> Plan::rings_of(std::size_t ward) const {
    std::multimap<std::size_t, std::size_t> steps;  // along its edge, anticlockwise
    for (const auto& side : sides) {
        const bool left_in = side.left && quarters[*side.left].ward == ward, right_in = side.right && quarters[*side.right].ward == ward;
        if (left_in && !right_in) steps.emplace(side.from, side.to);
        if (right_in && !left_in) steps.emplace(side.to, side.from);
    }
    std::vector<std::vector<std::size_t>> rings;
    while (!steps.empty()) {
        std::vector<std::size_t> ring{steps.begin()->first};
        for (auto step = steps.begin(); step != steps.end(); step = steps.find(ring.back())) {
            const auto next = step->second;
            steps.erase(step);
            if (next == ring.front()) break;
            ring.push_back(next);
        }
        rings.push_back(std::move(ring));
    }
    return rings;
}

std::optional<std::size_t> Plan::quarter_at(const Spot& spot) const {
    for (std::size_t q = 0; q < quarters.size(); ++q)
        if (inside(outline_of(quarters[q]), spot)) return q;
    return std::nullopt;
}

Plan draw_plan(Draw& draw, std::size_t quarters, std::size_t wards) {
    Plan plan;
    draw_quarters(draw, plan, quarters);
    find_sides(plan);
    draw_courses(draw, plan);
    give_uses(draw, plan);
    Wards(plan, wards).grow();
    give_towns(plan, wards);
    return plan;
}

}  // namespace borough
