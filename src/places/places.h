#pragma once
// The door of places: where something is (addresses, streets, wards), and what the council's clock and calendar say.
//   boundaries.h  the ward of a point, postcodes     assets.h  lamps, bins, gullies     town_map.h, drawing.h  the map
//   gazetteer.h  addresses found from what was typed, streets, wards, loading     calendar.h  working days and due times
//   zone.h, times.h  instants as people read them

#include "access/access.h"
#include "base/result.h"
#include "db/db.h"
#include "places/assets.h"
#include "places/boundaries.h"
#include "places/calendar.h"
#include "places/gazetteer.h"
#include "places/team_hours.h"
#include "places/times.h"
#include "places/town_map.h"

#include <map>
#include <optional>
#include <span>
#include <string>

namespace places {

struct LocationTag;
using LocationId = Id<LocationTag>;

struct Location {
    std::string text;            // as the resident said it, one tidy line of at most 300 characters
    std::optional<Point> point;
    std::string uprn;            // 1 to 12 digits
    std::string ward = {};       // code; by the gazetteer where the UPRN is known, else by the boundaries around the point
    std::string usrn = {};       // by the gazetteer or the asset, else of the street whose line is near the point
    std::string asset = {};      // "street-lamp/L1042": Asset::key
    bool empty() const { return text.empty() && !point && uprn.empty() && asset.empty(); }
};

/// Refuses a point off the globe and a UPRN that is none; tidies the text.
Result<Location> check(Location location);
/// The same by the gazetteer: a known UPRN gives the point where it lacks, ward and USRN always, and the text where it lacks or
/// is no more than what one types to find the address. An unknown UPRN is refused. A council without a gazetteer takes any
/// UPRN as it is. A known asset gives point and USRN, whatever else was said, and the text where it lacks; an unknown one is
/// refused. A point alone gives the ward in which it lies, where boundaries are loaded, and the street whose line is near.
Result<Location> check(db::Tx& tx, Location location);
/// Keeps a checked location; nothing given: no location (id 0).
LocationId record(db::Tx& tx, const Location& location);
std::map<LocationId, Location> find_many(db::Tx& tx, std::span<const LocationId> locations);
/// What is said of a spot where nobody used words: "Albion Street", by the line that is near; "a street lamp L12, Albion Street"; empty where
/// nothing is known of it.
std::string words_at(db::Tx& tx, const Location& location);
/// "street lamp" for "street-lamp"; what has no words is said as it is written.
std::string asset_kind_shown(std::string_view kind, base::Language = base::Language::english);
/// "Street lamp L1042, outside 12 Albion Street".
std::string shown(db::Tx& tx, const Asset& asset, base::Language = base::Language::english);
/// Their words alone, for lists.
std::map<LocationId, std::string> words_of(db::Tx& tx, std::span<const LocationId> locations);

/// The council's calendar as its rows say at this moment: one small read, however many days are asked for.
Calendar calendar_of(db::Tx& tx);
/// Keeps the rules that settings say (rules_from); at every start, and free where nothing changed.
void set_rules(db::Tx& tx, const CalendarRules& rules);

/// Days on which this council is closed besides bank holidays, by day.
std::vector<Holiday> closing_days(db::Tx& tx);
/// Both need Permission::change_settings and announce ClosingDayChanged. A name is 1 to 100 characters; saying a day again
/// changes its name.
Result<void> close_on(db::Tx& tx, const access::Actor& who, Day day, std::string_view name);
/// Refuses a day that is no closing day.
Result<void> open_on(db::Tx& tx, const access::Actor& who, Day day);

}  // namespace places
