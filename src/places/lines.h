#pragma once
// Inside places only: lines and rings as the text in which they are kept.

#include "db/tx.h"
#include "places/ward_map.h"

#include <string>
#include <string_view>
#include <vector>

namespace places {

/// Parts parted by ;, points by blanks, each "latitude,longitude", so that the same numbers come back.
std::string to_text(const std::vector<Ring>& parts);
std::vector<Ring> rings_from(std::string_view text);

/// The map of the town is another one, if there is one: `what` changed in it.
void map_changed(db::Tx& tx, std::string_view what);

}  // namespace places
