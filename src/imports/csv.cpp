#include "imports/csv.h"

#include "base/text.h"

#include <algorithm>

namespace imports {
namespace {

constexpr int most_left_open = 100;  // after so many, a quote must be closed in its own line

/// Every line break in it: LF, CRLF, or CR alone.
std::int64_t count_lines(std::string_view text) {
    std::int64_t lines = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        lines += text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
    return lines;
}

}  // namespace

CsvReader::CsvReader(std::string_view text, CsvLimits limits) : text_(text), limits_(limits) {
    constexpr std::string_view mark = "\xef\xbb\xbf";
    if (text_.starts_with(mark)) at_ = mark.size();
}

void CsvReader::pass_line_end() {
    if (at_end()) return;
    at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
}

void CsvReader::pass_line() {
    at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
    pass_line_end();
}

bool CsvReader::next(Record& record) {
    while (!at_end() && at_line_end()) {
        pass_line_end();
        ++line_;
    }
    if (at_end()) return false;
    const auto begin = at_;
    record = {.line = line_, .fields = {}};
    for (;;) {
        read_field(record, begin);
        if (record.trouble == "imports.quote_open" || record.trouble == "imports.quote_stray" || at_end() || at_line_end()) break;
        ++at_;  // the comma
    }
    if (record.trouble == "imports.quote_open")
        give_back(record, begin);
    else if (record.trouble == "imports.quote_stray")
        pass_line();
    else
        pass_line_end();
    const auto whole = text_.substr(begin, at_ - begin);
    if (record.trouble.empty() && whole.size() > limits_.record) record.trouble = "imports.record_long";
    if (whole.find('\0') != std::string_view::npos) record.trouble = "imports.nul";
    if (!base::is_utf8(whole)) record.trouble = "imports.not_utf8";
    if (!record.trouble.empty()) record.fields.clear();
    line_ += count_lines(whole);
    return true;
}

/// Only the first line of it is passed: what follows may be records of their own.
void CsvReader::give_back(Record& record, std::size_t begin) {
    ++left_open_;
    record.fields.clear();
    at_ = begin;
    pass_line();
}

void CsvReader::read_field(Record& record, std::size_t begin) {
    std::string field;
    if (!at_end() && text_[at_] == '"') {
        ++at_;
        const auto used = at_ - begin;
        if (!read_quoted(field, limits_.record - std::min(used, limits_.record))) {
            record.trouble = "imports.quote_open";
            return;
        }
        if (!at_end() && !at_line_end() && text_[at_] != ',') {
            record.trouble = "imports.quote_stray";
            return;
        }
    } else {
        read_plain(field);
    }
    if (field.size() > limits_.field) record.trouble = "imports.field_long";
    if (record.fields.size() == limits_.fields) record.trouble = "imports.many_fields";
    if (record.trouble.empty()) record.fields.push_back(std::move(field));
}

void CsvReader::read_plain(std::string& field) {
    const auto end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    field = text_.substr(at_, std::min(end - at_, limits_.field + 1));
    at_ = end;
}

/// What stands between two quotes, the first of which is passed. False if there is no second within so many bytes.
bool CsvReader::read_quoted(std::string& field, std::size_t most) {
    auto room = text_.substr(at_, most);
    if (left_open_ >= most_left_open) room = room.substr(0, std::min(room.find_first_of("\r\n"), room.size()));
    for (std::size_t from = 0;;) {
        const auto quote = room.find('"', from);
        if (quote == std::string_view::npos) return false;
        field += room.substr(from, quote - from);
        const auto after = at_ + quote + 1;
        if (after == text_.size() || text_[after] != '"') {
            at_ = after;
            return true;
        }
        field += '"';
        from = quote + 2;
        if (from > room.size()) return false;
    }
}

Columns::Columns(const std::vector<std::string>& names) {
    for (const auto& name : names) names_.push_back(base::lower_ascii(base::trim(name)));
}

std::optional<std::size_t> Columns::find(std::string_view name) const {
    const auto found = std::ranges::find(names_, name);
    return found == names_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - names_.begin()));
}

std::vector<std::size_t> Columns::all(std::string_view name) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < names_.size(); ++i)
        if (names_[i] == name) found.push_back(i);
    return found;
}

std::string Columns::missing(std::initializer_list<std::string_view> wanted) const {
    std::string missing;
    for (const auto name : wanted)
        if (!find(name)) (missing += missing.empty() ? "" : ", ") += name;
    return missing;
}

}  // namespace imports
