#pragma once
// Inside dmn: trees to texts.

#include "dmn/tree.h"

#include <string>

namespace dmn {

/// In one spelling; cut off, with "…", where it is longer than `most` bytes.
std::string spelled(const Node&, std::size_t most);

}  // namespace dmn
