// Whatever the bytes: a file of boundaries is refused, or each of its wards has a code, a name and rings that a map can be made of,
// or says why not.

#include "places/boundaries.h"

#include <cstdint>
#include <cstdlib>

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto read = places::read_boundaries({reinterpret_cast<const char*>(bytes), size});
    if (!read) return 0;
    std::vector<places::Boundary> wards;
    for (const auto& feature : *read) {
        must(feature.boundary.has_value() == feature.trouble.key.empty());
        if (!feature.boundary) continue;
        must(!feature.boundary->ward.code.empty() && !feature.boundary->ward.name.empty() && !feature.boundary->rings.empty());
        for (const auto& ring : feature.boundary->rings) must(ring.size() >= 4);
        wards.push_back(*feature.boundary);
    }
    const places::WardMap map(wards);
    (void)map.at({53.5, -2});
    for (const auto& ward : wards) must(map.knows(ward.ward.code));
    return 0;
}
