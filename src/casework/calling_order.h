#pragma once
// In which order somebody calls where their tasks are. Pure.

#include "places/gazetteer.h"

#include <optional>
#include <span>
#include <vector>

namespace casework {

struct Call {
    std::optional<places::Point> point;  // none: nobody knows where
    bool late = false;
};

/// The calls by their numbers.
///
/// Promises
///  1. What is late comes before what is not. Within each part the order is that of a short way (places::visiting_order), which goes on where the
///     part before it ended.
///  2. What has no point comes last in its part, in the order given.
///  3. Without a start, the first call that has a point is the first (the most urgent, where that is the order given).
std::vector<std::size_t> calling_order(std::span<const Call> calls, std::optional<places::Point> start = {});

}  // namespace casework
