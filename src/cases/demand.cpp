#include "cases/demand.h"

#include "cases/queries.h"

namespace cases {

std::vector<std::pair<std::string, std::int64_t>> demand_since(db::Tx& tx, Instant since) {
    std::vector<std::pair<std::string, std::int64_t>> demand;
    for (const auto row : tx.query(sql::demand_since, since)) demand.emplace_back(row.get<std::string>(0), row.get<std::int64_t>(1));
    return demand;
}

}  // namespace cases
