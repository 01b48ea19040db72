#include "places/drawing.h"

#include "places/map_path.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace places {
namespace {

using html::operator""_html;

struct Look {
    ShapeKind kind;
    const char *fill, *line;
    int width;  // of what is no area, in pixels
};
constexpr std::array looks{Look{ShapeKind::park, "#cfe6c8", "#cfe6c8", 2}, Look{ShapeKind::wood, "#b7d6ad", "#b7d6ad", 2}, Look{ShapeKind::water, "#b3d7ee", "#b3d7ee", 5}};

double text_length(std::string_view text) { return 6.0 * static_cast<double>(text.size()); }

class Sheet {
public:
    Sheet(const TownMap& map, const Picture& picture, base::Language language)
        : picture_(picture), view_(picture.view), pixels_(view_), metres_per_pixel_(view_.metres_per_pixel()), language_(language) {
        const auto box = view_.box();
        has_edge_ = std::ranges::any_of(map.shapes(), [](const MapShape& shape) { return shape.kind == ShapeKind::borough; });
        for (const auto& shape : map.shapes())
            if (shape.box.meets(box)) shapes_.push_back(&shape);
        for (const auto& street : map.streets())
            if (street.box.meets(box)) streets_.push_back(&street);
    }

    html::Html draw() && {
        out_.reserve(8 * 1024);
        open();
        draw_ground();
        draw_streets();
        draw_buildings();
        gather_pins();
        name_streets();
        name_shapes();
        draw_furniture();
        draw_pins();
        if (picture_.cross_hair) draw_cross_hair();
        return std::move(out_ << "</svg>"_html);
    }

private:
    double width() const { return view_.width; }
    double height() const { return view_.height; }
    Spot spot(const Point& point) const {
        const auto [x, y] = pixels_(point);
        return {x, y};
    }
    std::vector<Spot> spots(const Ring& ring) const {
        std::vector<Spot> found;
        found.reserve(ring.size());
        for (const auto& point : ring) found.push_back(spot(point));
        return found;
    }
    static bool is_area(const Ring& ring) { return ring.size() > 3 && ring.front() == ring.back(); }
    static std::string whole(double pixels) { return std::to_string(std::lround(pixels * fine)); }

    void open() {
        bool links = false;
        for (const auto& pin : picture_.pins) links = links || !pin.href.empty();
        out_ << "<svg class=\"gh-map__picture\" xmlns=\"http://www.w3.org/2000/svg\""_html;
        out_.attribute("viewBox", fmt::format("0 0 {} {}", whole(width()), whole(height())))
            .attribute("width", std::to_string(view_.width))
            .attribute("height", std::to_string(view_.height))
            .attribute("role", links ? "group" : "img")
            .attribute("aria-label", picture_.name)
            << " font-family=\"GDS Transport,arial,sans-serif\" font-size=\"48\" stroke-linejoin=\"round\" stroke-linecap=\"round\">"_html;
    }

    void put(const Path& path, std::string_view fill, std::string_view stroke, double pixels, std::string_view dashes = {}) {
        if (path.empty()) return;
        out_ << "<path"_html;
        out_.attribute("d", path.data()).attribute("fill", fill);
        if (fill != "none") out_ << " fill-rule=\"evenodd\""_html;
        if (!stroke.empty()) out_.attribute("stroke", stroke).attribute("stroke-width", whole(pixels));
        if (!dashes.empty()) out_.attribute("stroke-dasharray", dashes);
        out_ << "/>"_html;
    }

    Path blank() const { return {width(), height()}; }
    Path areas_of(ShapeKind kind) const {
        auto path = blank();
        for (const auto* shape : shapes_)
            if (shape->kind == kind)
                for (const auto& part : shape->parts)
                    if (is_area(part)) path.add_area(spots(part));
        return path;
    }
    Path lines_of(ShapeKind kind, bool areas_too = false) const {
        auto path = blank();
        for (const auto* shape : shapes_)
            if (shape->kind == kind)
                for (const auto& part : shape->parts)
                    if (areas_too || !is_area(part)) path.add_line(spots(part));
        return path;
    }

    void draw_ground() {
        out_ << "<path"_html;
        out_.attribute("d", fmt::format("M0 0h{}v{}H0z", whole(width()), whole(height()))).attribute("fill", has_edge_ ? "#dee0e2" : "#f3f2f1") << "/>"_html;
        put(areas_of(ShapeKind::borough), "#f3f2f1", "", 0);
        for (const auto& look : looks) {
            put(areas_of(look.kind), look.fill, "", 0);
            put(lines_of(look.kind), "none", look.line, look.width);
        }
        put(lines_of(ShapeKind::borough, true), "none", "#4c2c92", 2, "24 16");
        const auto railway = lines_of(ShapeKind::railway, true);
        put(railway, "none", "#505a5f", 3);
        put(railway, "none", "#ffffff", 1.5, "24 24");
    }

