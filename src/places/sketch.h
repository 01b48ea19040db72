#pragma once
// A map for a gazetteer that has none: for the invented borough, for tests and for measuring. Streets run along their addresses;
// lamps, gullies, bins and trees stand along the streets; parks, a brook, a railway and a few houses everybody knows lie between.

#include "places/assets.h"
#include "places/town_map.h"

#include <cstdint>
#include <string>
#include <vector>

namespace places {

struct Sketch {
    std::vector<StreetLine> lines;
    std::vector<Shape> shapes;
    std::vector<Asset> assets;
};

/// The same for the same gazetteer and seed. Only streets with at least two addresses whose points differ get a line.
Sketch sketch(const Gazetteer& gazetteer, std::uint64_t seed = 1);

/// Keeps all of it. Refuses where one part is refused; the gazetteer must be loaded.
Result<void> load(db::Tx& tx, const Sketch& sketch);

}  // namespace places
