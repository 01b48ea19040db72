#include "guildhall/demo_faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace guildhall {
namespace {

constexpr double metres_per_degree = 111'195;

places::Point moved(const places::Point& from, double north, double east) {
    const auto tidy = [](double degrees) { return std::round(degrees * 1e6) / 1e6; };
    return {tidy(from.latitude + north / metres_per_degree), tidy(from.longitude + east / (metres_per_degree * std::cos(from.latitude / 57.29577951)))};
}
places::Point jittered(borough::Draw& draw, const places::Point& from, double metres) { return moved(from, draw.spread(metres), draw.spread(metres)); }

double apart(const places::Point& one, const places::Point& other) {
    return std::hypot(one.latitude - other.latitude, (one.longitude - other.longitude) * std::cos(one.latitude / 57.29577951));
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kind_of_service{{
    {"street-light", "street-lamp"}, {"blocked-drain", "gully"}, {"litter-bin", "litter-bin"}, {"tree", "tree"}}};
constexpr std::array<std::string_view, 4> comes_back{"fly-tipping", "dog-fouling", "graffiti", "street-cleaning"};

}  // namespace

FaultGround::FaultGround(const borough::Borough& borough, std::uint64_t seed) : gazetteer_(borough.gazetteer), map_(borough.map) {
    for (std::uint32_t i = 0; i < map_.assets.size(); ++i) assets_[map_.assets[i].kind].push_back(i);
    for (std::uint32_t i = 0; i < gazetteer_.addresses.size(); ++i) houses_[gazetteer_.addresses[i].usrn].push_back(i);
    for (std::size_t i = 0; i < gazetteer_.streets.size(); ++i) bin_days_[gazetteer_.streets[i].usrn] = static_cast<int>(borough.beats[i].day);
    borough::Draw draw(seed * 31 + 7);
    for (std::size_t i = 0; i < gazetteer_.addresses.size() / 200 + 1; ++i) haunts_.push_back(static_cast<std::uint32_t>(draw.below(gazetteer_.addresses.size())));
}

int FaultGround::bin_day(std::size_t address) const { return bin_days_.at(gazetteer_.addresses[address].usrn); }

std::span<const std::uint32_t> FaultGround::things(std::string_view service) const {
    for (const auto& [code, kind] : kind_of_service)
        if (const auto found = assets_.find(kind); code == service && found != assets_.end()) return found->second;
    return {};
}

std::uint32_t FaultGround::nearest_house(const places::Asset& asset) const {
    const auto street = houses_.find(asset.usrn);
    if (street == houses_.end()) return 0;
    return *std::ranges::min_element(street->second, {}, [&](std::uint32_t i) { return apart(*gazetteer_.addresses[i].point, asset.point); });
}

Fault FaultGround::draw(borough::Draw& draw, std::uint16_t service, std::string_view code, std::size_t kinds) const {
    Fault fault{.service = service, .kind = static_cast<std::uint16_t>(kinds == 0 ? 0 : draw.below(kinds))};
    if (const auto all = things(code); !all.empty()) {
        fault.asset = draw.one_of(all);
        fault.point = map_.assets[fault.asset].point;
        fault.address = nearest_house(map_.assets[fault.asset]);
        return fault;
    }
    const bool haunt = std::ranges::find(comes_back, code) != comes_back.end() && draw.chance(33);
    fault.address = haunt ? draw.one_of(haunts_) : static_cast<std::uint32_t>(draw.below(gazetteer_.addresses.size()));
    fault.point = jittered(draw, *gazetteer_.addresses[fault.address].point, haunt ? 5 : 8);
    return fault;
}

places::Location FaultGround::said(borough::Draw& draw, const Fault& fault, const Pins& pins) const {
    if (fault.asset != Fault::none && draw.chance(pins.by_asset)) return {.text = {}, .point = {}, .uprn = {}, .asset = map_.assets[fault.asset].key()};
    const auto& nearest = gazetteer_.addresses[fault.address];
    if (draw.chance(pins.by_address)) {
        const auto& street = houses_.at(nearest.usrn);
        auto at = static_cast<std::int64_t>(std::ranges::find(street, fault.address) - street.begin());
        if (draw.chance(pins.two_doors_off)) at = std::clamp<std::int64_t>(at + (draw.chance(50) ? 1 : -1), 0, static_cast<std::int64_t>(street.size()) - 1);
        return {.text = {}, .point = {}, .uprn = gazetteer_.addresses[street[static_cast<std::size_t>(at)]].uprn};
    }
    constexpr std::array<const char*, 6> ways{"", "outside {0} {1}", "{1}, near number {0}", "{1}", "opposite {0} {1}", "by {0} {1}"};
    const auto way = draw.one_of(ways);
    const auto& house = nearest.number.empty() ? nearest.name : nearest.number;
    return {.text = fmt::format(fmt::runtime(way), house, nearest.street), .point = jittered(draw, fault.point, pins.metres), .uprn = {}};
}

std::string_view FaultGround::number_of(const Fault& fault) const {
    return fault.asset == Fault::none ? std::string_view() : std::string_view(map_.assets[fault.asset].reference);
}

}  // namespace guildhall
