#pragma once
// Inside cases only: where open cases lie, in the cells of a grid over the globe, so that what is near a point is found along an
// index, whatever database it is.
//
// A cell is a four-hundredth of a degree from south to north (278 m) and a two-hundredth from west to east (at most 557 m; 278 m
// at 60 degrees). Around a radius of 250 m lie at most nine.

#include "cases/case.h"
#include "db/tx.h"

namespace cases {

/// Its number: row by row from the south-west.
std::int64_t cell_of(const places::Point& point);
/// The cells that a circle touches; of a circle so near a pole that it touches more than `most_cells`, those around its middle.
inline constexpr std::size_t most_cells = 100;
std::vector<std::int64_t> cells_around(const places::Point& middle, double metres);
/// Over distances of a few kilometres.
double metres_between(const places::Point& one, const places::Point& other);

/// Keeps where an open case lies; nothing where there is no point, or the service compares nothing.
void put_spot(db::Tx& tx, const Case& the_case, const catalogue::Definition& service, const std::optional<places::Point>& point);
/// The same for a case that is open again: the place of its first request.
void put_spot_again(db::Tx& tx, const Case& the_case, const catalogue::Definition& service);
void drop_spot(db::Tx& tx, CaseId id);

struct Spot {
    CaseId id;
    places::Point point;
    Instant opened_at;
};
/// Of the newest `most_in_a_cell` of each cell those within the radius, nearest first.
inline constexpr int most_in_a_cell = 100;
std::vector<Spot> spots_around(db::Tx& tx, std::string_view service, const places::Point& middle, double metres, Instant since);

}  // namespace cases