    /// How wide a street is drawn, in pixels.
    double street_width(StreetClass street_class) const {
        const double metres = street_class == StreetClass::main ? 11 : street_class == StreetClass::local ? 7.5 : 2.5;
        const double least = street_class == StreetClass::main ? 3.5 : street_class == StreetClass::local ? 2 : 1;
        return std::clamp(metres / metres_per_pixel_, least, 30.0);
    }

    void draw_streets() {
        constexpr std::array classes{StreetClass::path, StreetClass::local, StreetClass::main};
        std::array<Path, 3> paths{blank(), blank(), blank()};
        for (const auto* street : streets_)
            for (const auto& part : street->parts) paths[static_cast<std::size_t>(std::ranges::find(classes, street->street_class) - classes.begin())].add_line(spots(part));
        for (std::size_t i = 1; i < classes.size(); ++i) put(paths[i], "none", "#8e959a", street_width(classes[i]) + 1.5);
        put(paths[0], "none", "#6f777b", street_width(classes[0]), "12 12");
        for (std::size_t i = 1; i < classes.size(); ++i) put(paths[i], "none", i == 2 ? "#fff2b3" : "#ffffff", street_width(classes[i]));
    }

    void draw_buildings() {
        auto path = blank();
        if (view_.zoom >= 14)
            for (const auto* shape : shapes_)
                if (shape->kind == ShapeKind::building)
                    for (const auto& part : shape->parts) path.add_area(spots(part));
        put(path, "#d5c9bd", "#8a7968", 1);
    }

    void write(std::string_view text, const Spot& at, double angle, std::string_view colour) {
        out_ << "<text text-anchor=\"middle\" dy=\"16\" paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"12\""_html;
        if (angle == 0)
            out_.attribute("x", whole(at.x)).attribute("y", whole(at.y));
        else
            out_.attribute("transform", fmt::format("translate({} {})rotate({:.0f})", whole(at.x), whole(at.y), angle * 180 / std::numbers::pi));
        out_.attribute("fill", colour) << ">"_html << text << "</text>"_html;
    }

    struct Run {
        Spot from, to;
        double length() const { return distance(from, to); }
    };
    /// The longest part of a street in sight that runs nearly straight.
    Run longest_run(const MapStreet& street, const Path& edge) const {
        Run longest, run;
        for (const auto& part : street.parts) {
            run = {};
            for (std::size_t i = 1; i < part.size(); ++i) {
                auto from = spot(part[i - 1]), to = spot(part[i]);
                if (!edge.cut(from, to)) continue;
                const bool goes_on = run.length() > 0 && distance(run.to, from) < 0.5 && distance(run.from, to) > 0.97 * (run.length() + distance(from, to));
                run = goes_on ? Run{run.from, to} : Run{from, to};
                if (run.length() > longest.length()) longest = run;
            }
        }
        return longest;
    }

    bool is_in_sight(const Spot& middle, double length, double angle) const {
        const double across = std::abs(std::cos(angle)) * length / 2 + 4, down = std::abs(std::sin(angle)) * length / 2 + 9;
        return middle.x >= across && middle.x <= width() - across && middle.y >= down && middle.y <= height() - down - 22;
    }

    void name_streets() {
        const auto edge = blank();
        for (const auto wanted : {StreetClass::main, StreetClass::local, StreetClass::path}) {
            if ((wanted == StreetClass::local && view_.zoom < 14) || (wanted == StreetClass::path && view_.zoom < 16)) continue;
            for (const auto* street : streets_) {
                if (street->street_class != wanted || named_ >= most_names) continue;
                const auto run = longest_run(*street, edge);
                const double length = text_length(street->name);
                if (run.length() < length * 0.8) continue;
                double angle = std::atan2(run.to.y - run.from.y, run.to.x - run.from.x);
                if (std::abs(angle) > std::numbers::pi / 2) angle += angle > 0 ? -std::numbers::pi : std::numbers::pi;
                const Spot middle{(run.from.x + run.to.x) / 2, (run.from.y + run.to.y) / 2};
                if (!is_in_sight(middle, length, angle) || !room_.take(middle, length, angle)) continue;
                write(street->name, middle, angle, "#0b0c0c");
                ++named_;
            }
        }
    }

    void name_shapes() {
        for (const auto* seen : shapes_) {
            const auto& shape = *seen;
            const bool is_house = shape.kind == ShapeKind::building;
            if (shape.name.empty() || shape.kind == ShapeKind::borough || named_ >= most_names || view_.zoom < (is_house ? 15 : 13)) continue;
            auto at = spot(shape.box.middle());
            if (shape.kind == ShapeKind::water && !is_area(shape.parts.front())) continue;  // its middle may be anywhere
            const double length = text_length(shape.name);
            if (!is_in_sight(at, length, 0) || !room_.take(at, length, 0)) continue;
            write(shape.name, at, 0, shape.kind == ShapeKind::water ? "#003078" : is_house ? "#4c2c92" : "#00401f");
            ++named_;
        }
    }

