#pragma once
// Inside files only: keeps the sweep from removing a blob in the moment it is stored again. Whoever stores holds it
// shared for the rename; the sweep holds it alone while it looks once more and removes.

#include "files/descriptor.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <filesystem>

namespace files {

class FolderLock {
public:
    enum class Kind { shared, alone };
    FolderLock(const std::filesystem::path& folder, Kind kind)
        : file_(open((folder / "sweeping").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        while (file_ && flock(file_.get(), kind == Kind::shared ? LOCK_SH : LOCK_EX) != 0)
            if (errno != EINTR) file_.close();
    }
    explicit operator bool() const { return static_cast<bool>(file_); }

private:
    Descriptor file_;
};

}  // namespace files
