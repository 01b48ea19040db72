#pragma once
// Councils of several sizes in one folder, made where they are missing and kept: FOLDER/10000, FOLDER/100000 … each a council on
// SQLite. On PostgreSQL the same council is taken in from its full export, as schema bench_10000 …

#include "growth.h"
#include "served.h"

namespace bench {

struct Ground {
    What what;                     // to be served as it stands
    std::vector<Target> targets;   // what one can look for there
};

/// The council with so many cases in `folder`. On PostgreSQL too where `postgres` names a server.
Ground ground_of(const std::filesystem::path& folder, std::int64_t cases, const std::string& postgres);

}  // namespace bench
