// The map as a picture: what it shows, that it stays small, and that a view is read back as it was written.

#include "places/ambleford.h"
#include "places/drawing.h"
#include "places/sketch.h"

#include "db/test/given.h"

#include <rapidcheck.h>

using places::Picture;
using places::Pin;
using places::Point;
using places::View;

namespace {

places::TownMap ambleford_map() {
    const auto gazetteer = places::ambleford();
    const auto sketch = places::sketch(gazetteer);
    std::vector<places::MapStreet> streets;
    for (const auto& line : sketch.lines) {
        const auto named = std::ranges::find(gazetteer.streets, line.usrn, &places::Street::usrn);
        streets.push_back({.usrn = line.usrn, .name = named->name, .street_class = line.street_class, .parts = line.parts});
    }
    std::vector<places::MapShape> shapes;
    for (const auto& shape : sketch.shapes) shapes.push_back({.code = shape.code, .name = shape.name, .kind = shape.kind, .parts = shape.parts});
    return {std::move(streets), std::move(shapes)};
}

bool has(const html::Html& drawing, std::string_view text) { return drawing.str().find(text) != std::string::npos; }

}  // namespace

TEST_CASE("a map shows streets by name, scale and north, and is small at every zoom") {
    const auto map = ambleford_map();
    const View town{.middle = map.find_street("99000001")->middle(), .zoom = 17, .width = 640, .height = 480};
    const auto drawing = places::drawn(map, {.view = town, .name = "Map of <Ambleford>"});
    CHECK(has(drawing, ">High Street</text>"));
    CHECK(has(drawing, ">50 m</text>"));
    CHECK(has(drawing, ">N</text>"));
    CHECK(has(drawing, R"(role="img" aria-label="Map of &lt;Ambleford&gt;")"));
    for (int zoom = View::least_zoom; zoom <= View::most_zoom; ++zoom) {
        auto view = town;
        view.zoom = zoom;
        CAPTURE(zoom);
        CHECK(places::drawn(map, {.view = view, .name = "Map"}).size() < 24'000);
    }
}

TEST_CASE("pins tell open from done by their shape, those that lie over each other are told once, and what leads somewhere has a name") {
    const View view{.middle = {54.13, -2.95}, .zoom = 17};
    const auto at = [&](double right) { return view.moved(right, 0).middle; };
    const Picture picture{.view = view,
                          .pins = {{.point = at(0), .label = "1", .href = "/problems/7", .name = "1: Pothole, open"}, {.point = at(5), .label = "2"}, {.point = at(60), .label = "3", .look = Pin::Look::done}, {.point = at(9000), .label = "9"}},
                          .name = "Map"};
    const auto drawing = places::drawn(places::TownMap(), picture);
    CHECK(has(drawing, ">1+1</text>"));
    CHECK(has(drawing, ">3</text>"));
    CHECK_FALSE(has(drawing, ">9</text>"));
    CHECK(has(drawing, R"(href="/problems/7" aria-label="1+1, 1: Pothole, open")"));
    CHECK(has(drawing, R"(role="group")"));
}

TEST_CASE("a click on the picture is the point that is drawn there, and a view is read back as it was written") {
    CHECK(rc::check("point_at and pixel_of undo each other", [] {
        View view{.middle = {static_cast<double>(*rc::gen::inRange(-80'000, 80'000)) / 1000, static_cast<double>(*rc::gen::inRange(-179'000, 179'000)) / 1000}};
        view.zoom = *rc::gen::inRange(View::least_zoom, View::most_zoom + 1);
        const int x = *rc::gen::inRange(0, 320), y = *rc::gen::inRange(0, 320);
        const auto [back_x, back_y] = view.pixel_of(view.point_at(x, y));
        RC_ASSERT(std::abs(back_x - x) < 0.1 && std::abs(back_y - y) < 0.1);
        const auto read = places::read_view(view.text());
        RC_ASSERT(read && read->text() == view.text());
    }));
    for (const auto* wrong : {"", "1", "1,2", "91,2,16", "1,181,16", "a,b,c", "1,2,x", "nan,1,16", "1,2,3,4"}) {
        CAPTURE(wrong);
        CHECK_FALSE(places::read_view(wrong));
    }
    CHECK(places::read_view("54.1,-2.9,99")->zoom == View::most_zoom);
    CHECK_FALSE(places::read_point("54.1;-2.9"));
}
