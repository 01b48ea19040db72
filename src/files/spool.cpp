#include "files/spool.h"

#include "base/digest.h"
#include "base/log.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace files {
namespace {

std::unexpected<Refusal> unavailable(const char* what) {
    const int error = errno;
    base::log::error("files: the store does not work", {{"what", what}, {"why", std::strerror(error)}});
    return refuse(Kind::unavailable, "files.unavailable", std::string(what) + ": " + std::strerror(error));
}

/// A sweep may have seen the file between its making and its locking, and removed it.
bool still_has_name(int file) {
    struct stat info {};
    return fstat(file, &info) == 0 && info.st_nlink > 0;
}

}  // namespace

struct Spool::State {
    Descriptor file;
    std::filesystem::path path;
    std::uint64_t size = 0;
    base::RunningDigest digest;
    bool is_kept = false;

    ~State() {
        if (!is_kept && !path.empty()) unlink(path.c_str());
    }
};

Spool::Spool(std::unique_ptr<State> state) : state_(std::move(state)) {}
Spool::Spool(Spool&&) noexcept = default;
Spool& Spool::operator=(Spool&&) noexcept = default;
Spool::~Spool() = default;

Result<Spool> Spool::make(const std::filesystem::path& incoming) {
    for (int tries = 0; tries < 3; ++tries) {
        auto path = (incoming / "XXXXXX").string();
        Descriptor file(mkostemp(path.data(), O_CLOEXEC));
        if (!file) return unavailable("incoming");
        auto state = std::make_unique<State>();
        state->file = std::move(file);
        state->path = std::move(path);
        if (flock(state->file.get(), LOCK_EX | LOCK_NB) == 0 && still_has_name(state->file.get()))
            return Spool(std::move(state));
    }
    return unavailable("incoming");
}

Result<void> Spool::write(std::span<const std::byte> bytes) {
    state_->digest.add(bytes);
    while (!bytes.empty()) {
        const auto done = ::write(state_->file.get(), bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return unavailable("write");
        state_->size += static_cast<std::uint64_t>(done);
        bytes = bytes.subspan(static_cast<std::size_t>(done));
    }
    return {};
}

Result<void> Spool::take_over() {
    std::array<std::byte, 65'536> piece;
    state_->size = 0;
    state_->digest = {};
    while (true) {
        const auto got = pread(state_->file.get(), piece.data(), piece.size(), static_cast<off_t>(state_->size));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return unavailable("read");
        if (got == 0) return {};
        state_->digest.add(std::span(piece).first(static_cast<std::size_t>(got)));
        state_->size += static_cast<std::uint64_t>(got);
    }
}

std::uint64_t Spool::size() const { return state_->size; }
int Spool::descriptor() const { return state_->file.get(); }

base::Digest Spool::digest() { return state_->digest.so_far(); }

Result<void> Spool::keep(const std::filesystem::path& place) {
    if (futimens(state_->file.get(), nullptr) != 0 || fsync(state_->file.get()) != 0) return unavailable("sync");
    if (rename(state_->path.c_str(), place.c_str()) != 0) return unavailable("rename");
    state_->is_kept = true;
    if (!sync_folder(place.parent_path())) return unavailable("sync of a folder");
    return {};
}

bool sync_folder(const std::filesystem::path& folder) {
    const Descriptor handle(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return handle && fsync(handle.get()) == 0;
}

int sweep_incoming(const std::filesystem::path& incoming) {
    // Listed first: a folder that loses files while it is being read may pass one over.
    std::vector<std::filesystem::path> paths;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(incoming, ignored)) paths.push_back(entry.path());
    int swept = 0;
    for (const auto& path : paths) {
        const Descriptor file(open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
        if (file && flock(file.get(), LOCK_EX | LOCK_NB) == 0 && unlink(path.c_str()) == 0) ++swept;
    }
    return swept;
}

}  // namespace files
