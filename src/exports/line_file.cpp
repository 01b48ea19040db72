#include "exports/line_file.h"

#include <fmt/format.h>
#include <sodium.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace exports {

struct RunningDigest::State {
    crypto_hash_sha256_state hash;
};

RunningDigest::RunningDigest() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->hash); }
RunningDigest::RunningDigest(RunningDigest&&) noexcept = default;
RunningDigest::~RunningDigest() = default;

void RunningDigest::add(std::string_view bytes) {
    crypto_hash_sha256_update(&state_->hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string RunningDigest::finish() {
    base::Digest digest;
    crypto_hash_sha256_final(&state_->hash, reinterpret_cast<unsigned char*>(digest.data()));
    return base::to_hex(digest);
}

Result<LineWriter> LineWriter::at(const std::filesystem::path& place) {
    std::error_code ignored;
    if (std::filesystem::exists(place, ignored)) return refuse(Kind::conflict, "exports.file_exists", place.string());
    const auto beside = place.string() + ".part";
    std::filesystem::remove(beside, ignored);
    const int opened = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (opened < 0) return refuse(Kind::unavailable, "exports.cannot_write", beside + ": " + std::strerror(errno));
    FileHandle file(::fdopen(opened, "w"));
    std::setvbuf(file.get(), nullptr, _IOFBF, std::size_t{1} << 18);
    return LineWriter(place, std::move(file));
}

LineWriter::~LineWriter() {
    if (!file_) return;
    std::error_code ignored;
    std::filesystem::remove(beside(), ignored);
}

void LineWriter::write(std::string_view line) {
    for (const auto bytes : {line, std::string_view("\n")}) {
        digest_.add(bytes);
        bytes_ += bytes.size();
        if (problem_ == 0 && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) problem_ = errno;
    }
}

Result<void> LineWriter::cannot_write() const {
    return refuse(Kind::unavailable, "exports.cannot_write", beside().string() + ": " + std::strerror(problem_));
}

Result<void> LineWriter::keep(const std::string& before_digest, const std::string& after_digest) {
    write(before_digest + digest_.finish() + after_digest);
    if (problem_ == 0 && (std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0)) problem_ = errno;
    if (problem_ != 0) return cannot_write();
    if (::link(beside().c_str(), place_.c_str()) != 0) {  // unlike rename, it takes nobody's place
        problem_ = errno;
        return cannot_write();
    }
    file_.reset();
    ::unlink(beside().c_str());
    const auto folder = std::filesystem::absolute(place_).parent_path();
    if (const int opened = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC); opened >= 0) {
        ::fsync(opened);
        ::close(opened);
    }
    return {};
}

Result<LineReader> LineReader::open(const std::filesystem::path& place) {
    FileHandle file(std::fopen(place.c_str(), "re"));
    if (!file) return refuse(Kind::unavailable, "exports.cannot_read", place.string() + ": " + std::strerror(errno));
    if (!std::filesystem::is_regular_file(place)) return refuse(Kind::invalid, "exports.cannot_read", place.string() + " is no file");
    return LineReader(std::move(file));
}

Result<bool> LineReader::next() {
    line_.clear();
    ++number_;
    char piece[1 << 16];
    while (std::fgets(piece, sizeof piece, file_.get()) != nullptr) {
        line_ += piece;
        if (line_.size() > longest) return refuse(Kind::invalid, "exports.damaged", fmt::format("line {} is longer than 64 MiB", number_));
        if (!line_.ends_with('\n')) continue;
        offset_ += static_cast<long>(line_.size());
        line_.pop_back();
        return true;
    }
    if (std::ferror(file_.get()) != 0) return refuse(Kind::unavailable, "exports.cannot_read", std::strerror(errno));
    if (!line_.empty()) return refuse(Kind::invalid, "exports.damaged", fmt::format("line {} breaks off", number_));
    return false;
}

void LineReader::go_back_to(const Mark& mark) {
    std::fseek(file_.get(), mark.offset, SEEK_SET);
    offset_ = mark.offset;
    number_ = mark.number;
}

}  // namespace exports
