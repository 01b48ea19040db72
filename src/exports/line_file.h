#pragma once
// A file of lines that ends with the digest of all that stands before its last line: put in its place whole, and looked through
// before any of it is believed.

#include "base/digest.h"
#include "exports/whole_file.h"

namespace exports {

class LineWriter {
public:
    /// Refuses as WholeFile::at does.
    static Result<LineWriter> at(const std::filesystem::path& place);

    /// What cannot be written is said by `keep`.
    void write(std::string_view line);
    std::uint64_t bytes() const { return file_.bytes(); }
    /// Writes the last line, which is made of the digest, and puts the file in its place when all of it is on disk.
    Result<void> keep(const std::string& before_digest, const std::string& after_digest);

private:
    explicit LineWriter(WholeFile file) : file_(std::move(file)) {}

    WholeFile file_;
    base::RunningDigest digest_;
};

class LineReader {
public:
    static constexpr std::size_t longest = std::size_t{64} << 20;

    /// Refuses with exports.cannot_read.
    static Result<LineReader> open(const std::filesystem::path& place);
    /// False at the end of the file. A line that is longer than `longest`, or a disk that fails, is refused as exports.damaged.
    Result<bool> next();
    const std::string& line() const { return line_; }
    std::int64_t number() const { return number_; }

    struct Mark {
        long offset;
        std::int64_t number;
    };
    Mark mark() const { return {offset_, number_}; }  // behind the line
    void go_back_to(const Mark& mark);

private:
    explicit LineReader(FileHandle file) : file_(std::move(file)) {}

    FileHandle file_;
    std::string line_;
    std::int64_t number_ = 0;
    long offset_ = 0;
};

}  // namespace exports
