#include "places/sketch.h"

#include "base/random.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

namespace places {
namespace {

constexpr double sketch_metres_per_degree = 111'195;

/// Metres east and north of a point, on the flat.
struct Flat {
    double east = 0, north = 0;
    Flat operator+(const Flat& o) const { return {east + o.east, north + o.north}; }
    Flat operator-(const Flat& o) const { return {east - o.east, north - o.north}; }
    Flat operator*(double by) const { return {east * by, north * by}; }
    double length() const { return std::hypot(east, north); }
    double along(const Flat& o) const { return east * o.east + north * o.north; }
};

class Sheet {
public:
    explicit Sheet(const Point& middle) : middle_(middle), width_(sketch_metres_per_degree * std::cos(middle.latitude * std::numbers::pi / 180)) {}
    Flat flat(const Point& p) const { return {(p.longitude - middle_.longitude) * width_, (p.latitude - middle_.latitude) * sketch_metres_per_degree}; }
    Point on_globe(const Flat& p) const {
        const auto tidy = [](double degrees) { return std::round(degrees * 1e6) / 1e6; };
        return {tidy(middle_.latitude + p.north / sketch_metres_per_degree), tidy(middle_.longitude + p.east / width_)};
    }

private:
    Point middle_;
    double width_;
};

struct Laid {
    std::string usrn;
    std::vector<Flat> points;  // in the order of the houses
};

struct Stands {
    const char *kind, *letter;
    double every, aside;  // metres
    int one_in;           // streets that have them
};
constexpr Stands stands[] = {{"street-lamp", "L", 32, 4.5, 1}, {"gully", "G", 48, 3.5, 1}, {"litter-bin", "B", 140, 5, 2}, {"tree", "T", 26, 6.5, 3}};

struct Known {
    const char* name;
    double wide, high;  // metres
};
constexpr std::array<Known, 8> houses{{{"{} Library", 34, 26}, {"{} Town Hall", 46, 34}, {"St Oswald's Church", 18, 36}, {"{} Health Centre", 40, 30},
                                       {"Canal Side Primary School", 60, 34}, {"{} Leisure Centre", 62, 48}, {"{} Bus Station", 70, 30}, {"Market Hall", 50, 42}}};

class Sketcher {
public:
    Sketcher(const Gazetteer& gazetteer, std::uint64_t seed) : gazetteer_(gazetteer), sheet_(middle_of(gazetteer)), random_(seed) {}

    Sketch draw() && {
        lay_streets();
        for (const auto& street : streets_) stand_along(street);
        draw_shapes();
        return std::move(made_);
    }

private:
    static Point middle_of(const Gazetteer& gazetteer) {
        Box box;
        for (const auto& address : gazetteer.addresses)
            if (address.point) box.hold(*address.point);
        return box.empty() ? Point{} : box.middle();
    }

    void lay_streets() {
        std::map<std::string, std::vector<Flat>> houses_of;
        for (const auto& address : gazetteer_.addresses)
            if (address.point) houses_of[address.usrn].push_back(sheet_.flat(*address.point));
        for (const auto& street : gazetteer_.streets)
            if (const auto line = middle_line(houses_of[street.usrn]); line.size() > 1) {
                streets_.push_back({street.usrn, line});
                StreetLine drawn{.usrn = street.usrn, .parts = {{}}, .street_class = class_of(street.name)};
                for (const auto& point : line) drawn.parts.front().push_back(sheet_.on_globe(point));
                made_.lines.push_back(std::move(drawn));
            }
    }

    static StreetClass class_of(const std::string& name) {
        if (name.ends_with(" Walk")) return StreetClass::path;
        return name.ends_with("High Street") || name.ends_with("Station Road") || name.ends_with("Bridge Road") ? StreetClass::main : StreetClass::local;
    }

    /// From end to end between the houses of both sides, a bend every hundred metres.
    static std::vector<Flat> middle_line(std::vector<Flat> at) {
        if (at.size() < 2) return {};
        Flat middle;
        for (const auto& each : at) middle = middle + each * (1.0 / static_cast<double>(at.size()));
        const auto farthest = *std::ranges::max_element(at, {}, [&](const Flat& each) { return (each - middle).length(); });
        const double length = (farthest - middle).length();
        if (length < 1) return {};
        const Flat way = (farthest - middle) * (1 / length);
        std::ranges::sort(at, {}, [&](const Flat& each) { return (each - middle).along(way); });
        const double first = (at.front() - middle).along(way) - 15, last = (at.back() - middle).along(way) + 15;
        const auto pieces = std::max(1, static_cast<int>((last - first) / 100));
        std::vector<Flat> line;
        for (int i = 0; i <= pieces; ++i) line.push_back(middle + way * (first + (last - first) * i / pieces));
        return line;
    }

