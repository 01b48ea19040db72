#include "exports/list.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace exports {
namespace {

struct ListKind {
    Format format;
    std::string_view code, media_type, ending;
};
constexpr std::array<ListKind, 4> kinds{{{Format::csv, "csv", "text/csv; charset=utf-8", ".csv"},
                                     {Format::json, "json", "application/json", ".json"},
                                     {Format::lines, "lines", "application/x-ndjson", ".jsonl"},
                                     {Format::geojson, "geojson", "application/geo+json", ".geojson"}}};
const ListKind& kind_of(Format format) { return *std::ranges::find(kinds, format, &ListKind::format); }

template <class... Each>
struct Cases : Each... {
    using Each::operator()...;
};

/// What spreadsheets take for the beginning of a formula; the wide forms too, which some of them read alike.
bool begins_formula(std::string_view text) {
    static constexpr std::array<std::string_view, 11> signs{"=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    return std::ranges::any_of(signs, [&](std::string_view sign) { return text.starts_with(sign); });
}

std::string shown_number(double number) { return fmt::format("{}", number); }

std::string csv_of(const Cell& cell) {
    return std::visit(Cases{[](std::monostate) { return std::string(); },
                            [](bool yes) { return std::string(yes ? "yes" : "no"); },
                            [](std::int64_t number) { return std::to_string(number); },
                            [](double number) { return shown_number(number); },
                            [](const std::string& text) { return csv_field(text); }},
                      cell);
}

std::string json_of(const Cell& cell) {
    return std::visit(Cases{[](std::monostate) { return std::string("null"); },
                            [](bool yes) { return std::string(yes ? "true" : "false"); },
                            [](std::int64_t number) { return std::to_string(number); },
                            [](double number) { return shown_number(number); },
                            [](const std::string& text) { return base::json_string(text); }},
                      cell);
}

}  // namespace

std::string_view code_of(Format format) { return kind_of(format).code; }
std::string_view media_type(Format format) { return kind_of(format).media_type; }
std::string_view ending_of(Format format) { return kind_of(format).ending; }
std::optional<Format> find_format(std::string_view code) {
    const auto* const found = std::ranges::find(kinds, code, &ListKind::code);
    return found == kinds.end() ? std::nullopt : std::optional(found->format);
}

Cell cell(std::string text) { return text.empty() ? Cell() : Cell(std::move(text)); }
Cell cell(std::optional<base::Instant> at) { return at ? Cell(base::to_iso(*at)) : Cell(); }

std::string csv_field(std::string_view text) {
    std::string safe = begins_formula(text) ? "'" : "";
    safe += text;
    const bool is_plain = safe.find_first_of(",\"\r\n") == std::string::npos && !safe.starts_with(' ') && !safe.ends_with(' ');
    if (is_plain) return safe;
    std::string quoted = "\"";
    for (const char c : safe) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

ListWriter::ListWriter(Format format, std::vector<std::string> columns, bool marked)
    : format_(format), columns_(std::move(columns)), marked_(marked) {
    for (const auto& column : columns_) keys_.push_back(base::json_string(column) + ':');
}

void ListWriter::begin(std::string& out) const {
    if (format_ == Format::geojson) out += "{\"type\":\"FeatureCollection\",\"features\":[";
    if (format_ == Format::json) out += '[';
    if (format_ != Format::csv) return;
    if (marked_) out += "\xEF\xBB\xBF";
    for (std::size_t i = 0; i < columns_.size(); ++i) (out += i > 0 ? "," : "") += csv_field(columns_[i]);
    out += "\r\n";
}

void ListWriter::add_object(std::string& out, const Row& row) const {
    out += '{';
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        if (i > 0) out += ',';
        out += keys_[i];
        out += json_of(row.cells.at(i));
    }
    out += '}';
}

void ListWriter::add(std::string& out, const Row& row) {
    const bool first = rows_++ == 0;
    switch (format_) {
        case Format::csv:
            for (std::size_t i = 0; i < columns_.size(); ++i) (out += i > 0 ? "," : "") += csv_of(row.cells.at(i));
            out += "\r\n";
            return;
        case Format::lines:
            add_object(out, row);
            out += '\n';
            return;
        case Format::json:
            out += first ? "\n" : ",\n";
            return add_object(out, row);
        case Format::geojson:
            out += first ? "\n" : ",\n";
            out += "{\"type\":\"Feature\",\"geometry\":";
            if (row.place)
                fmt::format_to(std::back_inserter(out), "{{\"type\":\"Point\",\"coordinates\":[{},{}]}}", row.place->longitude, row.place->latitude);
            else
                out += "null";
            out += ",\"properties\":";
            add_object(out, row);
            out += '}';
            return;
    }
}

void ListWriter::end(std::string& out) const {
    if (format_ == Format::json) out += "\n]\n";
    if (format_ == Format::geojson) out += "\n]}\n";
}

}  // namespace exports