    void draw_furniture() {
        constexpr std::array<int, 12> lengths{5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10'000, 20'000};
        int metres = lengths[0];
        for (const int each : lengths)
            if (each / metres_per_pixel_ <= 90) metres = each;
        const double long_ = metres / metres_per_pixel_, y = height() - 10;
        out_ << "<path fill=\"none\" stroke=\"#0b0c0c\" stroke-width=\"8\""_html;
        out_.attribute("d", fmt::format("M{} {}v20h{}v-20", whole(8), whole(y - 5), whole(long_))) << "/>"_html;
        write(metres < 1000 ? fmt::format("{} m", metres) : fmt::format("{} km", metres / 1000), {8 + long_ / 2, y - 8}, 0, "#0b0c0c");
        out_ << "<path fill=\"#0b0c0c\" stroke=\"#ffffff\" stroke-width=\"6\" paint-order=\"stroke\""_html;
        out_.attribute("d", fmt::format("M{} 24l28 72l-28 -16l-28 16z", whole(width() - 16))) << "/>"_html;
        write(base::say("places.north", {}, language_), {width() - 16, 32}, 0, "#0b0c0c");
    }

    struct Placed {
        Spot at;
        const Pin* pin;
        int more = 0;
    };
    void gather_pins() {
        constexpr double apart = 27;
        for (const auto& pin : picture_.pins) {
            const auto at = spot(pin.point);
            if (at.x < 0 || at.y < 0 || at.x > width() || at.y > height()) continue;
            const auto over = std::ranges::find_if(placed_, [&](const Placed& other) { return distance(other.at, at) < apart; });
            if (over != placed_.end()) {
                ++over->more;
                continue;
            }
            placed_.push_back({at, &pin});
            for (const double aside : {-8.0, 8.0}) room_.fill({at.x + aside, at.y});
        }
    }

    void draw_pins() {
        for (const auto& [at, pin, more] : placed_) {
            const bool leads = !pin->href.empty();
            const auto label = more > 0 ? fmt::format("{}+{}", pin->label, more) : pin->label;
            if (leads) {
                out_ << "<a tabindex=\"-1\""_html;
                out_.url("href", pin->href).attribute("aria-label", more > 0 ? label + ", " + pin->name : pin->name) << ">"_html;
            }
            put_mark(at, pin->look);
            if (!label.empty()) {
                out_ << "<text text-anchor=\"middle\" dy=\"17\" font-weight=\"bold\" fill=\"#ffffff\""_html;
                out_.attribute("x", whole(at.x)).attribute("y", whole(at.y)).attribute("font-size", label.size() > 2 ? "38" : "48") << ">"_html << label << "</text>"_html;
            }
            if (leads) out_ << "</a>"_html;
        }
    }

    void put_mark(const Spot& at, Pin::Look look) {
        const auto x = whole(at.x), y = whole(at.y);
        const auto shape = [&](std::string_view data, std::string_view fill) {
            out_ << "<path stroke=\"#ffffff\" stroke-width=\"8\""_html;
            out_.attribute("d", data).attribute("fill", fill) << "/>"_html;
        };
        switch (look) {
            case Pin::Look::open: shape(fmt::format("M{} {}m-52 0a52 52 0 1 0 104 0a52 52 0 1 0 -104 0z", x, y), "#1d70b8"); break;
            case Pin::Look::done: shape(fmt::format("M{} {}m-48 -48h96v96h-96z", x, y), "#00703c"); break;
            case Pin::Look::asset: shape(fmt::format("M{} {}m0 -60l60 60l-60 60l-60 -60z", x, y), "#4c2c92"); break;
            case Pin::Look::chosen: shape(fmt::format("M{} {}l-36 -72a52 52 0 1 1 72 0z", x, y), "#d4351c"); break;
        }
    }

    void draw_cross_hair() {
        const auto x = whole(width() / 2), y = whole(height() / 2);
        for (const auto& [colour, pixels] : {std::pair<const char*, const char*>{"#ffffff", "20"}, {"#d4351c", "10"}}) {
            out_ << "<path fill=\"none\""_html;
            out_.attribute("stroke", colour).attribute("stroke-width", pixels);
            out_.attribute("d", fmt::format("M{0} {1}m-80 0h60m40 0h60M{0} {1}m0 -80v60m0 40v60M{0} {1}m-44 0a44 44 0 1 0 88 0a44 44 0 1 0 -88 0", x, y)) << "/>"_html;
        }
    }

    static constexpr int most_names = 45;
    const Picture& picture_;
    const View& view_;
    Pixels pixels_;
    double metres_per_pixel_;
    bool has_edge_ = false;
    std::vector<const MapShape*> shapes_;    // in sight
    std::vector<const MapStreet*> streets_;  // in sight
    base::Language language_;
    html::Html out_;
    Room room_;
    std::vector<Placed> placed_;
    int named_ = 0;
};

}  // namespace

html::Html drawn(const TownMap& map, const Picture& picture, base::Language language) { return Sheet(map, picture, language).draw(); }

}  // namespace places
