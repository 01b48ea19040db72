// The map of the town as rows, and the maps made from them, which all councils of the program share by their content.

#include "base/shelf.h"
#include "base/text.h"
#include "journal/journal.h"
#include "places/address_row.h"
#include "places/events.h"
#include "places/lines.h"
#include "places/queries.h"
#include "places/town_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace places {
namespace {

using imports::Fate;

constexpr std::size_t most_points = 20'000;

/// Maps by the digest of their rows.
auto& map_shelf() {
    static base::Shelf<TownMap, 100> the_shelf;
    return the_shelf;
}

constexpr std::array<std::pair<std::string_view, StreetClass>, 3> class_names{{{"main", StreetClass::main}, {"local", StreetClass::local}, {"path", StreetClass::path}}};
constexpr std::array<std::pair<std::string_view, ShapeKind>, 6> kind_names{{{"borough", ShapeKind::borough}, {"park", ShapeKind::park}, {"wood", ShapeKind::wood}, {"water", ShapeKind::water}, {"railway", ShapeKind::railway}, {"building", ShapeKind::building}}};

template <class Names, class Value>
std::string_view name_of(const Names& names, Value value) {
    for (const auto& [name, each] : names)
        if (each == value) return name;
    return names.front().first;
}
template <class Names>
auto named(const Names& names, std::string_view wanted) {
    for (const auto& [name, each] : names)
        if (name == wanted) return each;
    return names.front().second;
}

bool are_parts(const std::vector<Ring>& parts) {
    std::size_t points = 0;
    for (const auto& part : parts) {
        points += part.size();
        if (part.size() < 2 || points > most_points) return false;
        for (const auto& point : part)
            if (!(std::abs(point.latitude) <= 90 && std::abs(point.longitude) <= 180)) return false;
    }
    return !parts.empty();
}

bool is_code(std::string_view code) {
    constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_";
    return !code.empty() && code.size() <= 40 && code.find_first_not_of(allowed) == std::string_view::npos;
}

/// To be called with every row that changed: the map is another one.
class Changes {
public:
    Changes(db::Tx& tx, bool rehearsal) : tx_(tx), rehearsal_(rehearsal) {}
    /// True where a row must be written.
    bool add(std::string_view key, std::string_view text) {
        if (rehearsal_) return false;
        ++count_;
        for (const auto part : {key, text}) (all_ += part) += '\0';
        return true;
    }
    void keep(std::int64_t GazetteerLoaded::*count) {
        if (count_ == 0) return;
        const auto before = tx_.find<std::string>(sql::town_map).value_or("");
        tx_.run(sql::put_town_map, base::to_hex(base::sha256(before + all_)));
        GazetteerLoaded loaded{.load = tx_.new_id<Id<Loaded>>().value};
        loaded.*count = count_;
        journal::announce(tx_, loaded);
    }

private:
    db::Tx& tx_;
    bool rehearsal_;
    std::int64_t count_ = 0;
    std::string all_;
};

imports::Verdict load_line(db::Tx& tx, const StreetLine& line, Changes& changes) {
    const auto key = usrn_key(line.usrn);
    if (!key || !find_street(tx, line.usrn)) return imports::Verdict::refuse("places.line_row", "usrn");
    if (!are_parts(line.parts)) return imports::Verdict::refuse("places.line_row", "points");
    const std::string street_class(name_of(class_names, line.street_class));
    const auto text = to_text(line.parts);
    bool known = false, same = false;
    for (const auto row : tx.query(sql::find_street_line, key)) {
        known = true;
        same = row.get<std::string_view>(0) == street_class && row.get<std::string_view>(1) == text;
    }
    if (same) return {Fate::same, {}};
    if (changes.add(to_string(key) + street_class, text)) tx.run(sql::put_street_line, key, street_class, text);
    return {known ? Fate::changed : Fate::added, {}};
}

imports::Verdict load_shape(db::Tx& tx, const Shape& shape, Changes& changes) {
    if (!is_code(shape.code)) return imports::Verdict::refuse("places.shape_row", "code");
    const auto name = base::tidy_line(shape.name);
    if (base::count_characters(name) > 100) return imports::Verdict::refuse("places.shape_row", "name");
    if (!are_parts(shape.parts)) return imports::Verdict::refuse("places.shape_row", "points");
    const std::string kind(name_of(kind_names, shape.kind));
    const auto text = to_text(shape.parts);
    bool known = false, same = false;
    for (const auto row : tx.query(sql::find_shape, shape.code)) {
        known = true;
        same = row.get<std::string_view>(0) == kind && row.get<std::string_view>(1) == name && row.get<std::string_view>(2) == text;
    }
    if (same) return {Fate::same, {}};
    if (changes.add(shape.code + kind + name, text)) tx.run(sql::put_shape, shape.code, kind, name, text);
    return {known ? Fate::changed : Fate::added, {}};
}

}  // namespace

void map_changed(db::Tx& tx, std::string_view what) {
    if (const auto before = tx.find<std::string>(sql::town_map)) tx.run(sql::put_town_map, base::to_hex(base::sha256(*before + std::string(what))));
}

TownMap town_map(db::Tx& tx) {
    const auto digest = tx.find<std::string>(sql::town_map);
    if (!digest) return {};
    if (auto known = map_shelf().find(*digest)) return *known;
    std::vector<MapStreet> streets;
    for (const auto row : tx.query(sql::all_street_lines))
        streets.push_back({.usrn = to_string(row.get<StreetKey>(0)), .name = row.get<std::string>(1), .street_class = named(class_names, row.get<std::string_view>(2)), .parts = rings_from(row.get<std::string_view>(3))});
    std::vector<MapShape> shapes;
    for (const auto row : tx.query(sql::all_shapes))
        shapes.push_back({.code = row.get<std::string>(0), .name = row.get<std::string>(2), .kind = named(kind_names, row.get<std::string_view>(1)), .parts = rings_from(row.get<std::string_view>(3))});
    const TownMap map(std::move(streets), std::move(shapes), *digest);
    map_shelf().keep(*digest, map);
    return map;
}

std::vector<imports::Verdict> load_street_lines(db::Tx& tx, std::span<const StreetLine> lines, bool rehearsal) {
    Changes changes(tx, rehearsal);
    std::vector<imports::Verdict> verdicts;
    for (const auto& line : lines) verdicts.push_back(load_line(tx, line, changes));
    changes.keep(&GazetteerLoaded::lines);
    return verdicts;
}

std::vector<imports::Verdict> load_shapes(db::Tx& tx, std::span<const Shape> shapes, bool rehearsal) {
    Changes changes(tx, rehearsal);
    std::vector<imports::Verdict> verdicts;
    for (const auto& shape : shapes) verdicts.push_back(load_shape(tx, shape, changes));
    changes.keep(&GazetteerLoaded::shapes);
    return verdicts;
}

}  // namespace places
