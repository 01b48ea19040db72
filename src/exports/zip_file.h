#pragma once
// Several files as one ZIP.

#include "base/result.h"
#include "base/time.h"

#include <span>
#include <string>

namespace exports {

struct Entry {
    std::string name;  // a plain name, without folders
    std::string content;
};

/// In memory. The same entries at the same time give the same bytes.
Result<std::string> zip(std::span<const Entry> entries, Instant at);

}  // namespace exports
