#pragma once
// A file of lines that ends with the digest of all that stands before its last line: written beside its place and put there
// whole, and looked through before any of it is believed.

#include "base/result.h"
#include "base/text.h"

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

/// SHA-256 of bytes as they come.
class RunningDigest {
public:
    RunningDigest();
    RunningDigest(RunningDigest&&) noexcept;
    ~RunningDigest();
    void add(std::string_view bytes);
    std::string finish();  // in hexadecimal, once

private:
    struct State;
    std::unique_ptr<State> state_;
};

class LineWriter {
public:
    /// Refuses with exports.file_exists where there is a file already, and with exports.cannot_write.
    static Result<LineWriter> at(const std::filesystem::path& place);
    LineWriter(LineWriter&&) noexcept = default;
    ~LineWriter();  // nothing stays, unless it was kept

    /// What cannot be written is said by `keep`.
    void write(std::string_view line);
    std::uint64_t bytes() const { return bytes_; }
    /// Writes the last line, which is made of the digest, and puts the file in its place when all of it is on disk.
    Result<void> keep(const std::string& before_digest, const std::string& after_digest);

private:
    LineWriter(std::filesystem::path place, FileHandle file) : place_(std::move(place)), file_(std::move(file)) {}
    Result<void> cannot_write() const;
    std::filesystem::path beside() const { return place_.string() + ".part"; }

    std::filesystem::path place_;
    FileHandle file_;
    RunningDigest digest_;
    std::uint64_t bytes_ = 0;
    int problem_ = 0;
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
