#include "cases/spot.h"

#include "cases/case_store.h"
#include "cases/queries.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cases {
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

std::int64_t cell_of(const places::Point& point) { return cell_at(row_of(point.latitude), column_of(point.longitude)); }

std::vector<std::int64_t> cells_around(const places::Point& middle, double metres) {
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

double metres_between(const places::Point& one, const places::Point& other) {
    const double turn = std::remainder(one.longitude - other.longitude, 360.0);
    return std::hypot((one.latitude - other.latitude) * metres_per_degree, turn * width_of_degree((one.latitude + other.latitude) / 2));
}

void put_spot(db::Tx& tx, const Case& c, const catalogue::Definition& service, const std::optional<places::Point>& point) {
    if (!point || !service.duplicates) return;
    tx.run(sql::put_spot, c.id, c.service, cell_of(*point), point->latitude, point->longitude, c.opened_at);
}

void put_spot_again(db::Tx& tx, const Case& c, const catalogue::Definition& service) {
    if (!service.duplicates) return;
    const auto requests = case_store::requests_of(tx, c.id);
    if (requests.empty() || !requests.front().location) return;
    const places::LocationId location[] = {requests.front().location};
    for (const auto& [id, place] : places::find_many(tx, location)) put_spot(tx, c, service, place.point);
}

void drop_spot(db::Tx& tx, CaseId id) { tx.run(sql::drop_spot, id); }

std::vector<Spot> spots_around(db::Tx& tx, std::string_view service, const places::Point& middle, double metres, Instant since) {
    std::vector<Spot> spots;
    for (const auto cell : cells_around(middle, metres))
        for (const auto row : tx.query(sql::spots_in, service, cell, since, most_in_a_cell)) {
            const Spot spot{row.get<CaseId>(0), {row.get<double>(1), row.get<double>(2)}, row.get<Instant>(3)};
            if (metres_between(middle, spot.point) <= metres) spots.push_back(spot);
        }
    std::ranges::sort(spots, {}, [&](const Spot& spot) { return std::pair(metres_between(middle, spot.point), spot.id); });
    return spots;
}

}  // namespace cases
