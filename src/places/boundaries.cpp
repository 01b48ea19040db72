// Boundaries as rows, and the maps made from them, which all councils of the program share by their content.

#include "places/boundaries.h"

#include "base/shelf.h"
#include "base/text.h"
#include "db/lists.h"
#include "journal/journal.h"
#include "places/events.h"
#include "places/lines.h"
#include "places/queries.h"

#include <algorithm>
#include <map>

namespace places {
namespace {

/// Maps by the digest of their rows.
auto& boundary_shelf() {
    static base::Shelf<WardMap, 200> the_shelf;
    return the_shelf;
}

void announce_load(db::Tx& tx, std::int64_t wards, std::int64_t postcodes) {
    if (wards + postcodes == 0) return;
    journal::announce(tx, GazetteerLoaded{.load = tx.new_id<Id<Loaded>>().value, .wards = wards, .postcodes = postcodes});
}

/// To be called by every change of boundaries.
void boundaries_changed(db::Tx& tx) {
    std::string all;
    for (const auto row : tx.query(sql::all_boundaries))
        for (const int column : {0, 1, 2}) (all += row.get<std::string_view>(column)) += '\0';
    tx.run(sql::put_ward_map, base::to_hex(base::sha256(all)));
}

std::optional<Boundary> find_boundary(db::Tx& tx, const std::string& code, std::string& shape) {
    for (const auto row : tx.query(sql::find_boundary, code)) {
        shape = row.get<std::string>(1);
        return Boundary{{code, row.get<std::string>(0)}, {}};
    }
    return std::nullopt;
}

std::string compact(std::string code) {
    std::erase(code, ' ');
    return code;
}

Postcode postcode_from(const db::Row& row) {
    Postcode postcode{.code = tidy_postcode(row.get<std::string_view>(0)), .point = {}, .ward = row.get<std::string>(3), .quality = row.get<int>(4)};
    if (!row.is_null(1)) postcode.point = Point{row.get<double>(1), row.get<double>(2)};
    return postcode;
}

std::map<std::string, Postcode> find_known(db::Tx& tx, const std::vector<std::string>& codes) {
    std::map<std::string, Postcode> known;
    const db::TextList list(codes);
    auto cursor = tx.query_text("SELECT p.code, p.latitude, p.longitude, p.ward, p.quality FROM " + list.rows() +
                                    " JOIN places_postcode p ON p.code = asked.column1",
                                list.values());
    for (const auto row : db::Rows(std::move(cursor))) known.emplace(row.get<std::string>(0), postcode_from(row));
    return known;
}

}  // namespace

WardMap ward_map(db::Tx& tx) {
    const auto digest = tx.find<std::string>(sql::ward_map);
    if (!digest) return {};
    if (auto known = boundary_shelf().find(*digest)) return *known;
    std::vector<Boundary> boundaries;
    for (const auto row : tx.query(sql::all_boundaries))
        boundaries.push_back({{row.get<std::string>(0), row.get<std::string>(1)}, rings_from(row.get<std::string_view>(2))});
    const WardMap map(std::move(boundaries));
    boundary_shelf().keep(*digest, map);
    return map;
}

std::string ward_at(db::Tx& tx, const Point& point) { return ward_map(tx).at(point); }

std::vector<imports::Fate> load_boundaries(db::Tx& tx, std::span<const Boundary> boundaries, bool rehearsal) {
    std::vector<imports::Fate> fates;
    std::int64_t changes = 0;
    for (const auto& boundary : boundaries) {
        std::string shape;
        const auto known = find_boundary(tx, boundary.ward.code, shape);
        const auto text = to_text(boundary.rings);
        const bool same = known && known->ward == boundary.ward && shape == text;
        fates.push_back(same ? imports::Fate::same : known ? imports::Fate::changed : imports::Fate::added);
        if (same || rehearsal) continue;
        ++changes;
        tx.run(sql::put_ward, boundary.ward.code, boundary.ward.name);
        tx.run(sql::put_boundary, boundary.ward.code, text);
    }
    if (changes > 0) boundaries_changed(tx);
    announce_load(tx, changes, 0);
    return fates;
}

std::vector<imports::Fate> load_postcodes(db::Tx& tx, std::span<const Postcode> postcodes, bool rehearsal) {
    std::vector<std::string> codes;
    for (const auto& postcode : postcodes) codes.push_back(compact(postcode.code));
    const auto known = find_known(tx, codes);
    std::vector<imports::Fate> fates;
    std::int64_t changes = 0;
    for (std::size_t i = 0; i < postcodes.size(); ++i) {
        const auto& postcode = postcodes[i];
        const auto before = known.find(codes[i]);
        const bool same = before != known.end() && before->second == postcode;
        fates.push_back(same ? imports::Fate::same : before != known.end() ? imports::Fate::changed : imports::Fate::added);
        if (same || rehearsal) continue;
        ++changes;
        const auto coordinate = [&](double Point::*axis) { return postcode.point ? std::optional((*postcode.point).*axis) : std::nullopt; };
        tx.run(sql::put_postcode, codes[i], coordinate(&Point::latitude), coordinate(&Point::longitude), postcode.ward, postcode.quality);
    }
    announce_load(tx, 0, changes);
    return fates;
}

std::optional<Postcode> find_postcode(db::Tx& tx, std::string_view typed) {
    const auto code = compact(tidy_postcode(typed));
    if (code.empty()) return std::nullopt;
    for (const auto row : tx.query(sql::find_postcode, code)) return postcode_from(row);
    return std::nullopt;
}

}  // namespace places
