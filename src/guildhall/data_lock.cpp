#include "guildhall/data_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace guildhall {

Result<DataLock> DataLock::take(const std::string& folder) {
    const auto path = (std::filesystem::path(folder) / "serving.lock").string();
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        const std::string reason = std::strerror(errno);
        return refuse(Kind::unavailable, "guildhall.cannot_write", folder + ": " + reason);
    }
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        ::close(file);
        return refuse(Kind::conflict, "guildhall.already_served", folder + " is served by another process already");
    }
    return DataLock(file);
}

DataLock::~DataLock() {
    if (file_ >= 0) ::close(file_);
}

}  // namespace guildhall
