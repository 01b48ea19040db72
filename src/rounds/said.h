#pragma once
// What is said of an address' bins before somebody asks: on the page of its bin days, in a report of a missed bin, and to an agent.

#include "places/places.h"
#include "rounds/late.h"

namespace rounds {

/// Everything said of one address: read once, then worded.
struct AtAddress {
    places::Address address;
    Timetable timetable;
    std::vector<LateRound> late;  // of its rounds, in its street
    Day today;
    const places::Zone* zone = nullptr;
    places::Calendar calendar = {};
};
/// Nothing for a UPRN that the gazetteer does not know.
std::optional<AtAddress> at_address(db::Tx& tx, std::string_view uprn);

/// "today", "tomorrow", "Friday 4 December".
std::string said_day(Day day, Day today, base::Language language = base::Language::english);
/// "6pm", "6pm tomorrow", "6pm on Monday 30 November".
std::string said_by(const places::Zone& zone, Instant by, Instant now, base::Language language = base::Language::english);

/// "The blue bin round in Albion Street is late: the lorry broke down. It will come by 6pm. Leave the bin out."
std::string said_of_late(const LateRound& late, std::string_view street, const places::Zone& zone, Instant now,
                         base::Language language = base::Language::english);
/// Of a bin that was not due within the last two working days: "Your blue bin is due on Friday 4 December, not before."; of one that
/// is due today: that the lorry may still come. Nothing where it was due and should have been emptied.
std::vector<std::string> said_of_due(const AtAddress& at, base::Language language = base::Language::english);

}  // namespace rounds
