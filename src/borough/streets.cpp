#include "borough/streets.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace borough {
namespace {

constexpr double longest_main_road = 1'700, longest_block = 290;

double door_width(const Quarter& quarter) { return quarter.use == Use::town_centre ? 7.5 : 6.0 + 6.5 * quarter.out; }
double block_depth(const Quarter& quarter) { return quarter.use == Use::town_centre ? 58 : 62 + 30 * quarter.out; }
bool is_built(const Quarter& quarter) { return quarter.use == Use::housing || quarter.use == Use::town_centre; }

class MainRoads {
public:
    MainRoads(const Plan& plan, Names& names) : plan_(plan), names_(names), beside_(plan.corners.size()) {
        for (std::size_t i = 0; i < plan.corners.size(); ++i) spot_of_.push_back(plan.corners[i]);
        for (const auto& course : plan.courses) {
            const auto bank = borough::beside(plan.path_of(course), half_width(course.sort));
            for (std::size_t i = 0; i < bank.size(); ++i) spot_of_[course.corners[i]] = bank[i];
        }
        for (std::size_t i = 0; i < plan.sides.size(); ++i)
            if (plan.sides[i].parting == Parting::road)
                for (const auto corner : {plan.sides[i].from, plan.sides[i].to}) beside_[corner].push_back(i);
    }

    std::vector<Road> draw() {
        for (std::size_t i = 0; i < plan_.sides.size(); ++i)
            if (plan_.sides[i].parting == Parting::road && !laid_.contains(i)) lay(i);
        for (const auto& course : plan_.courses) lay_beside(course);
        return std::move(roads_);
    }

private:
    /// The road that begins with this side goes on both ways as straight as it can.
    void lay(std::size_t first) {
        std::vector<std::size_t> corners{plan_.sides[first].from, plan_.sides[first].to};
        laid_.insert(first);
        double metres = length(plan_.corners[corners[0]] - plan_.corners[corners[1]]);
        for (int end = 0; end < 2; ++end, std::ranges::reverse(corners))
            while (const auto next = straight_on(corners[corners.size() - 2], corners.back())) {
                const auto& side = plan_.sides[*next];
                const auto other = side.from == corners.back() ? side.to : side.from;
                metres += length(plan_.corners[corners.back()] - plan_.corners[other]);
                if (metres > longest_main_road) break;
                laid_.insert(*next);
                corners.push_back(other);
            }
        put(corners);
    }
    std::optional<std::size_t> straight_on(std::size_t from, std::size_t at) const {
        const auto way = direction(plan_.corners[from], plan_.corners[at]);
        std::optional<std::size_t> best;
        double straightest = 0.6;  // the cosine of the turn
        for (const auto i : beside_[at]) {
            if (laid_.contains(i)) continue;
            const auto& side = plan_.sides[i];
            const auto on = direction(plan_.corners[at], plan_.corners[side.from == at ? side.to : side.from]);
            const double straight = way.east * on.east + way.north * on.north;
            if (straight <= straightest) continue;
            straightest = straight;
            best = i;
        }
        return best;
    }

    void put(const std::vector<std::size_t>& corners) {
        Road road{.way = Way::main};
        std::map<std::size_t, double> wards;
        int quarters = 0;
        for (const auto corner : corners) road.line.push_back(spot_of_[corner]);
        for (std::size_t i = 1; i < corners.size(); ++i) {
            const auto& side = plan_.sides[plan_.side_between(corners[i - 1], corners[i])];
            for (const auto& q : {side.left, side.right}) {
                const auto& quarter = plan_.quarters[*q];
                wards[quarter.ward] += length(plan_.corners[corners[i]] - plan_.corners[corners[i - 1]]);
                road.out += quarter.out;
                ++quarters;
            }
        }
        road.out /= quarters;
        road.door = 7 + 8 * road.out;
        road.built = {true, true};
        settle(std::move(road), wards);
    }
    void settle(Road road, const std::map<std::size_t, double>& wards) {
        road.ward = std::ranges::max_element(wards, {}, [](const auto& each) { return each.second; })->first;
        road.in_one_ward = wards.size() == 1;
        road.town = town_of(plan_, road.ward);
        if (road.name.empty()) road.name = road.out < 0.16 && !high_street_ ? "High Street" : names_.street(road.town, Way::main, road.out);
        high_street_ = high_street_ || road.name == "High Street";
        roads_.push_back(std::move(road));
    }

