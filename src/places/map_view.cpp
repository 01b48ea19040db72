#include "places/map_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace places {
namespace {

constexpr double metres_a_degree = 111'195;

bool read_number(std::string_view text, double& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

}  // namespace

double View::metres_per_pixel() const { return 156'543.03 * std::cos(middle.latitude * std::numbers::pi / 180) / std::exp2(zoom); }

std::pair<double, double> View::pixel_of(const Point& point) const { return Pixels(*this)(point); }

Pixels::Pixels(const View& view)
    : across_(metres_a_degree * std::cos(view.middle.latitude * std::numbers::pi / 180) / view.metres_per_pixel()),
      down_(metres_a_degree / view.metres_per_pixel()),
      left_(view.width / 2.0 - view.middle.longitude * across_),
      top_(view.height / 2.0 + view.middle.latitude * down_) {}

Point View::point_at(double x, double y) const {
    const double per_pixel = metres_per_pixel(), narrow = std::max(std::cos(middle.latitude * std::numbers::pi / 180), 0.01);
    return {std::clamp(middle.latitude - (y - height / 2.0) * per_pixel / metres_a_degree, -85.0, 85.0),
            std::clamp(middle.longitude + (x - width / 2.0) * per_pixel / metres_a_degree / narrow, -180.0, 180.0)};
}

Box View::box() const {
    Box box;
    box.hold(point_at(0, 0));
    box.hold(point_at(width, height));
    return box;
}

View View::moved(double right, double down) const {
    auto view = *this;
    view.middle = point_at(width / 2.0 + right, height / 2.0 + down);
    return view;
}

View View::zoomed(int by) const {
    auto view = *this;
    view.zoom = std::clamp(zoom + by, least_zoom, most_zoom);
    return view;
}

std::string View::text() const { return fmt::format("{},{}", to_text(middle), zoom); }

std::optional<View> read_view(std::string_view text) {
    const auto comma = text.rfind(',');
    if (comma == std::string_view::npos) return std::nullopt;
    const auto middle = read_point(text.substr(0, comma));
    double zoom = 0;
    if (!middle || !read_number(text.substr(comma + 1), zoom)) return std::nullopt;
    View view{.middle = *middle};
    view.middle.latitude = std::clamp(view.middle.latitude, -85.0, 85.0);
    view.zoom = static_cast<int>(std::clamp(zoom, double{View::least_zoom}, double{View::most_zoom}));
    return view;
}

std::string to_text(const Point& point) { return fmt::format("{:.6f},{:.6f}", point.latitude, point.longitude); }

std::optional<Point> read_point(std::string_view text) {
    const auto comma = text.find(',');
    if (comma == std::string_view::npos || text.size() > 60) return std::nullopt;
    Point point;
    if (!read_number(text.substr(0, comma), point.latitude) || !read_number(text.substr(comma + 1), point.longitude)) return std::nullopt;
    const bool on_globe = std::abs(point.latitude) <= 90 && std::abs(point.longitude) <= 180;
    return on_globe ? std::optional(point) : std::nullopt;
}

View view_of(const Box& box, int width, int height, int closest) {
    View view{.middle = box.empty() ? Point{} : box.middle(), .zoom = closest, .width = width, .height = height};
    const auto holds = [&] {
        const auto shown = view.box();
        return shown.south <= box.south && shown.north >= box.north && shown.west <= box.west && shown.east >= box.east;
    };
    while (view.zoom > View::least_zoom && !box.empty() && !holds()) --view.zoom;
    return view;
}

}  // namespace places
