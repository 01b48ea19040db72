#pragma once
// What is done at every size: one entry for each operation, in the order in which they are measured.

#include "client.h"
#include "grounds.h"
#include "load.h"

#include <span>
#include <string>
#include <vector>

namespace bench {

/// What the clients have in hand.
struct Town {
    const Served& served;
    const std::vector<Target>& targets;
    std::string authorization;         // of an agent's token, a header line
    std::vector<std::string> follows;  // Cookie lines, each of a resident who may see the request of the target at its place

    const Target& target(std::int64_t time) const;
};
/// Throws std::runtime_error where some of the targets are not found by search.
Town enter(const Served& served, const std::vector<Target>& targets);

struct Operation {
    const char* name;
    const char* errand;
    /// What one client does, the how-manieth time.
    bool (*step)(Client&, const Town&, std::int64_t time);
    bool adds = false;  // to the data: done a bounded number of times
};
std::span<const Operation> operations();

}  // namespace bench
