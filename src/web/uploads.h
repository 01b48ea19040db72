#pragma once
// A file somebody sent, lying in the tenant's spool until a handler has dealt with it.

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

namespace web {

/// A file under a generated name that is removed with this object. `take` hands it over to who will remove or keep it.
class SpooledFile {
public:
    SpooledFile() = default;
    explicit SpooledFile(std::filesystem::path path) : path_(std::move(path)) {}
    SpooledFile(SpooledFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    SpooledFile& operator=(SpooledFile&& other) noexcept;
    ~SpooledFile();

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path take() { return std::exchange(path_, {}); }

private:
    std::filesystem::path path_;
};

/// One file of a multipart form.
/// 1. `name` is what to show: the last part of the name that was sent, one tidy line of at most 200 characters, never
///    a path. Never open, store or route by it.
/// 2. `claimed_type` is what the sender says; whoever stores the file sniffs for himself.
/// 3. A file input left empty by the browser makes no Upload.
struct Upload {
    std::string field;
    std::string name;
    std::string claimed_type;
    std::uint64_t size = 0;
    SpooledFile file;
};

}  // namespace web
