#include "borough/furniture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace borough {
namespace {

struct Sort {
    const char *kind, *letter;
    double every, aside;  // metres along and from the middle of the street
    double share;         // of a hundred streets
    bool by_column;       // numbered within its street: "AM-0412-17"
};
constexpr std::array<Sort, 4> sorts{{{"street-lamp", "L", 28, 5.0, 100, true}, {"gully", "G", 33, 3.6, 100, false},
                                     {"tree", "T", 18, 6.4, 55, false}, {"litter-bin", "B", 120, 5.6, 55, false}}};

places::StreetClass class_of(Way way) {
    switch (way) {
        case Way::main: return places::StreetClass::main;
        case Way::path: return places::StreetClass::path;
        default: return places::StreetClass::local;
    }
}

class Furnisher {
public:
    Furnisher(Draw& draw, const Ground& ground, places::Sketch& sketch) : draw_(draw), ground_(ground), sketch_(sketch) {}

    void furnish(std::size_t number, const Road& road, const places::Street& street) {
        sketch_.lines.push_back({.usrn = street.usrn, .parts = {ground_.at(road.line)}, .street_class = class_of(road.way)});
        for (const auto& sort : sorts)
            if (draw_.chance(road.way == Way::main ? 100 : sort.share)) stand(sort, number, road, street);
    }

private:
    void stand(const Sort& sort, std::size_t number, const Road& road, const places::Street& street) {
        int column = 0;
        const double metres = length(road.line);
        for (double at = sort.every * draw_.between(0.3, 0.6); at < metres - 4; at += sort.every * draw_.between(0.9, 1.1)) {
            const auto stand = along(road.line, at);
            const double side = ++column % 2 == 0 ? sort.aside : -sort.aside;
            auto reference = sort.by_column ? fmt::format("{}{:04}-{:02}", sort.letter, number + 1, column) : fmt::format("{}{:05}", sort.letter, ++given_[sort.kind]);
            sketch_.assets.push_back({.kind = sort.kind, .reference = std::move(reference), .point = ground_.at(stand.spot + left_of(stand.along) * side), .usrn = street.usrn});
        }
    }

    Draw& draw_;
    const Ground& ground_;
    places::Sketch& sketch_;
    std::map<std::string, int> given_;
};

class Land {
public:
    Land(const Plan& plan, const Ground& ground, places::Sketch& sketch) : plan_(plan), ground_(ground), sketch_(sketch) {}

    void draw() {
        draw_edge();
        for (const auto& course : plan_.courses) draw_course(course);
        constexpr std::array parks{"Victoria Park", "Jubilee Park", "Priory Gardens", "Millennium Green", "Cotton Meadows", "Abbey Park", "Beacon Common", "Heron Lakes", "Albion Park", "Castle Fields"};
        constexpr std::array woods{"Hollin Wood", "Oakenshaw Wood", "Badger Clough", "Moor Edge Wood", "Foxglove Wood", "Coldwell Plantation"};
        std::size_t park = 0, wood = 0;
        for (const auto& quarter : plan_.quarters) {
            if (quarter.use == Use::park) draw_ground(places::ShapeKind::park, park < parks.size() ? parks[park++] : "", quarter, 14);
            if (quarter.use == Use::fields) draw_ground(places::ShapeKind::wood, wood < woods.size() ? woods[wood++] : "", quarter, 60);
        }
    }

private:
    void add(places::ShapeKind kind, std::string name, std::vector<places::Ring> parts) {
        sketch_.shapes.push_back({.code = fmt::format("D{}", sketch_.shapes.size() + 1), .kind = kind, .name = std::move(name), .parts = std::move(parts)});
    }
    static places::Ring closed(places::Ring ring) {
        if (!ring.empty()) ring.push_back(ring.front());
        return ring;
    }
    void draw_edge() {
        std::map<std::size_t, std::size_t> next;
        for (const auto& side : plan_.sides) {
            if (side.left && !side.right) next[side.from] = side.to;
            if (side.right && !side.left) next[side.to] = side.from;
        }
        places::Ring ring;
        for (auto at = next.begin()->first; next.contains(at);) {
            const auto to = next[at];
            const auto line = ground_.at({plan_.corners[at], plan_.corners[to]});
            ring.insert(ring.end(), line.begin(), line.end() - 1);
            next.erase(at);
            at = to;
        }
        add(places::ShapeKind::borough, "Guildhall", {closed(std::move(ring))});
    }
    void draw_course(const Course& course) {
        const auto path = plan_.path_of(course);
        if (course.sort == Parting::railway) return add(places::ShapeKind::railway, "", {ground_.at(path)});
        const double half = course.sort == Parting::river ? 15 : 7;
        auto bank = ground_.at(beside(path, half), 40), other = ground_.at(beside(path, -half), 40);
        bank.insert(bank.end(), other.rbegin(), other.rend());
        add(places::ShapeKind::water, course.sort == Parting::river ? "River Amble" : "Guildhall Canal", {closed(std::move(bank))});
    }
    void draw_ground(places::ShapeKind kind, std::string name, const Quarter& quarter, double kept) {
        auto outline = plan_.outline_of(quarter);
        for (std::size_t i = 0; i < quarter.corners.size(); ++i) {
            const auto one = quarter.corners[i], next = quarter.corners[(i + 1) % quarter.corners.size()];
            const auto way = direction(plan_.corners[one], plan_.corners[next]);
            const double off = kept + half_width(plan_.sides[plan_.side_between(one, next)].parting);
            outline = cut(outline, plan_.corners[one] + left_of(way) * off, way);
        }
        if (outline.size() < 3) return;
        outline.push_back(outline.front());
        add(kind, std::move(name), {ground_.at(outline, 80)});
    }

