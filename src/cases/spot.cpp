#include "cases/spot.h"

#include "cases/case_store.h"
#include "cases/queries.h"

#include <algorithm>

namespace cases {

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

void put_pin(db::Tx& tx, const Request& r, const catalogue::Definition& service, const std::optional<places::Point>& point) {
    if (!point || service.publish == catalogue::Publish::never) return;
    tx.run(sql::put_pin, r.id, cell_of(*point), r.received_at);
}

void drop_spot(db::Tx& tx, CaseId id) { tx.run(sql::drop_spot, id); }

Around spots_around(db::Tx& tx, std::string_view service, const places::Point& middle, double metres, Instant since) {
    Around around;
    std::int64_t seen = 0;
    const auto cells = cells_around(middle, metres);
    for (const auto cell : cells)
        for (const auto row : tx.query(sql::spots_in, service, cell, since, most_in_a_cell)) {
            const Spot spot{row.get<CaseId>(0), {row.get<double>(1), row.get<double>(2)}, row.get<Instant>(3)};
            ++seen;
            if (metres_between(middle, spot.point) <= metres) around.spots.push_back(spot);
        }
    std::ranges::sort(around.spots, {}, [&](const Spot& spot) { return std::pair(metres_between(middle, spot.point), spot.id); });
    around.per_km2 = static_cast<double>(seen) / (static_cast<double>(cells.size()) * places::cell_km2(middle));
    return around;
}

}  // namespace cases
