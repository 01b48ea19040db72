#include "places/responsible.h"

#include "base/text.h"
#include "journal/journal.h"
#include "places/address_row.h"
#include "places/events.h"
#include "places/queries.h"

#include <algorithm>

namespace places {
namespace {

using imports::Fate;
using imports::Verdict;

constexpr double near_the_edge = 100;  // metres: published boundaries are drawn coarsely

constexpr std::size_t uprn_digits = 12, usrn_digits = 8;

std::optional<Body> find_body(db::Tx& tx, const std::string& name) {
    for (const auto row : tx.query(sql::find_body, name)) return Body{name, row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2)};
    return std::nullopt;
}

Verdict load_one(db::Tx& tx, const Responsibility& row, bool rehearsal) {
    const auto known = tx.find<std::string>(sql::find_responsible, row.subject, key_of(row.uprn, uprn_digits), key_of(row.usrn, usrn_digits), row.ward);
    const auto body = row.body.name.empty() ? std::optional(row.body) : find_body(tx, row.body.name);
    auto said = row.body;  // how a body is reached stays, where a row does not say
    if (body)
        for (const auto part : {&Body::phone, &Body::email, &Body::web})
            if (said.*part == "") said.*part = (*body).*part;
    const bool same = known == said.name && body == said;
    Verdict verdict{same ? Fate::same : known ? Fate::changed : Fate::added, {}};
    if (!row.usrn.empty() && !find_street(tx, row.usrn)) verdict.remarks.push_back({"places.responsible_street", row.usrn});
    if (!row.ward.empty() && !find_ward(tx, row.ward)) verdict.remarks.push_back({"places.responsible_ward", row.ward});
    if (same || rehearsal) return verdict;
    if (!row.body.name.empty()) tx.run(sql::put_body, said.name, said.phone, said.email, said.web);
    tx.run(sql::put_responsible, row.subject, key_of(row.uprn, uprn_digits), key_of(row.usrn, usrn_digits), row.ward, row.body.name);
    return verdict;
}

/// The street that a part of the words names, if only one is called so: "Mill Lane" of "by the bridge, 12 Mill Lane, Ambleford".
std::string street_named_in(db::Tx& tx, std::string_view words) {
    constexpr int most = 5;
    for (auto part : base::split(words, ',')) {
        part = base::trim(part);
        if (part.find_first_of("0123456789") == 0) part = base::trim(part.substr(std::min(part.find(' '), part.size())));  // the house number
        if (part.size() < 4) continue;
        auto streets = find_streets(tx, part, most);
        std::erase_if(streets, [&](const Street& street) { return !base::equal_ignoring_case(street.name, part); });
        if (streets.size() == 1) return streets.front().usrn;
    }
    return {};
}

/// The point of a postcode that stands behind a comma or at the end of the words.
std::optional<Point> postcode_point(db::Tx& tx, std::string_view words) {
    for (auto part : base::split(words, ',')) {
        part = base::trim(part);
        const auto last = part.rfind(' '), last_two = last == std::string_view::npos || last == 0 ? std::string_view::npos : part.rfind(' ', last - 1);
        for (const auto from : {std::size_t{0}, last, last_two})
            if (from != std::string_view::npos)
                if (const auto postcode = find_postcode(tx, base::trim(part.substr(from)))) return postcode->point;
    }
    return std::nullopt;
}

}  // namespace

std::vector<Verdict> load_responsibilities(db::Tx& tx, std::span<const Responsibility> rows, bool rehearsal) {
    std::vector<Verdict> verdicts;
    std::int64_t changes = 0;
    for (const auto& row : rows) {
        verdicts.push_back(load_one(tx, row, rehearsal));
        changes += verdicts.back().fate != Fate::same;
    }
    if (changes > 0 && !rehearsal) journal::announce(tx, GazetteerLoaded{.load = tx.new_id<Id<Responsibility>>().value, .responsibilities = changes});
    return verdicts;
}

std::optional<Body> responsible_for(db::Tx& tx, std::string_view subject, const Location& location) {
    if (subject.empty() || !tx.find<std::int64_t>(sql::somebody_responsible, subject) || is_outside(tx, location)) return std::nullopt;
    const auto usrn = location.usrn.empty() ? street_named_in(tx, location.text) : location.usrn;
    for (const auto row : tx.query(sql::responsible_at, subject, key_of(location.uprn, uprn_digits), key_of(usrn, usrn_digits), location.ward)) {
        if (row.get<std::string_view>(0).empty()) return std::nullopt;
        return Body{row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<std::string>(3)};
    }
    return std::nullopt;
}

bool is_outside(db::Tx& tx, const Location& location) {
    if (!location.uprn.empty() || !location.ward.empty()) return false;
    const auto map = ward_map(tx);
    if (map.empty()) return false;
    const auto point = location.point ? location.point : postcode_point(tx, location.text);
    if (!point || !map.at(*point).empty()) return false;
    return std::ranges::none_of(all_wards(tx), [&](const Ward& ward) { return map.knows(ward.code) && map.metres_to_edge(ward.code, *point) <= near_the_edge; });
}

}  // namespace places
