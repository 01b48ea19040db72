#include "borough/homes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace borough {
namespace {

constexpr double from_the_corner = 21, to_a_door = 12;  // metres
constexpr double in_houses = 0.9;                       // of the homes; the others are flats
constexpr int doors_to_a_postcode = 17;

/// Postcodes of a district, each given out once: GH3 1AA, GH3 1AB, …
class Postcodes {
public:
    std::string next(std::size_t district) {
        constexpr std::string_view letters = "ABDEFGHJLNPQRSTUWXYZ";
        const auto n = given_[district]++;
        const auto size = letters.size();
        return fmt::format("GH{} {}{}{}", district, 1 + n / (size * size) % 9, letters[n / size % size], letters[n % size]);
    }

private:
    std::map<std::size_t, std::size_t> given_;
};

/// A door, before it is known who lives behind it.
struct Door {
    Spot spot;
    std::size_t road = 0, ward = 0;
    int number = 0;  // 0: the house has a name alone
    std::string postcode;
    int flats = 0;   // 0: it is one home
};

class Builder {
public:
    Builder(Draw& draw, const Plan& plan, const std::vector<Road>& roads) : draw_(draw), plan_(plan), roads_(roads) {
        for (const auto& quarter : plan.quarters) outlines_.push_back(plan.outline_of(quarter));
    }

    std::vector<Door> build(std::size_t homes) {
        double doors = 0;
        for (const auto& road : roads_)
            for (const bool built : road.built) doors += built ? std::max(length(road.line) - 2 * from_the_corner, 0.0) / road.door : 0;
        stretch_ = doors / (static_cast<double>(homes) * in_houses);
        for (std::size_t i = 0; i < roads_.size(); ++i) build_along(i);
        std::size_t left = homes - std::min(homes, doors_.size());
        while (left > 0) left -= fill_a_block(left);
        return std::move(doors_);
    }

private:
    void build_along(std::size_t which) {
        const auto& road = roads_[which];
        const bool through = road.way == Way::close;  // numbered up one side and down the other
        int number = through ? 1 : 0;
        for (const int side : {0, 1}) {
            if (!road.built[static_cast<std::size_t>(side)]) continue;
            if (!through) number = side + 1;
            build_side(which, side, number, through ? 1 : 2);
        }
        if (road.way == Way::lane && road.built[0])
            for (int cottage = 0, count = draw_.number(1, 4); cottage < count; ++cottage) add(which, cottage % 2, length(road.line) - 14 * cottage - 8, 0, cottage == 0);
    }
    void build_side(std::size_t which, int side, int& number, int step) {
        const auto& road = roads_[which];
        int doors = 0;
        for (double at = from_the_corner; at < length(road.line) - from_the_corner; at += road.door * stretch_, number += step) {
            if (number == 13 && !draw_.chance(40)) number += step;
            if (draw_.chance(1.5)) continue;  // a gate, a garage
            add(which, side, at, number, doors++ % doors_to_a_postcode == 0);
        }
    }
    /// The town has several districts, each place around it one.
    std::size_t district_of(const Road& road) const {
        const auto town = plan_.town_of_ward[road.ward];
        return town == 0 ? 1 + road.ward % 4 : 4 + town;
    }
    /// Not where it would stand in the river, or across a corner.
    void add(std::size_t which, int side, double at, int number, bool new_postcode) {
        const auto stand = along(roads_[which].line, at);
        const auto spot = stand.spot + left_of(stand.along) * ((side == 0 ? 1 : -1) * (to_a_door + draw_.between(-1.5, 1.5)));
        const auto quarter = quarter_of(which, spot);
        if (!quarter || !is_well_inside(outlines_[*quarter], spot)) return;
        const auto use = plan_.quarters[*quarter].use;
        if (use != Use::housing && use != Use::town_centre && !(use == Use::works && draw_.chance(15))) return;
        const auto ward = plan_.quarters[*quarter].ward;
        if (new_postcode || doors_.empty() || doors_.back().road != which || doors_.back().ward != ward) postcode_ = postcodes_.next(district_of(roads_[which]));
        doors_.push_back({spot, which, ward, number, postcode_});
    }
    static bool is_well_inside(const Outline& outline, const Spot& spot) {
        constexpr double metres = 3;
        for (const auto& aside : {Spot{metres, 0}, Spot{-metres, 0}, Spot{0, metres}, Spot{0, -metres}})
            if (!inside(outline, spot + aside)) return false;
        return true;
    }
    std::optional<std::size_t> quarter_of(std::size_t which, const Spot& spot) {
        if (last_road_ == which && last_ < outlines_.size() && inside(outlines_[last_], spot)) return last_;
        last_road_ = which;
        for (last_ = 0; last_ < outlines_.size(); ++last_)
            if (length(plan_.quarters[last_].middle - spot) < 900 && inside(outlines_[last_], spot)) return last_;
        return std::nullopt;
    }

