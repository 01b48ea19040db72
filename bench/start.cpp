// bench/run start: from the start of the process to its first answer, on a council with many cases.

#include "bench.h"

#include "figures.h"
#include "served.h"

#include <fmt/format.h>

namespace bench {

void start(const Options& options) {
    const auto conditions = fmt::format("{}, {} cases", options.postgres.empty() ? "SQLite" : "PostgreSQL", options.cases);
    tell("start: " + conditions);
    const Served served({.postgres = options.postgres, .data = options.data, .requests = options.cases});
    print_figure("start", served.start_seconds(), "s", "from fork to the answer of GET /healthz", conditions);
    print_figure("start.resident", served.usage().resident_mb, "MB", "VmRSS of the server's process then", conditions);
}

}  // namespace bench
