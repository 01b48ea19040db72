#include "exports/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace exports {
namespace {

std::filesystem::path folder_of(const std::filesystem::path& place) { return std::filesystem::absolute(place).parent_path(); }

bool has_no_nameless(int problem) { return problem == EOPNOTSUPP || problem == EISDIR || problem == EINVAL || problem == ENOENT; }

void sync_folder(const std::filesystem::path& folder) {
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0) return;
    ::fsync(opened);
    ::close(opened);
}

}  // namespace

Result<WholeFile> WholeFile::at(const std::filesystem::path& place, Until until) {
    std::error_code ignored;
    if (std::filesystem::exists(place, ignored)) return refuse(Kind::conflict, "exports.file_exists", place.string());
    std::string beside;
    int opened = -1;
    errno = EOPNOTSUPP;
    if (until == Until::nameless) opened = ::open(folder_of(place).c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0600);
    if (opened < 0 && has_no_nameless(errno)) {
        beside = place.string() + ".part-XXXXXX";
        opened = ::mkostemp(beside.data(), O_CLOEXEC);
    }
    if (opened < 0) return refuse(Kind::unavailable, "exports.cannot_write", place.string() + ": " + std::strerror(errno));
    FileHandle file(::fdopen(opened, "w"));
    std::setvbuf(file.get(), nullptr, _IOFBF, std::size_t{1} << 18);
    return WholeFile(place, std::move(beside), std::move(file));
}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : place_(std::move(other.place_)),
      beside_(std::exchange(other.beside_, {})),
      file_(std::move(other.file_)),
      bytes_(other.bytes_),
      problem_(other.problem_) {}

WholeFile::~WholeFile() {
    if (!beside_.empty()) ::unlink(beside_.c_str());
}

void WholeFile::write(std::string_view bytes) {
    bytes_ += bytes.size();
    if (problem_ == 0 && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) problem_ = errno;
}

std::unexpected<Refusal> WholeFile::cannot_write(int problem) const {
    if (problem == EEXIST) return refuse(Kind::conflict, "exports.file_exists", place_.string());
    return refuse(Kind::unavailable, "exports.cannot_write", place_.string() + ": " + std::strerror(problem));
}

Result<void> WholeFile::keep() {
    if (problem_ == 0 && (std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0)) problem_ = errno;
    if (problem_ != 0) return cannot_write(problem_);
    const auto from = beside_.empty() ? "/proc/self/fd/" + std::to_string(::fileno(file_.get())) : beside_;
    // Unlike a renaming, a link takes nobody's place.
    if (::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, place_.c_str(), AT_SYMLINK_FOLLOW) != 0) return cannot_write(errno);
    file_.reset();
    if (!beside_.empty()) ::unlink(std::exchange(beside_, {}).c_str());
    sync_folder(folder_of(place_));
    return {};
}

}  // namespace exports
