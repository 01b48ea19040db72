// Ward boundaries out of GeoJSON, which anybody may have written.

#include "places/boundaries.h"

#include "base/text.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <cmath>
#include <set>

namespace places {
namespace {

namespace json = boost::json;

constexpr std::size_t most_features = 10'000, most_points = 5'000'000;

std::unexpected<Refusal> wrong(std::string what) { return refuse(Kind::invalid, "places.geojson", std::move(what)); }

const json::value* member(const json::value* value, std::string_view name) {
    const auto* object = value == nullptr ? nullptr : value->if_object();
    return object == nullptr ? nullptr : object->if_contains(name);
}

std::string_view text_of(const json::value* value) {
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string_view() : std::string_view(*text);
}

/// GeoJSON is WGS84 unless an old-fashioned "crs" says otherwise.
bool is_wgs84(const json::value& root) {
    const auto* crs = member(&root, "crs");
    if (crs == nullptr || crs->is_null()) return true;
    const auto name = text_of(member(member(crs, "properties"), "name"));
    return name.ends_with("CRS84") || name.ends_with(":4326");
}

/// "WD13CD", "WD22NM": a ward's code or name, of any year.
bool is_national(std::string_view key, std::string_view ending) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return key.size() == 6 && key.starts_with("WD") && is_digit(key[2]) && is_digit(key[3]) && key.ends_with(ending);
}

std::string property(const json::value* feature, std::string_view plain, std::string_view ending) {
    const auto* properties = member(feature, "properties");
    const auto* object = properties == nullptr ? nullptr : properties->if_object();
    if (object == nullptr) return {};
    for (const auto& each : *object) {
        const std::string_view key(each.key());
        if (key == plain || is_national(key, ending)) return base::tidy_line(text_of(&each.value()));
    }
    return {};
}

/// Why a shape cannot be used; nothing: it can.
using Fault = const char*;

class GeoShape {
public:
    Fault read(const json::value* geometry) {
        const auto type = text_of(member(geometry, "type"));
        const auto* coordinates = array(member(geometry, "coordinates"));
        if ((type != "Polygon" && type != "MultiPolygon") || coordinates == nullptr) return "places.ward_no_polygon";
        if (type == "Polygon") return read_polygon(*coordinates);
        for (const auto& polygon : *coordinates) {
            const auto* rings = array(&polygon);
            if (rings == nullptr) return "places.ward_ring";
            if (const auto fault = read_polygon(*rings)) return fault;
        }
        return rings_.empty() ? "places.ward_no_polygon" : nullptr;
    }
    std::vector<Ring> take() { return std::move(rings_); }
    std::size_t points() const { return points_; }

private:
    static const json::array* array(const json::value* value) { return value == nullptr ? nullptr : value->if_array(); }

    Fault read_polygon(const json::array& rings) {
        for (const auto& each : rings) {
            const auto* points = array(&each);
            if (points == nullptr || points->size() < 4) return "places.ward_ring";
            Ring ring;
            for (const auto& point : *points) {
                const auto read = read_point(point);
                if (!read) return "places.ward_point";
                ring.push_back(*read);
            }
            if (ring.front() != ring.back()) return "places.ward_ring";
            points_ += ring.size();
            rings_.push_back(std::move(ring));
        }
        return rings.empty() ? "places.ward_ring" : nullptr;
    }

    static std::optional<Point> read_point(const json::value& value) {
        const auto* pair = value.if_array();
        if (pair == nullptr || pair->size() < 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number()) return std::nullopt;
        const Point point{.latitude = (*pair)[1].to_number<double>(), .longitude = (*pair)[0].to_number<double>()};
        const bool on_globe = std::abs(point.latitude) <= 90 && std::abs(point.longitude) <= 180;
        return on_globe ? std::optional(point) : std::nullopt;
    }

    std::vector<Ring> rings_;
    std::size_t points_ = 0;
};

bool is_code(std::string_view code) {
    return !code.empty() && code.size() <= 16 &&
           code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") == std::string_view::npos;
}

}  // namespace

Result<std::vector<Feature>> read_boundaries(std::string_view geojson) {
    if (geojson.starts_with("\xef\xbb\xbf")) geojson.remove_prefix(3);
    boost::system::error_code error;
    const auto root = json::parse({geojson.data(), geojson.size()}, error);
    if (error) return wrong("it is no JSON: " + error.message());
    const auto* found = member(&root, "features");
    const auto* list = found == nullptr ? nullptr : found->if_array();
    if (text_of(member(&root, "type")) != "FeatureCollection" || list == nullptr) return wrong("it is no FeatureCollection");
    if (!is_wgs84(root)) return wrong("its coordinates are not longitude and latitude in WGS84");
    if (list->size() > most_features) return wrong(fmt::format("it has more than {} features", most_features));
    std::vector<Feature> features;
    std::set<std::string> codes;
    std::size_t points = 0;
    for (const auto& each : *list) {
        Feature feature{.number = static_cast<std::int64_t>(features.size()) + 1, .boundary = {}};
        Boundary boundary{.ward = {property(&each, "code", "CD"), property(&each, "name", "NM")}, .rings = {}};
        GeoShape shape;
        if (!is_code(boundary.ward.code))
            feature.trouble = {"places.ward_code"};
        else if (boundary.ward.name.empty() || base::count_characters(boundary.ward.name) > 100)
            feature.trouble = {"places.ward_name"};
        else if (!codes.insert(boundary.ward.code).second)
            feature.trouble = {"places.ward_twice", boundary.ward.code};
        else if (const auto fault = shape.read(member(&each, "geometry")))
            feature.trouble = {fault, boundary.ward.code};
        points += shape.points();
        if (points > most_points) return wrong(fmt::format("it has more than {} points", most_points));
        boundary.rings = shape.take();
        if (feature.trouble.key.empty()) feature.boundary = std::move(boundary);
        features.push_back(std::move(feature));
    }
    return features;
}

}  // namespace places
