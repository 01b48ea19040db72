#pragma once
// Two processes on one SQLite file would each think themselves alone: whoever serves a council or replaces its data holds
// this lock on its folder.

#include "base/result.h"

#include <string>
#include <utility>

namespace guildhall {

/// Held until it is destroyed, or the process ends.
class DataLock {
public:
    /// Refuses with guildhall.already_served where another process holds it.
    static Result<DataLock> take(const std::string& folder);
    DataLock(DataLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    ~DataLock();

private:
    explicit DataLock(int file) : file_(file) {}
    int file_;
};

}  // namespace guildhall
