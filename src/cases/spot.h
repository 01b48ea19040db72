#pragma once
// Inside cases only: where open cases lie, in the cells of places/cells.h, so that what is near a point is found along an index.

#include "cases/case.h"
#include "db/tx.h"
#include "places/cells.h"

namespace cases {

using places::cell_of, places::cells_around, places::metres_between;

/// Keeps where an open case lies; nothing where there is no point, or the service compares nothing.
void put_spot(db::Tx& tx, const Case& the_case, const catalogue::Definition& service, const std::optional<places::Point>& point);
/// The same for a case that is open again: the place of its first request.
void put_spot_again(db::Tx& tx, const Case& the_case, const catalogue::Definition& service);
/// Keeps where a request lies that the public may see now or after a check; nothing where there is no point.
void put_pin(db::Tx& tx, const Request& request, const catalogue::Definition& service, const std::optional<places::Point>& point);
void drop_spot(db::Tx& tx, CaseId id);

struct Spot {
    CaseId id;
    places::Point point;
    Instant opened_at;
};
struct Around {
    std::vector<Spot> spots;  // nearest first
    double per_km2 = 0;       // how many there are to the square kilometre of the cells that were looked at
};
/// Of the newest `most_in_a_cell` of each cell those within the radius.
inline constexpr int most_in_a_cell = 100;
Around spots_around(db::Tx& tx, std::string_view service, const places::Point& middle, double metres, Instant since);

}  // namespace cases
