#pragma once
// A file that is there whole or not at all.
//
// Promises
//  1. It has no name until all of it is on disk, then it has its own; where the process dies before, nothing is left of it.
//     (Where the file system knows no files without a name, it has one beside its place until then.)
//  2. It takes nobody's place. Two that are written to one place at once do not touch each other: who is ready first has it.

#include "base/result.h"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace exports {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using FileHandle = std::unique_ptr<std::FILE, CloseFile>;

class WholeFile {
public:
    enum class Until { nameless, named };  // how it is kept until it is ready

    /// Refuses with exports.file_exists where there is a file already, and with exports.cannot_write.
    static Result<WholeFile> at(const std::filesystem::path& place, Until until = Until::nameless);
    WholeFile(WholeFile&& other) noexcept;
    WholeFile& operator=(WholeFile&&) = delete;
    ~WholeFile();  // nothing stays, unless it was kept

    /// What cannot be written is said by `keep`.
    void write(std::string_view bytes);
    std::uint64_t bytes() const { return bytes_; }
    /// Puts it in its place when all of it is on disk. Refuses with exports.file_exists where somebody was quicker.
    Result<void> keep();

private:
    WholeFile(std::filesystem::path place, std::string beside, FileHandle file)
        : place_(std::move(place)), beside_(std::move(beside)), file_(std::move(file)) {}
    std::unexpected<Refusal> cannot_write(int problem) const;

    std::filesystem::path place_;
    std::string beside_;  // its name until then; empty: none
    FileHandle file_;
    std::uint64_t bytes_ = 0;
    int problem_ = 0;
};

}  // namespace exports