    /// A door somewhere near the middle becomes a block of flats; how many homes that adds.
    std::size_t fill_a_block(std::size_t left) {
        const std::size_t wanted = std::min<std::size_t>(left, static_cast<std::size_t>(draw_.number(5, 34)));
        for (int tries = 0;; ++tries) {
            auto& door = doors_[draw_.below(doors_.size())];
            const bool fits = door.number > 0 && door.flats == 0 && (roads_[door.road].out < 0.55 || draw_.chance(6));
            if (!fits && tries < 200) continue;
            door.flats += static_cast<int>(wanted) + (door.flats == 0 ? 1 : 0);
            door.postcode = postcodes_.next(district_of(roads_[door.road]));
            return wanted;
        }
    }

    Draw& draw_;
    const Plan& plan_;
    const std::vector<Road>& roads_;
    std::vector<Outline> outlines_;
    double stretch_ = 1;
    Postcodes postcodes_;
    std::string postcode_;
    std::vector<Door> doors_;
    std::size_t last_road_ = 0, last_ = 0;
};

class Register {
public:
    Register(const Ground& ground, const std::vector<Road>& roads, Names& names, const std::vector<places::Ward>& wards)
        : ground_(ground), roads_(roads), names_(names), wards_(wards) {
        for (const auto& road : roads)
            homes_.streets.push_back({.usrn = std::to_string(99'100'001 + homes_.streets.size()), .name = road.name, .town = road.town,
                                      .ward = road.in_one_ward ? wards[road.ward].code : std::string()});
    }

    Homes enter(const std::vector<Door>& doors) {
        for (const auto& door : doors) enter(door);
        return std::move(homes_);
    }

private:
    void enter(const Door& door) {
        const auto point = ground_.at(door.spot);
        if (known_.emplace(door.postcode, homes_.postcodes.size()).second)
            homes_.postcodes.push_back({.code = door.postcode, .point = point, .ward = wards_[door.ward].code, .quality = 10});
        places::Address address{.uprn = {}, .usrn = homes_.streets[door.road].usrn, .flat = {}, .name = {},
                                .number = door.number > 0 ? std::to_string(door.number) : std::string(), .street = roads_[door.road].name,
                                .postcode = door.postcode, .ward = wards_[door.ward].code, .point = point, .line = {}};
        if (door.number == 0) address.name = Names::house(homes_.addresses.size());
        if (door.flats > 4) address.name = names_.block();
        for (int flat = 0; flat < std::max(door.flats, 1); ++flat) {
            if (door.flats > 0) address.flat = fmt::format("Flat {}", flat + 1);
            address.uprn = std::to_string(999'100'000'000 + 7 * static_cast<std::int64_t>(homes_.addresses.size()));
            homes_.addresses.push_back(address);
            homes_.spots.push_back(door.spot);
            homes_.road_of.push_back(door.road);
        }
    }

    const Ground& ground_;
    const std::vector<Road>& roads_;
    Names& names_;
    const std::vector<places::Ward>& wards_;
    std::map<std::string, std::size_t> known_;
    Homes homes_;
};

}  // namespace

std::vector<places::Ward> name_wards(const Plan& plan) {
    std::vector<places::Ward> wards;
    std::map<std::size_t, int> of_town;
    std::size_t next = 0;
    for (std::size_t i = 0; i < plan.wards(); ++i) {
        const auto town = plan.town_of_ward[i];
        const bool like_town = town > 0 && of_town[town]++ == 0;
        const auto name = like_town ? std::string(town_names()[town])
                                    : next < ward_names().size() ? std::string(ward_names()[next++]) : fmt::format("{} {}", ward_names()[next++ % ward_names().size()], i);
        wards.push_back({fmt::format("E059910{:02}", i + 1), name});
    }
    return wards;
}

Homes draw_homes(Draw& draw, const Plan& plan, const Ground& ground, const std::vector<Road>& roads, Names& names,
                 const std::vector<places::Ward>& wards, std::size_t count) {
    const auto doors = Builder(draw, plan, roads).build(count);
    return Register(ground, roads, names, wards).enter(doors);
}

}  // namespace borough
