#include "borough/courses.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <queue>
#include <set>

namespace borough {
namespace {

class Surveyor {
public:
    explicit Surveyor(Plan& plan) : plan_(plan), beside_(plan.corners.size()), at_edge_(plan.corners.size(), false) {
        for (std::size_t i = 0; i < plan.sides.size(); ++i) {
            const auto& side = plan.sides[i];
            beside_[side.from].push_back(i);
            beside_[side.to].push_back(i);
            if (side.parting == Parting::edge) at_edge_[side.from] = at_edge_[side.to] = true;
        }
    }

    /// The corner at the borough's edge, or within it, that lies nearest.
    std::size_t nearest(const Spot& spot, bool at_edge) const {
        std::size_t best = 0;
        double least = std::numeric_limits<double>::max();
        for (std::size_t i = 0; i < plan_.corners.size(); ++i)
            if (const double metres = length(plan_.corners[i] - spot); at_edge_[i] == at_edge && leads_on(i) && metres < least) {
                best = i;
                least = metres;
            }
        return best;
    }

    void lay(Parting sort, std::initializer_list<std::size_t> stations) {
        Course course{sort, {}};
        for (auto station = stations.begin(); std::next(station) != stations.end(); ++station) {
            const auto leg = way(*station, *std::next(station), course.corners);
            if (leg.empty()) return;
            course.corners.insert(course.corners.end(), leg.begin() + (course.corners.empty() ? 0 : 1), leg.end());
        }
        for (std::size_t i = 1; i < course.corners.size(); ++i) plan_.sides[plan_.side_between(course.corners[i - 1], course.corners[i])].parting = sort;
        plan_.courses.push_back(std::move(course));
    }

private:
    bool leads_on(std::size_t corner) const {
        return std::ranges::any_of(beside_[corner], [&](std::size_t i) { return plan_.sides[i].parting == Parting::road; });
    }

    /// The shortest way along sides that nothing has taken, keeping within the borough and off what it has passed; empty: none.
    std::vector<std::size_t> way(std::size_t from, std::size_t to, const std::vector<std::size_t>& passed) const {
        std::vector<double> metres(plan_.corners.size(), std::numeric_limits<double>::max());
        std::vector<std::size_t> before(plan_.corners.size(), from);
        std::priority_queue<std::pair<double, std::size_t>, std::vector<std::pair<double, std::size_t>>, std::greater<>> next;
        metres[from] = 0;
        next.emplace(0, from);
        while (!next.empty()) {
            const auto [away, corner] = next.top();
            next.pop();
            if (corner == to) break;
            if (away > metres[corner]) continue;
            for (const auto i : beside_[corner]) {
                const auto& side = plan_.sides[i];
                const auto other = side.from == corner ? side.to : side.from;
                const bool closed = side.parting != Parting::road || (at_edge_[other] && other != to) || std::ranges::find(passed, other) != passed.end();
                const double there = away + length(plan_.corners[corner] - plan_.corners[other]);
                if (closed || there >= metres[other]) continue;
                metres[other] = there;
                before[other] = corner;
                next.emplace(there, other);
            }
        }
        if (metres[to] == std::numeric_limits<double>::max()) return {};
        std::vector<std::size_t> corners{to};
        while (corners.back() != from) corners.push_back(before[corners.back()]);
        std::ranges::reverse(corners);
        return corners;
    }

    Plan& plan_;
    std::vector<std::vector<std::size_t>> beside_;
    std::vector<bool> at_edge_;
};

}  // namespace

void draw_courses(Draw& draw, Plan& plan) {
    double radius = 0;
    for (const auto& corner : plan.corners) radius = std::max(radius, length(corner));
    const double turn = draw.between(0, 2 * std::numbers::pi);
    const auto towards = [&](double angle, double part) { return Spot{std::cos(turn + angle), std::sin(turn + angle)} * (radius * part); };
    Surveyor surveyor(plan);
    surveyor.lay(Parting::river, {surveyor.nearest(towards(0.2, 1), true), surveyor.nearest(towards(1.2, 0.14), false),
                                  surveyor.nearest(towards(std::numbers::pi, 1), true)});
    surveyor.lay(Parting::railway, {surveyor.nearest(towards(3.5, 1), true), surveyor.nearest(towards(4.7, 0.17), false),
                                    surveyor.nearest(towards(6.0, 1), true)});
    surveyor.lay(Parting::canal, {surveyor.nearest(towards(1.4, 0.3), false), surveyor.nearest(towards(1.8, 1), true)});
}

}  // namespace borough
