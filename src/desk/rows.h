#pragma once
// Inside desk only: cases as rows of a list, with what a row shows beside the case itself.

#include "cases/cases.h"
#include "desk/pages.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace desk {

struct Listed {
    std::vector<cases::Line> lines;
    std::map<people::PersonId, std::string> names;
    std::map<places::LocationId, std::string> places;
    std::map<access::StaffId, std::string> owners;
    std::map<std::pair<std::string, std::int64_t>, catalogue::DefinitionPtr> services;  // by code and version
};

/// Reads what the rows need: a statement for each sort of thing, however many rows.
Result<Listed> furnish(db::Tx& tx, const access::Actor& who, std::vector<cases::Line> lines);
/// Light enough that fifty of them, with style sheet and script, stay under 60 kB.
void put_rows(html::Html& out, const web::Context& context, const Listed& listed, const std::string& caption);

}  // namespace desk
