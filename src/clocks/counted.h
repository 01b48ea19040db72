#pragma once
// Inside clocks only: a case with its clocks counted.

#include "clocks/clocks.h"
#include "clocks/happenings.h"

namespace clocks {

struct Counted {
    catalogue::DefinitionPtr service;
    std::vector<Step> steps;
    Calendars calendars;
    Clocks clocks;  // now

    const places::Calendar& calendar_of(const cases::Case& the_case) const { return calendars.of(the_case.team); }
};
Result<Counted> count(db::Tx& tx, const cases::Case& the_case);
/// The same of a case with this version of its service and these facts.
Counted count(db::Tx& tx, catalogue::DefinitionPtr service, std::span<const journal::Fact> facts);

}  // namespace clocks
