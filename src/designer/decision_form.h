#pragma once
// Inside designer only: a decision table as the form of a page. The names of its fields, what was typed in them, and its buttons.

#include "designer/parts.h"
#include "dmn/edit.h"

#include <string>
#include <string_view>
#include <vector>

namespace designer {

/// "in-2-from", "out-1-type": `member` of a column, from 0 on.
std::string column_field(const char* side, std::size_t column, const char* member);
/// "r3-i1", "r3-o2": a cell of a rule.
std::string cell_field(std::size_t rule, const char* side, std::size_t column);
std::string rule_field(std::size_t rule, const char* member);
/// How many conditions ("in"), results ("out") and rules ("rule") the page showed.
std::string count_field(const char* of_what);

/// Whether a page can show it, and its form be read whole (web/forms.h).
bool fits_on_page(const dmn::WrittenTable&);

/// The table with what was typed; a line break stays in its cell, since a comment in FEEL ends there. Adds a problem for a cell that is too long,
/// and where the form did not come whole.
dmn::WrittenTable table_typed(const web::Request&, dmn::WrittenTable, std::vector<Problem>& problems);

/// A button beside a rule or column: "up:3", "in", "drop-out:2". Changes what is typed, and keeps nothing; a problem where it would not fit on a page.
void act_on_table(dmn::WrittenTable&, std::string_view act, std::vector<Problem>& problems);

}  // namespace designer
