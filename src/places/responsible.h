#pragma once
// Who looks after what where: a national road is not the council's, nor are the water company's drains.
//
// Promises
//  1. The narrowest row counts: the property's, then the street's, then the ward's, then the borough's. Without one it is the council.
//  2. A place whose words name one street of the gazetteer, and no other, counts as in that street.

#include "imports/run.h"
#include "places/places.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace places {

/// Another body than the council, and how it is reached; each detail may be empty.
struct Body {
    std::string name = {};   // 1 to 100 characters
    std::string phone = {};  // as people read it
    std::string email = {};  // to which reports are passed on
    std::string web = {};    // http or https
    bool operator==(const Body&) const = default;
};

/// `subject` is what services concern: "highway", "drains" (1 to 40 of a-z and -). Of uprn, usrn and ward one at most; none: everywhere.
/// A body without a name is the council itself: the exception to a wider row.
struct Responsibility {
    std::string subject, uprn = {}, usrn = {}, ward = {};
    Body body = {};
};

/// What became of each, in their order, or would in a rehearsal, which writes nothing. Checked already, but for streets and wards that
/// the gazetteer does not know: those are flagged. A body's details are those of the last row that says them. Announces GazetteerLoaded.
std::vector<imports::Verdict> load_responsibilities(db::Tx& tx, std::span<const Responsibility> rows, bool rehearsal = false);

/// Who looks after it there; nothing: the council, or nobody was named. `location` is checked already.
std::optional<Body> responsible_for(db::Tx& tx, std::string_view subject, const Location& location);

/// True for a point, or a postcode among the words, that lies in none of the wards, nor within 100 m of one. An address of the gazetteer
/// is inside; so is everything while no boundaries are loaded.
bool is_outside(db::Tx& tx, const Location& location);

}  // namespace places
