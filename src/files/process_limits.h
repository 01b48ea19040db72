#pragma once
// What a program that is started to touch dangerous things denies itself first.

#include <cstdint>
#include <optional>

namespace files {

/// Empty: as before.
struct ProcessLimits {
    std::uint64_t processor_seconds;
    std::uint64_t bytes_written;  // to each file
    std::optional<std::uint64_t> memory = {}, open_files = {}, processes = {};  // memory: address space, in bytes
};

/// For this process and whatever it becomes, for good; nor does it leave a core or gain rights. False: a limit could not be set.
bool limit_this_process(const ProcessLimits& limits);

}  // namespace files
