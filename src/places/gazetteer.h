#pragma once
// The council's gazetteer: streets by USRN, addresses by UPRN, wards by code. Finding an address from what somebody typed,
// and loading all of them.

#include "base/result.h"
#include "db/db.h"
#include "imports/run.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace places {

struct Point {
    double latitude = 0, longitude = 0;  // WGS84 degrees
    bool operator==(const Point&) const = default;
};

struct Ward {
    std::string code;  // "E05099001": up to 16 letters and digits
    std::string name;
    bool operator==(const Ward&) const = default;
};

struct Street {
    std::string usrn;  // 1 to 8 digits, no zero in front
    std::string name, town;
    std::string ward;  // code; empty where the street lies in several
    bool operator==(const Street&) const = default;
};

struct Address {
    std::string uprn;            // 1 to 12 digits, no zero in front
    std::string usrn;
    std::string flat;            // "Flat 3"
    std::string name;            // of a house or a block: "Rose Cottage"
    std::string number;          // "12a", "12-14"
    std::string street;          // the street's name
    std::string postcode;        // "GH1 2AB"
    std::string ward;            // code; may be empty
    std::optional<Point> point;
    std::string line;            // all of it as printed: "Flat 3, 12a Albion Street, Ambleford, GH1 2AB"
    bool operator==(const Address&) const = default;
};

/// Addresses that match what was typed so far, in the order a postman calls (2, 10, 10a; flats within a number; houses that
/// have only a name behind those with numbers), at most `limit`. Understood are, in any order, case and punctuation:
///  - a postcode or the start of one, with or without its space: "gh12ab", "GH1"
///  - a street, by any words of its name or their beginnings, "St" and "Rd" and their like for what they shorten
///  - a house number, with its letter or all of its letters: "10a", "10"
///  - a flat: "flat 3"; and the name of a house or block
///  - a whole printed line
/// Nothing for less than two letters or digits, or for a number alone. Reads a bounded part of the gazetteer by its
/// indexes, whatever is typed.
std::vector<Address> find_addresses(db::Tx& tx, std::string_view typed, int limit = 20);

/// The address of a UPRN; zeros in front are forgiven.
std::optional<Address> find_address(db::Tx& tx, std::string_view uprn);
/// By UPRN; unknown ones are left out.
std::map<std::string, Address> find_addresses_by_uprn(db::Tx& tx, std::span<const std::string> uprns);
bool has_gazetteer(db::Tx& tx);

/// By name.
std::vector<Ward> all_wards(db::Tx& tx);
std::optional<Ward> find_ward(db::Tx& tx, std::string_view code);
std::optional<Street> find_street(db::Tx& tx, std::string_view usrn);
/// Streets with these words in their name, by name, at most `limit`.
std::vector<Street> find_streets(db::Tx& tx, std::string_view typed, int limit = 20);

/// All that is loaded in one go. An address' `street` and, where it is empty, its `line` are made from the rest.
struct Gazetteer {
    std::vector<Ward> wards;
    std::vector<Street> streets;
    std::vector<Address> addresses;
};

struct Loaded {
    int wards = 0, streets = 0, addresses = 0;  // new or changed
};

/// Adds what is new, changes what differs, keeps what is not mentioned: a second run changes nothing. Refuses the whole
/// when one row is wrong (an unknown street or ward, a UPRN, USRN, postcode or point that is none), naming the row in the
/// log line. Announces GazetteerLoaded when anything changed.
Result<Loaded> load(db::Tx& tx, const Gazetteer& gazetteer);

/// The same for the rows of a file, in their order: a wrong one is refused and hides no other, and says which part is wrong. A rehearsal
/// writes nothing.
std::vector<imports::Verdict> load_streets(db::Tx& tx, std::span<const Street> streets, bool rehearsal = false);
std::vector<imports::Verdict> load_addresses(db::Tx& tx, std::span<const Address> addresses, bool rehearsal = false);

/// "Flat 3, Foundry Court, 12 Albion Street, Ambleford, GH1 2AB", leaving out what there is not.
std::string printed_line(const Address& address, std::string_view town);

/// "GH1 2AB" from any spelling of a whole postcode; empty for anything else.
std::string tidy_postcode(std::string_view typed);

}  // namespace places