    const Plan& plan_;
    const Ground& ground_;
    places::Sketch& sketch_;
};

struct Building {
    const char* name;      // {} stands for the ward
    double out_least, out_most;
    double wide, deep;     // metres
    int one_in = 0;        // wards; 0: one in the borough
};
constexpr std::array<Building, 22> buildings{{
    {"Central Library", 0, 0.25, 36, 26},          {"Town Hall", 0, 0.25, 44, 34},               {"Guildhall Station", 0, 0.4, 70, 18},
    {"Market Hall", 0, 0.25, 48, 40},              {"Bus Station", 0, 0.3, 70, 30},              {"Guildhall Museum", 0, 0.35, 38, 28},
    {"Guildhall Leisure Centre", 0, 0.5, 60, 48},  {"Riverside Baths", 0.2, 0.8, 50, 36},        {"Royal Infirmary", 0.2, 0.7, 120, 80},
    {"Police Station", 0, 0.4, 34, 26},            {"Fire Station", 0.1, 0.6, 36, 24},           {"Guildhall College", 0.1, 0.6, 90, 60},
    {"Guildhall High School", 0.3, 0.9, 100, 60},  {"St Aidan's High School", 0.3, 0.9, 100, 60}, {"The Corn Exchange", 0, 0.25, 40, 30},
    {"{} Primary School", 0, 1, 58, 34, 1},        {"{} Library", 0.3, 1, 26, 20, 2},            {"{} Health Centre", 0, 1, 34, 26, 2},
    {"{} Community Centre", 0, 1, 30, 22, 2},      {"St Oswald's Church, {}", 0, 1, 18, 36, 3},  {"St Mary's Church, {}", 0, 1, 18, 36, 3},
    {"The Bay Horse, {}", 0, 1, 16, 14, 2},
}};

}  // namespace

void furnish_streets(Draw& draw, const Ground& ground, const std::vector<Road>& roads, const Homes& homes, places::Sketch& sketch) {
    Furnisher furnisher(draw, ground, sketch);
    for (std::size_t i = 0; i < roads.size(); ++i) furnisher.furnish(i, roads[i], homes.streets[i]);
}

void draw_land(const Plan& plan, const Ground& ground, places::Sketch& sketch) { Land(plan, ground, sketch).draw(); }

std::vector<Landmark> place_landmarks(Draw& draw, const Plan& plan, const Ground& ground, const std::vector<Road>& roads,
                                      const std::vector<places::Ward>& wards, Homes& homes, places::Sketch& sketch) {
    std::vector<Landmark> landmarks;
    const auto place = [&](const Building& building, const places::Ward* ward) {
        for (int tries = 0; tries < 3000; ++tries) {
            const auto at = static_cast<std::size_t>(draw.below(homes.addresses.size()));
            auto& address = homes.addresses[at];
            const auto& road = roads[homes.road_of[at]];
            const bool fits = address.name.empty() && address.flat.empty() && !address.number.empty() && (ward == nullptr || address.ward == ward->code) &&
                              (tries > 1500 || (road.out >= building.out_least && road.out <= building.out_most));
            if (!fits) continue;
            address.name = fmt::format(fmt::runtime(building.name), ward == nullptr ? "" : ward->name);
            landmarks.push_back({address.name, at});
            const double reach = std::min(building.wide, 26.0) / 2, depth = std::min(building.deep, 22.0) / 2;  // it must not stand in the street
            const Spot middle = homes.spots[at];
            places::Ring ring;
            for (const auto& corner : {Spot{-reach, -depth}, Spot{reach, -depth}, Spot{reach, depth}, Spot{-reach, depth}, Spot{-reach, -depth}}) ring.push_back(ground.at(middle + corner));
            sketch.shapes.push_back({.code = fmt::format("K{}", landmarks.size()), .kind = places::ShapeKind::building, .name = address.name, .parts = {std::move(ring)}});
            return;
        }
    };
    for (const auto& building : buildings) {
        if (building.one_in == 0) place(building, nullptr);
        for (std::size_t ward = 0; building.one_in > 0 && ward < plan.wards(); ++ward)
            if (ward % static_cast<std::size_t>(building.one_in) == 0) place(building, &wards[ward]);
    }
    return landmarks;
}

}  // namespace borough
