#pragma once
// Inside clocks only: what happened on a case, read from its facts.

#include "cases/case.h"
#include "clocks/clock.h"
#include "db/tx.h"
#include "journal/journal.h"

#include <set>
#include <span>

namespace clocks {

/// The facts that move a clock.
const std::set<std::string>& kinds_that_count();
/// What a fact is to the clocks; some are two things.
std::vector<Step> steps_of(const journal::Fact& fact);
/// All of them, of a case with these facts.
std::vector<Step> steps_of(db::Tx& tx, std::span<const journal::Fact> facts);

/// The calendars of all teams that had the case.
Calendars calendars_for(db::Tx& tx, std::span<const Step> steps);

}  // namespace clocks
