#include "places/grid.h"

#include <cmath>
#include <numbers>

namespace places {
namespace {

constexpr double radian = std::numbers::pi / 180;

struct Ellipsoid {
    double a, b;  // metres
    double e2() const { return (a * a - b * b) / (a * a); }
};
constexpr Ellipsoid airy{6'377'563.396, 6'356'256.909}, wgs84{6'378'137.0, 6'356'752.3142};

/// Latitude and longitude in radians, on the ellipsoid at hand.
struct Angles {
    double latitude, longitude;
};
struct Vector {
    double x, y, z;
};

constexpr double scale = 0.9996012717, true_latitude = 49 * radian, true_longitude = -2 * radian, false_easting = 400'000,
                 false_northing = -100'000;

/// The length of the meridian from the true origin.
double meridian(double latitude) {
    constexpr double n = (airy.a - airy.b) / (airy.a + airy.b), n2 = n * n, n3 = n2 * n;
    const double less = latitude - true_latitude, more = latitude + true_latitude;
    return airy.b * scale *
           ((1 + n + 1.25 * n2 + 1.25 * n3) * less - (3 * n + 3 * n2 + 2.625 * n3) * std::sin(less) * std::cos(more) +
            1.875 * (n2 + n3) * std::sin(2 * less) * std::cos(2 * more) - 35.0 / 24 * n3 * std::sin(3 * less) * std::cos(3 * more));
}

Angles from_projection(double easting, double northing) {
    constexpr double a_millimetre = 1e-3 / 100;
    double latitude = true_latitude, left = northing - false_northing;
    for (int round = 0; round < 20 && std::abs(left) > a_millimetre; ++round) {
        latitude += left / (airy.a * scale);
        left = northing - false_northing - meridian(latitude);
    }
    const double sine = std::sin(latitude), secant = 1 / std::cos(latitude), t = std::tan(latitude), t2 = t * t;
    const double root = std::sqrt(1 - airy.e2() * sine * sine);
    const double nu = airy.a * scale / root, rho = airy.a * scale * (1 - airy.e2()) / (root * root * root), eta2 = nu / rho - 1;
    const double d = easting - false_easting, d2 = d * d, nu2 = nu * nu, nu3 = nu2 * nu, nu5 = nu3 * nu2, nu7 = nu5 * nu2;
    const double vii = t / (2 * rho * nu), viii = t / (24 * rho * nu3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2),
                 ix = t / (720 * rho * nu5) * (61 + 90 * t2 + 45 * t2 * t2), x = secant / nu,
                 xi = secant / (6 * nu3) * (nu / rho + 2 * t2), xii = secant / (120 * nu5) * (5 + 28 * t2 + 24 * t2 * t2),
                 xiia = secant / (5040 * nu7) * (61 + 662 * t2 + 1320 * t2 * t2 + 720 * t2 * t2 * t2);
    return {latitude - d2 * (vii - d2 * (viii - d2 * ix)), true_longitude + d * (x - d2 * (xi - d2 * (xii - d2 * xiia)))};
}

Vector to_space(const Angles& at, const Ellipsoid& on) {
    const double sine = std::sin(at.latitude), nu = on.a / std::sqrt(1 - on.e2() * sine * sine);
    return {nu * std::cos(at.latitude) * std::cos(at.longitude), nu * std::cos(at.latitude) * std::sin(at.longitude), (1 - on.e2()) * nu * sine};
}

/// OSGB36 to WGS84: a shift, a scale and three small turns.
Vector helmert(const Vector& v) {
    constexpr double second = radian / 3600, grow = 1 - 20.4894e-6, rx = 0.1502 * second, ry = 0.2470 * second, rz = 0.8421 * second;
    return {446.448 + grow * v.x - rz * v.y + ry * v.z, -125.157 + rz * v.x + grow * v.y - rx * v.z, 542.060 - ry * v.x + rx * v.y + grow * v.z};
}

Angles from_space(const Vector& v, const Ellipsoid& on) {
    const double p = std::hypot(v.x, v.y);
    double latitude = std::atan2(v.z, p * (1 - on.e2()));
    for (int round = 0; round < 5; ++round) {
        const double sine = std::sin(latitude), nu = on.a / std::sqrt(1 - on.e2() * sine * sine);
        latitude = std::atan2(v.z + on.e2() * nu * sine, p);
    }
    return {latitude, std::atan2(v.y, v.x)};
}

}  // namespace

std::optional<Point> from_national_grid(double easting, double northing) {
    const bool on_grid = easting >= 0 && easting <= 700'000 && northing >= 0 && northing <= 1'300'000;  // false for NaN
    if (!on_grid) return std::nullopt;
    const auto at = from_space(helmert(to_space(from_projection(easting, northing), airy)), wgs84);
    return Point{at.latitude / radian, at.longitude / radian};
}

}  // namespace places
