#pragma once
// What lies in the invented borough's streets for residents to report, and how each of them says where it is. Several report the same hole,
// each from another door, with another pin and other words.

#include "guildhall/demo_town.h"

#include "places/places.h"
#include "places/sketch.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace guildhall {

struct Fault {
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    std::uint16_t service = 0;    // among the services
    std::uint16_t kind = 0;       // of the trouble, among the words of the service
    places::Point point;          // where it is
    std::uint32_t address = 0;    // the house that stands nearest
    std::uint32_t asset = none;   // the lamp, gully, bin or tree that it is about
};

/// How much people agree about where a thing is.
struct Pins {
    double metres = 6;            // deviation of a pin on a map or of a telephone, each way
    double by_asset = 25, by_address = 40, two_doors_off = 30;  // of a hundred
};

class FaultGround {
public:
    /// The borough outlives it.
    FaultGround(const borough::Borough& borough, std::uint64_t seed);

    /// Somewhere in the streets; of dumped rubbish and its like a third lies where it always lies.
    Fault draw(borough::Draw& draw, std::uint16_t service, std::string_view code, std::size_t kinds) const;
    /// How one who saw it says where it is: by the thing's number, by a house, or by a pin.
    places::Location said(borough::Draw& draw, const Fault& fault, const Pins& pins) const;
    /// On which day of the week the bins of a house are emptied: 0 is Monday.
    int bin_day(std::size_t address) const;
    /// As it stands on the thing: "L0412-07"; empty where there is none.
    std::string_view number_of(const Fault& fault) const;

private:
    std::span<const std::uint32_t> things(std::string_view service) const;
    std::uint32_t nearest_house(const places::Asset& asset) const;

    const places::Gazetteer& gazetteer_;
    const places::Sketch& map_;
    std::map<std::string, int, std::less<>> bin_days_;                                // by USRN
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> assets_;           // by kind
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> houses_;           // by USRN, in the order of the street
    std::vector<std::uint32_t> haunts_;                                               // addresses beside which it always lies
};

}  // namespace guildhall