    void stand_along(const Laid& street) {
        for (const auto& thing : stands) {
            if (random_.number_below(static_cast<std::uint64_t>(thing.one_in)) != 0) continue;
            const Flat whole = street.points.back() - street.points.front();
            const Flat way = whole * (1 / whole.length()), side{way.north, -way.east};
            int left = 1;
            for (double on = thing.every / 2; on < whole.length(); on += thing.every) {
                const auto at = street.points.front() + way * on + side * (thing.aside * (left = -left));
                made_.assets.push_back({.kind = thing.kind, .reference = fmt::format("{}{:04}", thing.letter, ++numbers_[thing.kind]), .point = sheet_.on_globe(at), .usrn = street.usrn});
            }
        }
    }

    Ring ring(const Flat& middle, double wide, double high, int corners) {
        Ring ring;
        for (int i = 0; i <= corners; ++i) {
            const double turn = 2 * std::numbers::pi * (i % corners + 0.5) / corners, far = corners == 4 ? std::numbers::sqrt2 / 2 : 0.5;
            ring.push_back(sheet_.on_globe(middle + Flat{std::cos(turn) * wide * far, std::sin(turn) * high * far}));
        }
        return ring;
    }

    void add(ShapeKind kind, std::string name, std::vector<Ring> parts) {
        made_.shapes.push_back({.code = fmt::format("S{}", made_.shapes.size() + 1), .kind = kind, .name = std::move(name), .parts = std::move(parts)});
    }

    void draw_shapes() {
        if (streets_.empty()) return;
        const std::string town = gazetteer_.streets.front().town;
        double west = 0, east = 0, south = 0, north = 0;
        for (const auto& street : streets_)
            for (const auto& p : street.points) {
                west = std::min(west, p.east), east = std::max(east, p.east);
                south = std::min(south, p.north), north = std::max(north, p.north);
            }
        const double wide = east - west, high = north - south;
        const Flat middle{(west + east) / 2, (south + north) / 2};
        add(ShapeKind::borough, town, {ring(middle, wide + 900, high + 900, 18)});
        Ring brook, railway;
        for (int i = 0; i <= 24; ++i) {
            const double part = i / 24.0;
            brook.push_back(sheet_.on_globe({west - 300 + (wide + 600) * part, south + high * (0.32 + 0.05 * std::sin(part * 9))}));
            railway.push_back(sheet_.on_globe({west + wide * (0.62 + 0.1 * part * part), south - 300 + (high + 600) * part}));
        }
        add(ShapeKind::water, town + " Brook", {brook});
        add(ShapeKind::railway, "", {railway});
        constexpr std::array parks{"Jubilee Park", "Victoria Park", "Mill Meadow", "Beacon Wood"};
        for (std::size_t i = 0; i < parks.size(); ++i) {
            const auto& near = streets_[streets_.size() * (2 * i + 1) / (2 * parks.size())].points.front();
            add(i == 3 ? ShapeKind::wood : ShapeKind::park, parks[i], {ring(near + Flat{-95, -70}, 130 + 30.0 * static_cast<double>(i), 110, 9)});
        }
        for (std::size_t i = 0; i < houses.size(); ++i) {
            const auto& street = streets_[streets_.size() * i / houses.size()].points;
            add(ShapeKind::building, fmt::format(fmt::runtime(houses[i].name), town), {ring(street.back() + Flat{38, 30}, houses[i].wide, houses[i].high, 4)});
        }
    }

    const Gazetteer& gazetteer_;
    Sheet sheet_;
    base::SeededRandom random_;
    std::vector<Laid> streets_;
    std::map<std::string, int> numbers_;
    Sketch made_;
};

Result<void> none_refused(const std::vector<imports::Verdict>& verdicts) {
    for (const auto& verdict : verdicts)
        if (verdict.fate == imports::Fate::refused) return refuse(Kind::invalid, "places.gazetteer_row", verdict.remarks.front().text());
    return {};
}

}  // namespace

Sketch sketch(const Gazetteer& gazetteer, std::uint64_t seed) { return Sketcher(gazetteer, seed).draw(); }

Result<void> load(db::Tx& tx, const Sketch& sketch) {
    TRY(none_refused(load_street_lines(tx, sketch.lines)));
    TRY(none_refused(load_shapes(tx, sketch.shapes)));
    return none_refused(load_assets(tx, sketch.assets));
}

}  // namespace places
