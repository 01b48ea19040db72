#pragma once
// What the rows of each sort of file mean, for `guildhall import`.

#include "base/random.h"
#include "imports/run.h"
#include "places/zone.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace guildhall {

/// The national list of services: Identifier, Label, Status, Description.
std::unique_ptr<imports::Taker> lgsl_taker();
/// Links of councils by service and interaction: la, lgsl_id, lgil_id, link.
std::unique_ptr<imports::Taker> links_taker();

/// Code-Point Open: grid positions, turned into latitude and longitude.
std::unique_ptr<imports::Taker> postcodes_taker();
/// The names of its columns, where a file begins with a postcode and so names none.
std::vector<std::string> postcode_columns(std::string_view text);
/// Streets: usrn, name, and if there are such columns town and ward.
std::unique_ptr<imports::Taker> streets_taker();
/// Addresses: uprn, usrn, postcode, and if there are such columns flat, name, number, ward, latitude and longitude or easting and
/// northing. Their streets are loaded already. One without a ward gets that of its point.
std::unique_ptr<imports::Taker> addresses_taker();
/// Who looks after what where: subject, body, and if there are such columns uprn, usrn or ward, phone, email and web.
std::unique_ptr<imports::Taker> responsible_taker();
/// Ward boundaries in GeoJSON: all in one transaction. A row is a feature, and its line the number of the feature.
Result<imports::Outcome> import_wards(db::Database& database, const db::Context& context, std::string_view geojson, bool rehearsal, const imports::Hear& hear);

/// What collection rounds are made of, by the name of the sort: bins (code, name, colour, holds), rounds (round, bin, first_day, and
/// every, until, out_by), round-streets (round, and usrn or uprn, gone), round-changes (from, days_later or none, reason, and until,
/// round, bin), round-holidays (holiday, effect). None for any other name.
std::unique_ptr<imports::Taker> rounds_taker(std::string_view what);
/// When teams work, by the name of the sort: team-hours (team, hours, and holidays: off or works), closing-days (day, name, and team, gone).
/// None for any other name.
std::unique_ptr<imports::Taker> hours_taker(std::string_view what);
/// People: name, email, phone, of which a file may lack some. Who is known with all that a row says is known.
std::unique_ptr<imports::Taker> people_taker();

/// Requests of another system: the layouts of Los Angeles 311, or our own.
struct RequestsFrom {
    std::string source;                  // under which name their references are kept; empty: that of the layout
    std::string team;                    // whose work requests become that name no service of ours
    const places::Zone* zone = nullptr;  // for times that name none
};
std::unique_ptr<imports::Taker> requests_taker(RequestsFrom from, Random& random, Instant now);

}  // namespace guildhall
