#include "places/cells.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace places {
namespace {

constexpr double metres_per_degree = 111'195;
constexpr double rows_per_degree = 400, columns_per_degree = 200;
constexpr std::int64_t rows = 180 * 400, columns = 360 * 200;

std::int64_t row_of(double latitude) {
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor((latitude + 90) * rows_per_degree)), 0, rows - 1);
}
std::int64_t column_of(double longitude) { return static_cast<std::int64_t>(std::floor((longitude + 180) * columns_per_degree)); }

/// Columns go on behind the date line.
std::int64_t cell_at(std::int64_t row, std::int64_t column) { return row * columns + (column % columns + columns) % columns; }

double width_of_degree(double latitude) { return metres_per_degree * std::max(std::cos(latitude * std::numbers::pi / 180), 1e-6); }

}  // namespace

std::int64_t cell_of(const Point& point) { return cell_at(row_of(point.latitude), column_of(point.longitude)); }

std::vector<std::int64_t> cells_around(const Point& middle, double metres) {
    const double up = metres / metres_per_degree, aside = std::min(metres / width_of_degree(middle.latitude), 90.0);
    const auto south = row_of(middle.latitude - up), north = row_of(middle.latitude + up);
    auto west = column_of(middle.longitude - aside), east = column_of(middle.longitude + aside);
    const auto most_columns = std::max<std::int64_t>(static_cast<std::int64_t>(most_cells) / (north - south + 1), 1);
    if (east - west + 1 > most_columns) {
        west = column_of(middle.longitude) - most_columns / 2;
        east = west + most_columns - 1;
    }
    std::vector<std::int64_t> cells;
    for (auto row = south; row <= north; ++row)
        for (auto column = west; column <= east; ++column) cells.push_back(cell_at(row, column));
    return cells;
}

double cell_km2(const Point& point) {
    return metres_per_degree / rows_per_degree * width_of_degree(point.latitude) / columns_per_degree / 1e6;
}

double metres_between(const Point& one, const Point& other) {
    const double turn = std::remainder(one.longitude - other.longitude, 360.0);
    return std::hypot((one.latitude - other.latitude) * metres_per_degree, turn * width_of_degree((one.latitude + other.latitude) / 2));
}

}  // namespace places
