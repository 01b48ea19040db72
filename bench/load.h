#pragma once
// A closed loop of clients: each does its errand again as soon as the answer is there.

#include "served.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <string>

namespace bench {

struct Load {
    double rate = 0;            // errands a second, all clients together
    double p50_ms = 0, p99_ms = 0;  // as a client waits for one
    double cpu_ms = 0;          // the server's own, for each errand
    double postgres_cpu_ms = 0;  // of PostgreSQL's processes, for each errand
    std::int64_t done = 0;
};

/// One errand; false if the answer was not the one wanted.
using Errand = std::function<bool()>;

/// Every client is prepared (connected, signed in) before the clock starts. Throws std::runtime_error when an errand
/// was refused: a fast refusal is no figure. Ends early after `most` errands, for those that add to the data.
Load run_load(const Served& served, int clients, double seconds, const std::function<Errand(int client)>& prepare,
              std::int64_t most = std::numeric_limits<std::int64_t>::max());

/// Rate, both waits, CPU and memory as figures "NAME.rate", "NAME.p50" and so on.
void print_load(const std::string& name, const std::string& errand, const Load& load, const Served& served, const std::string& conditions);

}  // namespace bench
