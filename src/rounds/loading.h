#pragma once
// Taking in rounds. Each verb says in order what became of each row, or would in a rehearsal, which writes nothing: a wrong one is
// refused, says which part is wrong, and hides no other. What is not mentioned stays; a second run changes nothing. Each announces
// RoundsLoaded if anything changed. Loaded in this order, each may name what came before.

#include "db/db.h"
#include "imports/run.h"
#include "rounds/round.h"

#include <span>
#include <vector>

namespace rounds {

std::vector<imports::Verdict> load_bins(db::Tx& tx, std::span<const Bin> bins, bool rehearsal = false);
std::vector<imports::Verdict> load_rounds(db::Tx& tx, std::span<const Round> rounds, bool rehearsal = false);
/// Streets and addresses are in the gazetteer already. What is `gone` and was never there is `same`.
std::vector<imports::Verdict> load_served(db::Tx& tx, std::span<const Served> served, bool rehearsal = false);
std::vector<imports::Verdict> load_changes(db::Tx& tx, std::span<const Change> changes, bool rehearsal = false);
std::vector<imports::Verdict> load_holiday_rules(db::Tx& tx, std::span<const HolidayRule> rules, bool rehearsal = false);

}  // namespace rounds
