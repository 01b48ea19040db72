#pragma once
// Which part of the world a picture shows. Pure.

#include "places/ward_map.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace places {

/// A part of the world on a picture. Zoom counts as on the maps of the web: one more shows half as much.
struct View {
    static constexpr int least_zoom = 11, most_zoom = 19, most_pixels = 1600;
    Point middle;
    int zoom = 16;
    int width = 320, height = 320;

    double metres_per_pixel() const;
    /// Where a point lies on the picture, from its upper left.
    std::pair<double, double> pixel_of(const Point& point) const;
    Point point_at(double x, double y) const;
    Box box() const;
    /// The same, its middle so many pixels further right and down; at most as far as where the globe ends.
    View moved(double right, double down) const;
    View zoomed(int by) const;
    /// "53.480000,-2.240000,16"; `read_view` reads it back and refuses by nothing whatever is none. The size is not in it.
    std::string text() const;
};
/// `View::pixel_of` for many points of one view: what they have in common is reckoned once.
class Pixels {
public:
    explicit Pixels(const View& view);
    std::pair<double, double> operator()(const Point& point) const { return {left_ + point.longitude * across_, top_ - point.latitude * down_}; }

private:
    double across_, down_, left_, top_;
};
std::optional<View> read_view(std::string_view text);
/// "53.480000,-2.240000", in steps of a hand's breadth; `read_point` reads it back.
std::string to_text(const Point& point);
std::optional<Point> read_point(std::string_view text);
/// The view of that size that just holds a box, not closer than `closest`.
View view_of(const Box& box, int width, int height, int closest = 17);

}  // namespace places
