#pragma once
// Comma-separated values as they really come (RFC 4180, and what it leaves open): quoted fields with commas, doubled quotes and
// line breaks in them; lines that end in LF, CRLF or CR; a byte-order mark. Nothing in a file makes reading take more than time
// in proportion to its length.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

struct CsvLimits {
    std::size_t record = 256 * 1024;  // bytes
    std::size_t field = 64 * 1024;    // bytes
    std::size_t fields = 500;
};

struct Record {
    std::int64_t line = 0;            // on which it begins; the file's first is 1
    std::vector<std::string> fields;
    std::string_view trouble = {};    // key of words: why it cannot be used; empty: it can be
};

/// Reads one record after the other out of a text that outlives it. A record with trouble hides no other: after a quote that
/// is not closed within the limit, reading goes on in the line after the one in which that record began.
class CsvReader {
public:
    explicit CsvReader(std::string_view text, CsvLimits limits = {});
    /// The next record; false at the end. Empty lines are none.
    bool next(Record& record);

private:
    bool at_end() const { return at_ == text_.size(); }
    bool at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }
    void pass_line_end();
    void pass_line();
    void read_field(Record& record, std::size_t begin);
    void read_plain(std::string& field);
    bool read_quoted(std::string& field, std::size_t most);
    void give_back(Record& record, std::size_t begin);

    std::string_view text_;
    CsvLimits limits_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
    int left_open_ = 0;  // quotes that were not closed so far
};

/// The names of columns in a first record, whatever their case.
class Columns {
public:
    explicit Columns(const std::vector<std::string>& names);
    std::size_t count() const { return names_.size(); }
    std::optional<std::size_t> find(std::string_view name) const;
    /// Every column of that name, from left to right.
    std::vector<std::size_t> all(std::string_view name) const;
    /// Those of `wanted` that are not there, parted by commas.
    std::string missing(std::initializer_list<std::string_view> wanted) const;

private:
    std::vector<std::string> names_;
};

}  // namespace imports
