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
    double postgres_cpu_seconds = 0;  // of all processes of the PostgreSQL server that holds the data
};

struct What {
    std::string postgres = {};  // DSN; empty: SQLite
    std::string data = {};      // a folder whose borough is used, made where there is none, and kept; empty: a fresh one
    std::vector<std::string> environment = {};
    int requests = 0;  // of the invented borough
    std::string council = {};  // already made: in the folder, or in this schema of the server; empty: it is made
};

/// Runs the program itself with these words and waits for its end; what it prints goes to the file. Throws std::runtime_error
/// when it fails.
void run_guildhall(std::vector<std::string> words, const std::filesystem::path& output);

class Served {
public:
    /// Makes the demo council in a folder, or in the PostgreSQL server named, and serves it with rate limits raised by
    /// setting. Throws std::runtime_error when the program does not come up.
    explicit Served(const What& what);
    ~Served();

    int port() const { return port_; }
    Usage usage() const;
    /// A bearer token for this role.
    std::string token(const std::string& role) const;
    const db::TenantEntry& entry() const { return entry_; }
    const std::filesystem::path& folder() const { return folder_; }
    /// Seconds from the start of the process to its first answer.
    double start_seconds() const { return start_seconds_; }
    /// Ends the process in order, and keeps the data until this object goes.
    void stop();

private:
    std::filesystem::path folder_;
    bool keep_ = false;
    db::TenantEntry entry_;
    std::vector<std::string> where_;  // as options of the program
    int pid_ = 0;
    int port_ = 0;
    double start_seconds_ = 0;
    int postmaster_ = 0;
};

/// Where the programs were built: the folder of this one.
std::filesystem::path programs();

}  // namespace bench
