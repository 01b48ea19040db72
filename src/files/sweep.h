#pragma once
// What is done to files now and then, by one node at a time (a job or a lease of the caller's).

#include "files/files.h"

#include <chrono>
#include <cstdint>

namespace files {

struct Swept {
    int rows = 0;               // blobs no subject held
    int blobs = 0;              // files removed from disk
    std::uint64_t bytes = 0;    // of these
};

/// Forgets blobs that no subject holds and removes their bytes.
/// 1. What was stored, or stored again, within `grace` stays: an intake or a transaction may be about to refer to it.
/// 2. A row goes before its bytes, so a row never points at nothing; what a kill leaves between is found the next time.
/// 3. It can run beside intakes and transactions, on any node.
/// It ends by counting what the tenant holds (count_bytes).
Result<Swept> sweep(db::Database& database, Store& store, const db::Context& context,
                    Duration grace = std::chrono::hours(24));

/// Asks the scanner about every blob that waits for it; tells how many have an answer now. What is found infected is
/// announced for each subject that holds it (FileFoundInfected). Stops at the first "files.scanner_away".
Result<int> scan_waiting(db::Database& database, Store& store, const db::Context& context);

/// Tells the store how much the tenant holds: once at the start, then with each sweep.
Result<std::uint64_t> count_bytes(db::Database& database, Store& store, const db::Context& context);

/// Every blob but the infected, by digest, and whether somebody holds it: one that nobody does may be gone from the disk.
std::vector<std::pair<Digest, bool>> blobs_on_disk(db::Tx& tx);

}  // namespace files
