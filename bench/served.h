#pragma once
// The real program, serving fresh data on a port of its own, and what it costs.

#include "db/tenants.h"

#include <filesystem>
#include <string>
#include <vector>

namespace bench {

/// CPU time and memory of a process, as the kernel counts them.
struct Usage {
    double cpu_seconds = 0;
    double resident_mb = 0, peak_mb = 0;
};

class Served {
public:
    /// Makes the demo council (no requests) in a folder of its own, or in the PostgreSQL server named, and serves it
    /// with rate limits raised by setting. Throws std::runtime_error when the program does not come up.
    Served(const std::string& postgres, const std::vector<std::string>& environment = {}, int requests = 0);
    ~Served();

    int port() const { return port_; }
    Usage usage() const;
    const db::TenantEntry& entry() const { return entry_; }
    const std::filesystem::path& folder() const { return folder_; }
    /// Seconds from the start of the process to its first answer.
    double start_seconds() const { return start_seconds_; }
    /// Ends the process in order, and keeps the data until this object goes.
    void stop();

private:
    std::filesystem::path folder_;
    db::TenantEntry entry_;
    int pid_ = 0;
    int port_ = 0;
    double start_seconds_ = 0;
};

/// Where the programs were built: the folder of this one.
std::filesystem::path programs();

}  // namespace bench
