#pragma once
// Rows given out as a list, in one of four formats: docs/exports.md says which columns stand in it.
//
// Promises
//  1. CSV is RFC 4180: CRLF, quotes where they are needed. A text that a spreadsheet would take for a formula (it begins with
//     = + - @, a tab or a line break) begins with an apostrophe there, so that it stays text.
//  2. GeoJSON is RFC 7946: one FeatureCollection in WGS84, longitude first; a row without a place has the geometry null.
//  3. JSON and JSON Lines have one object for each row; what is not known is null, ids are strings.

#include "base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace exports {

enum class Format { csv, json, lines, geojson };
inline constexpr Format all_formats[] = {Format::csv, Format::geojson, Format::json, Format::lines};
std::string_view code_of(Format);  // "csv", "json", "lines", "geojson"
std::optional<Format> find_format(std::string_view code);
std::string_view media_type(Format);
/// ".csv": how the name of such a file ends.
std::string_view ending_of(Format);

using Cell = std::variant<std::monostate, bool, std::int64_t, double, std::string>;
/// Nothing for an empty text.
Cell cell(std::string text);
Cell cell(std::optional<base::Instant> at);
struct Place {
    double latitude = 0, longitude = 0;
};
struct Row {
    std::vector<Cell> cells;  // as many as there are columns
    std::optional<Place> place = {};
};

/// The text of a list, piece by piece: its beginning, each row, its end.
class ListWriter {
public:
    /// `marked`: CSV begins with a byte-order mark, by which some spreadsheets know UTF-8.
    ListWriter(Format format, std::vector<std::string> columns, bool marked = false);
    void begin(std::string& out) const;
    void add(std::string& out, const Row& row);
    void end(std::string& out) const;
    std::int64_t rows() const { return rows_; }

private:
    void add_object(std::string& out, const Row& row) const;

    Format format_;
    std::vector<std::string> columns_, keys_;
    bool marked_;
    std::int64_t rows_ = 0;
};

/// A text as one field of CSV.
std::string csv_field(std::string_view text);

}  // namespace exports
