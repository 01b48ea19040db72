#include "borough/borough.h"

#include "borough/furniture.h"
#include "borough/homes.h"

#include <algorithm>

namespace borough {
namespace {

constexpr std::size_t homes_in_a_quarter = 620;

/// The same line between two corners, whichever of the two wards asks.
places::Ring ring_of(const Plan& plan, const Ground& ground, const std::vector<std::size_t>& corners) {
    places::Ring ring;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const auto one = corners[i], next = corners[(i + 1) % corners.size()];
        auto line = ground.at({plan.corners[std::min(one, next)], plan.corners[std::max(one, next)]});
        if (one > next) std::ranges::reverse(line);
        ring.insert(ring.end(), line.begin(), line.end() - 1);
    }
    ring.push_back(ring.front());
    return ring;
}

/// Four crews, each with a side of the borough; day by day they go through its wards.
std::vector<Beat> beats_of(const Plan& plan, const std::vector<Road>& roads) {
    std::vector<std::size_t> quarters(plan.quarters.size());
    for (std::size_t i = 0; i < quarters.size(); ++i) quarters[i] = i;
    std::ranges::stable_sort(quarters, {}, [&](std::size_t i) { return plan.quarters[i].ward; });
    std::vector<Beat> of_quarter(quarters.size());
    for (std::size_t i = 0; i < quarters.size(); ++i) {
        const auto part = i * 20 / quarters.size();  // four crews on five days
        of_quarter[quarters[i]] = {part / 5, part % 5};
    }
    std::vector<Beat> beats;
    for (const auto& road : roads) {
        const auto middle = along(road.line, length(road.line) / 2).spot;
        const auto nearest = std::ranges::min_element(plan.quarters, {}, [&](const Quarter& quarter) { return length(quarter.middle - middle); });
        beats.push_back(of_quarter[static_cast<std::size_t>(nearest - plan.quarters.begin())]);
    }
    return beats;
}

}  // namespace

Borough draw(const Wanted& wanted) {
    Draw draw(wanted.seed);
    const Ground ground(draw);
    const auto plan = draw_plan(draw, std::max(wanted.wards * 3, wanted.addresses / homes_in_a_quarter), wanted.wards);
    Names names(draw);
    const auto roads = draw_roads(draw, plan, names);
    const auto wards = name_wards(plan);
    auto homes = draw_homes(draw, plan, ground, roads, names, wards, wanted.addresses);
    Borough drawn;
    furnish_streets(draw, ground, roads, homes, drawn.map);
    draw_land(plan, ground, drawn.map);
    drawn.landmarks = place_landmarks(draw, plan, ground, roads, wards, homes, drawn.map);
    drawn.beats = beats_of(plan, roads);
    for (std::size_t ward = 0; ward < wards.size(); ++ward) {
        drawn.wards.push_back({wards[ward], {}});
        for (const auto& ring : plan.rings_of(ward)) drawn.wards.back().rings.push_back(ring_of(plan, ground, ring));
    }
    drawn.gazetteer = {.wards = wards, .streets = std::move(homes.streets), .addresses = std::move(homes.addresses)};
    drawn.postcodes = std::move(homes.postcodes);
    return drawn;
}

}  // namespace borough
