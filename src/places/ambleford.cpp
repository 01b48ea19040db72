#include "places/ambleford.h"

#include "base/random.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numbers>
#include <set>

namespace places {
namespace {

constexpr std::array ward_names{"Market", "Canalside", "Beacon Hill", "Abbeyfield", "Millbrook", "Northgate", "Southmoor", "Riverside"};

/// Streets that every Ambleford has, in the wards above, two for each.
constexpr std::array landmarks{"High Street",   "Market Place",  "Canal Walk",   "Albion Street", "Beacon Road",   "Elm Grove",
                               "Abbey Road",    "Dyer Lane",     "Mill Lane",    "Bridge Road",   "Station Road",  "Foundry Street",
                               "Jubilee Avenue", "Lime Tree Road", "St Mary's Road", "Kiln Close"};

constexpr std::array first_names{
    "Albert",   "Alder",    "Almond",   "Anchor",    "Ash",      "Barley",   "Beech",    "Bell",      "Birch",    "Bishop",
    "Blackthorn", "Bramble", "Brewery", "Brook",     "Carlton",  "Castle",   "Cedar",    "Chapel",    "Cherry",   "Chestnut",
    "Church",   "Clarence", "Coopers",  "Cromwell",  "Derby",    "Duke",     "Eldon",    "Fairfield", "Falcon",   "Farrier",
    "Fern",     "Fleece",   "Garth",    "Gas",       "George",   "Gladstone", "Grange",  "Hawthorn",  "Hazel",    "Heath",
    "Holly",    "Hope",     "Inkerman", "Ironmonger", "Ivy",     "King",     "Kingsley", "Laburnum",  "Larch",    "Linden",
    "Lockside", "Manor",    "Maple",    "Meadow",    "Moorland", "Nelson",   "Nile",     "Oak",       "Orchard",  "Park",
    "Pinfold",  "Priory",   "Quarry",   "Queen",     "Raglan",   "Regent",   "Ropewalk", "Rowan",     "Russell",  "Sandringham",
    "School",   "Silver",   "Spring",   "Tanner",    "Temple",   "Thorn",    "Union",    "Victoria",  "Wellington", "Willow"};

enum class StreetShape { two_sides, through, lane };
struct StreetKind {
    std::string_view word;
    StreetShape shape;
    int least, most;  // the highest number
};
constexpr StreetKind kinds[] = {{"Street", StreetShape::two_sides, 24, 66},  {"Road", StreetShape::two_sides, 30, 84},  {"Avenue", StreetShape::two_sides, 20, 54},
                          {"Terrace", StreetShape::through, 10, 24},   {"Close", StreetShape::through, 8, 18},    {"Grove", StreetShape::two_sides, 14, 36},
                          {"Lane", StreetShape::lane, 10, 26},         {"Drive", StreetShape::two_sides, 18, 48}, {"Gardens", StreetShape::through, 12, 26},
                          {"Court", StreetShape::through, 6, 14},      {"Crescent", StreetShape::two_sides, 16, 44}, {"Walk", StreetShape::through, 8, 20},
                          {"Place", StreetShape::through, 8, 20}};
constexpr std::array lies{"Upper", "Lower", "Old", "New", "East", "West", "North", "South"};

constexpr std::array cottages{"Rose Cottage", "Ivy House", "The Old Forge", "Orchard View", "Brook Cottage", "Hill Farm", "The Lodge",
                              "Toll House", "Wren Cottage", "Mill House", "The Old Chapel", "Sycamores"};
constexpr std::array blocks{"Foundry Court", "Lock House", "Weaver House", "Century Buildings", "Malt Kiln", "Nightingale Court",
                            "Harbour Point", "Cotton Works"};

constexpr Point middle{54.13, -2.95};
constexpr double metres_per_degree_of_ambleford = 111'320;

struct Place {
    double east, north;  // metres from the middle of the town
};

Point on_globe(Place place) {
    const auto tidy = [](double degrees) { return std::round(degrees * 1e6) / 1e6; };
    const double latitude = middle.latitude + place.north / metres_per_degree_of_ambleford;
    const double at_width = metres_per_degree_of_ambleford * std::cos(middle.latitude * std::numbers::pi / 180);
    return {tidy(latitude), tidy(middle.longitude + place.east / at_width)};
}

/// Postcodes of one district, each given out once: GH3 1AA, GH3 1AB, …
class Postcodes {
public:
    explicit Postcodes(std::size_t district) : district_(district) {}
    std::string next() {
        constexpr std::string_view letters = "ABDEFGHJLNPQRSTUWXYZ";
        const auto n = given_++;
        const auto size = letters.size();
        return fmt::format("GH{} {}{}{}", district_, 1 + n / (size * size) % 9, letters[n / size % size], letters[n % size]);
    }

private:
    std::size_t district_, given_ = 0;
};

class Surveyor {
public:
    Surveyor(std::uint64_t seed, int streets_per_ward) : random_(seed), streets_per_ward_(streets_per_ward) {}

    Gazetteer draw() && {
        for (std::size_t ward = 0; ward < ward_names.size(); ++ward) draw_ward(ward);
        return std::move(made_);
    }

private:
    std::uint64_t below(std::uint64_t n) { return random_.number_below(n); }
    bool one_in(std::uint64_t n) { return below(n) == 0; }
    int between(int least, int most) { return least + static_cast<int>(below(static_cast<std::uint64_t>(most - least + 1))); }
    template <class List>
    const auto& one_of(const List& list) {
        return list[below(std::size(list))];
    }

