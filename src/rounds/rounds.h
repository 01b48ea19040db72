#pragma once
// The door of rounds: when each bin is collected at an address, and which rounds are late.
//   round.h  bins, rounds and changes as values     timetable.h  the days they come to
//   loading.h  taking them in     late.h  rounds that are late     ical.h  the days as a calendar feed

#include "db/db.h"
#include "places/gazetteer.h"
#include "rounds/round.h"
#include "rounds/timetable.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rounds {

struct LateTag;
using LateId = Id<LateTag>;

/// The rounds that come to an address, with everything that changes their days. Reads by index, however large the council is.
Timetable timetable_of(db::Tx& tx, const places::Address& address);
/// The same for every address of a street that has no rounds of its own.
Timetable timetable_of_street(db::Tx& tx, std::string_view usrn);
/// All rounds of the council.
Timetable whole_timetable(db::Tx& tx);

std::vector<Bin> all_bins(db::Tx& tx);
bool has_rounds(db::Tx& tx);
/// USRNs of the streets that a round comes to, those of single addresses included.
std::vector<std::string> streets_of(db::Tx& tx, std::string_view round);

}  // namespace rounds
