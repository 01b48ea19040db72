#pragma once
// Inside website only: the page of a report that asks for the time of a visit.

#include "website/report_view.h"

namespace website {

class Site;

/// What stands on the page: the times that are free now, one's own among them.
html::Html visit_times(const Report& report, std::span<const Problem> problems);

/// Holds the time that was chosen for this report, until it is sent or given up. What is wrong with the choice; nothing when it is held, or when
/// none of the times suits them. Without its token nothing is held: the time is taken when the report is sent.
Result<std::optional<Problem>> hold_visit(const Site& site, const Report& report);

/// The choice in words, and until when it is kept; for the check.
std::string chosen_visit(const Report& report);

}  // namespace website
