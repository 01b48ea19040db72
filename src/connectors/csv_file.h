#pragma once
// The files of a drop folder: errands as they go out, answers as they come in. Pure.

#include "connectors/carrier.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// RFC 4180, UTF-8, one errand in a row; texts that a spreadsheet would take for formulas begin with an apostrophe. Columns: errand,
/// number, kind, handed_over, reference, service, service_name, words, latitude, longitude, address, uprn, usrn, answers, photos, name,
/// email, phone; their_reference is that of the errand before it.
std::string errands_as_csv(const std::vector<Parcel>&);

struct BadLine {
    std::int64_t line = 0;  // on which the row begins
    std::string why;
    bool operator==(const BadLine&) const = default;
};
struct AnswerFile {
    std::vector<Told> told;
    std::vector<BadLine> bad;
};
/// Columns, in any order: errand or reference; status, words; at or position. Rows that say nothing about anything are bad, and hide no
/// other. A file without the columns has one bad line, its first. Every row is named by the file's content and its line, so the
/// same file again says nothing new.
AnswerFile read_answers(std::string_view text);

}  // namespace connectors