    /// On the left bank of the river, beside the railway, along the canal: a road that those from both sides end at.
    void lay_beside(const Course& course) {
        std::size_t begin = 0;
        std::size_t part = 0;
        constexpr std::string_view rivers[] = {"River Walk", "Riverside", "Waterside", "Strand Road"}, rails[] = {"Railway Terrace", "Sidings Road", "Viaduct Street", "Junction Road"},
                                   canals[] = {"Canal Walk", "Towpath Road", "Basin Road", "Lock Lane"};
        for (std::size_t i = 1; i < course.corners.size(); ++i) {
            Path line;
            for (auto at = begin; at <= i; ++at) line.push_back(spot_of_[course.corners[at]]);
            if (i + 1 < course.corners.size() && length(line) < longest_main_road) continue;
            const auto& side = plan_.sides[plan_.side_between(course.corners[begin], course.corners[begin + 1])];
            const auto& quarter = plan_.quarters[course.corners[begin] == side.from ? *side.left : *side.right];
            Road road{.way = Way::main, .line = std::move(line), .built = {true, false}, .door = 9 + 6 * quarter.out, .out = quarter.out};
            const auto& list = course.sort == Parting::river ? rivers : course.sort == Parting::railway ? rails : canals;
            for (int tries = 0; tries < 4 && road.name.empty(); ++tries)
                if (const auto name = list[part++ % 4]; names_.claim(town_of(plan_, quarter.ward), name)) road.name = name;
            settle(std::move(road), {{quarter.ward, 1.0}});
            roads_.back().in_one_ward = false;
            begin = i;
        }
    }

    const Plan& plan_;
    Names& names_;
    std::vector<Spot> spot_of_;  // where roads meet, by corner: on the bank where a river passes
    std::vector<std::vector<std::size_t>> beside_;
    std::set<std::size_t> laid_;
    std::vector<Road> roads_;
    bool high_street_ = false;
};

class Blocks {
public:
    Blocks(Draw& draw, const Plan& plan, Names& names, std::vector<Road>& roads) : draw_(draw), plan_(plan), names_(names), roads_(roads) {}

    void part(const Quarter& quarter) {
        quarter_ = &quarter;
        auto ground = plan_.outline_of(quarter);
        const auto corners = quarter.corners;
        for (std::size_t i = 0; i < corners.size(); ++i) {
            const auto &from = plan_.corners[corners[i]], &to = plan_.corners[corners[(i + 1) % corners.size()]];
            const double kept = half_width(plan_.sides[plan_.side_between(corners[i], corners[(i + 1) % corners.size()])].parting);
            const auto way = direction(from, to);
            if (kept > 0) ground = cut(ground, from + left_of(way) * kept, way);
        }
        if (is_built(quarter))
            part(ground, block_depth(quarter));
        else if (quarter.use == Use::works)
            part(ground, 150);
    }

private:
    /// Long ground is parted across, wide ground along, until it is a row of houses back to back.
    void part(const Outline& ground, double depth) {
        if (ground.size() < 3) return;
        const auto way = longest_side(ground);
        const auto [most, least] = extent(ground, way);
        const auto [wide_most, wide_least] = extent(ground, left_of(way));
        const double long_way = most - least, wide = wide_most - wide_least;
        const bool across = long_way > std::max(longest_block, depth * 1.6);
        if (!across && wide < depth * 1.55) return;
        const double share = draw_.between(0.43, 0.57);
        const auto on = across ? way * (least + long_way * share) : left_of(way) * (wide_least + wide * share);
        const auto along = across ? left_of(way) : way;
        lay(ground, on, along, !across && wide < depth * 3.2);
        part(cut(ground, on, along), depth);
        part(cut(ground, on, along * -1), depth);
    }
    static Spot longest_side(const Outline& ground) {
        Spot best;
        for (std::size_t i = 0; i < ground.size(); ++i)
            if (const auto side = ground[(i + 1) % ground.size()] - ground[i]; length(side) > length(best)) best = side;
        return direction({}, best);
    }
    static std::pair<double, double> extent(const Outline& ground, const Spot& way) {
        double most = -1e12, least = 1e12;
        for (const auto& corner : ground) {
            const double metres = corner.east * way.east + corner.north * way.north;
            most = std::max(most, metres);
            least = std::min(least, metres);
        }
        return {most, least};
    }

    void lay(const Outline& ground, const Spot& on, const Spot& along, bool last) {
        const auto ends = chord(ground, on, along);
        if (!ends || length((*ends)[1] - (*ends)[0]) < 55) return;
        auto [from, to] = *ends;
        if (draw_.chance(50)) std::swap(from, to);
        const bool works = quarter_->use == Use::works, closed = last && !works && draw_.chance(26);
        if (closed) to = from + (to - from) * draw_.between(0.6, 0.85);
        const auto way = closed ? Way::close : works || draw_.chance(5) ? Way::lane : Way::street;
        const std::string town(town_of(plan_, quarter_->ward));
        roads_.push_back({.name = names_.street(town, way, quarter_->out), .town = town, .way = way, .line = {from, to},
                          .built = {!works, !works}, .door = door_width(*quarter_), .out = quarter_->out, .ward = quarter_->ward});
    }

    Draw& draw_;
    const Plan& plan_;
    Names& names_;
    std::vector<Road>& roads_;
    const Quarter* quarter_ = nullptr;
};

}  // namespace

std::string_view town_of(const Plan& plan, std::size_t ward) { return town_names()[plan.town_of_ward[ward]]; }

std::vector<Road> draw_roads(Draw& draw, const Plan& plan, Names& names) {
    auto roads = MainRoads(plan, names).draw();
    Blocks blocks(draw, plan, names, roads);
    for (const auto& quarter : plan.quarters) blocks.part(quarter);
    return roads;
}

}  // namespace borough
