#pragma once
// Inside website only: the page of a group. Its rows, each to change or take out, and the questions of one row; between pages the rows travel in
// the form, as its other answers do.

#include "forms/view.h"
#include "website/report_view.h"
#include "website/site.h"

namespace website {

constexpr const char* row_field = "row";  // which row the questions are asked of; no question's code
constexpr const char* add_row = "add-row";  // stand as `go`; the last two with the row's number behind them
constexpr const char* change_row = "change-row-";
constexpr const char* remove_row = "remove-row-";

/// What stands between the page's heading and its end.
void put_rows_step(html::Html& out, const Report& report, const forms::Question& group, const forms::Typed& typed, std::span<const Problem> problems);
/// Whether the page as it comes asks of one row: its only button goes on with that.
bool asks_of_a_row(const Report& report, const forms::Question& group);

/// What was done on such a page: how it is to be shown again, or nothing where the report goes on.
struct RowsShown {
    std::size_t row = 0;  // 0: all of them
    std::vector<Problem> problems = {};
};
std::optional<RowsShown> take_rows(web::Request& request, const forms::Form& form, const forms::Question& group);

}  // namespace website