    /// The first ward is the middle of the town, the others lie round it.
    void draw_ward(std::size_t ward) {
        made_.wards.push_back({fmt::format("E0599900{}", ward + 1), ward_names[ward]});
        const double angle = 2 * std::numbers::pi * static_cast<double>(ward) / static_cast<double>(ward_names.size() - 1);
        const double away = ward == 0 ? 0 : 1'900;
        Postcodes town(ward + 1), outskirts(9);
        for (int i = 0; i < streets_per_ward_; ++i) {
            const Place start{away * std::sin(angle) + 190.0 * (i % 4) - 380, away * std::cos(angle) + 210.0 * (i / 4) - 380};
            const bool far_out = ward + 1 == ward_names.size() && i >= streets_per_ward_ * 2 / 3;
            draw_street(ward, i, start, far_out ? outskirts : town);
        }
    }

    std::pair<std::string, StreetKind> name_street(std::size_t ward, int i) {
        const auto kind_of = [](std::string_view name) {
            for (const auto& kind : kinds)
                if (name.ends_with(kind.word)) return kind;
            return kinds[0];
        };
        if (i < 2) {
            const std::string name = landmarks[ward * 2 + static_cast<std::size_t>(i)];
            names_.insert(name);
            return {name, kind_of(name)};
        }
        for (;;) {
            const auto& kind = one_of(kinds);
            auto name = fmt::format("{} {}", one_of(first_names), kind.word);
            if (names_.size() > first_names.size() * 4) name = fmt::format("{} {}", one_of(lies), name);
            if (names_.size() > first_names.size() * 40) name = fmt::format("{} {}", ward_names[ward], name);
            if (names_.insert(name).second) return {name, kind};
        }
    }

    void draw_street(std::size_t ward, int i, Place start, Postcodes& postcodes) {
        const auto [name, kind] = name_street(ward, i);
        street_ = {.usrn = std::to_string(99'000'001 + made_.streets.size()), .name = name, .town = "Ambleford", .ward = made_.wards.back().code};
        made_.streets.push_back(street_);
        const double turn = (i % 2 == 0 ? 0 : std::numbers::pi / 2) + static_cast<double>(below(60)) / 100 - 0.3;
        start_ = start;
        along_ = {std::sin(turn), std::cos(turn)};
        const int highest = between(kind.least, kind.most);
        if (kind.shape == StreetShape::two_sides) {
            draw_side(1, highest, 2, -1, postcodes);
            draw_side(2, highest, 2, 1, postcodes);
        } else {
            draw_side(1, highest, 1, -1, postcodes);
        }
        if (kind.shape == StreetShape::lane) draw_cottages(highest, postcodes);
        if (i % 7 == 3) draw_block(ward, highest, postcodes);
    }

    /// One side of a street; some fifteen doors share a postcode.
    void draw_side(int first, int highest, int step, int side, Postcodes& postcodes) {
        constexpr int doors_to_a_postcode = 15;
        int doors = 0;
        std::string postcode;
        for (int number = first; number <= highest; number += step) {
            if (number == 13 && !one_in(3)) continue;
            if (doors++ % doors_to_a_postcode == 0) postcode = postcodes.next();
            const auto at = beside(number, side);
            if (one_in(40)) {
                for (int flat = 1, flats = between(2, 4); flat <= flats; ++flat) add(std::to_string(number), postcode, at, fmt::format("Flat {}", flat));
                continue;
            }
            add(std::to_string(number), postcode, at);
            if (one_in(50)) add(fmt::format("{}a", number), postcode, at);
        }
    }

    void draw_cottages(int highest, Postcodes& postcodes) {
        const auto postcode = postcodes.next();
        std::set<std::string> here;
        for (int i = 0, count = between(3, 7); i < count; ++i)
            if (const std::string name = one_of(cottages); here.insert(name).second) add("", postcode, beside(highest + 4 + 3 * i, 1), "", name);
    }

    /// A block of flats at the end of the street, with a postcode of its own.
    void draw_block(std::size_t ward, int highest, Postcodes& postcodes) {
        const auto postcode = postcodes.next();
        const auto at = beside(highest + 3, -1);
        for (int flat = 1, flats = between(8, 30); flat <= flats; ++flat) add("", postcode, at, fmt::format("Flat {}", flat), blocks[ward]);
    }

    Place beside(int number, int side) const {
        const double on = 5.5 * number, off = 11.0 * side;
        return {start_.east + along_.east * on + along_.north * off, start_.north + along_.north * on - along_.east * off};
    }

    void add(std::string number, const std::string& postcode, Place at, std::string flat = "", std::string name = "") {
        Address address{.uprn = std::to_string(999'000'100'000 + 7 * static_cast<std::int64_t>(made_.addresses.size())),
                        .usrn = street_.usrn,
                        .flat = std::move(flat),
                        .name = std::move(name),
                        .number = std::move(number),
                        .street = street_.name,
                        .postcode = postcode,
                        .ward = street_.ward,
                        .point = on_globe(at),
                        .line = {}};
        address.line = printed_line(address, street_.town);
        made_.addresses.push_back(std::move(address));
    }

    base::SeededRandom random_;
    int streets_per_ward_;
    Gazetteer made_;
    std::set<std::string> names_;
    Street street_;
    Place start_{}, along_{};
};

}  // namespace

Gazetteer ambleford(std::uint64_t seed, int streets_per_ward) { return Surveyor(seed, streets_per_ward).draw(); }

}  // namespace places
