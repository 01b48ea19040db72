#pragma once
// Say here what the room promises to the rooms above it: units, shapes, refusals, and the source of each rule.

#include "base/result.h"

namespace casework {}  // namespace casework
