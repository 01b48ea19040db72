// Finding addresses and streets from what somebody typed: which indexes are read, and in what order the finds stand.

#include "db/lists.h"
#include "places/address_row.h"
#include "places/queries.h"
#include "places/typed.h"

#include <algorithm>
#include <deque>
#include <set>
#include <tuple>

namespace places {
namespace {

constexpr int most_streets = 200;
constexpr std::size_t streets_at_once = 24;

/// A condition put together from constant pieces, with its parameters and the texts they point into.
class Condition {
public:
    template <class... T>
    Condition& add(const char* piece, const T&... values) {
        text_ += piece;
        (put(values), ...);
        return *this;
    }
    /// `starts` is a condition with two ?, between which lies every text that begins so, in the order of bytes.
    Condition& add_start(const char* starts, std::string_view start) {
        return add(starts, std::string(start), std::string(start) + "\xF4\x8F\xBF\xBF");
    }
    Condition& add_list(const char* before, const db::IdList& list) {
        text_ += before + list.text();
        values_.insert(values_.end(), list.values().begin(), list.values().end());
        return *this;
    }
    const std::string& text() const { return text_; }
    std::span<const db::Value> values() const { return values_; }

private:
    void put(std::int64_t value) { values_.push_back(db::to_value(value)); }
    void put(StreetKey value) { values_.push_back(db::to_value(value)); }
    void put(std::string value) { values_.push_back(db::to_value(std::string_view(kept_.emplace_back(std::move(value))))); }

    std::string text_;
    std::vector<db::Value> values_;
    std::deque<std::string> kept_;
};

/// What narrows a search besides its words.
void add_bounds(Condition& where, const Typed& typed) {
    if (typed.house) {
        const auto from = (typed.house->number * walk::letters + typed.house->letter) * walk::flats;
        where.add(" AND walk >= ? AND walk < ?", from, from + (typed.house->letter != 0 ? walk::flats : walk::number_step));
    }
    if (typed.flat) where.add(" AND walk % 100000 = ?", std::int64_t{*typed.flat});
    if (typed.whole_postcode)
        where.add(" AND postcode = ?", typed.postcode);
    else if (!typed.postcode.empty())
        where.add_start(" AND postcode >= ? AND postcode < ?", typed.postcode);
}

struct Found {
    Address address;
    std::int64_t walk;
};

std::vector<Found> fetch(db::Tx& tx, Condition where, const char* order, int limit) {
    where.add("", std::int64_t{limit});
    const auto text = "SELECT " + std::string(address_columns) +
                      " FROM (SELECT uprn, usrn, flat, name, number, postcode, ward, latitude, longitude, line, walk"
                      " FROM places_address WHERE " + where.text() + " ORDER BY " + order +
                      " LIMIT ?) a JOIN places_street s ON s.usrn = a.usrn";
    std::vector<Found> found;
    auto cursor = tx.query_text(text, where.values());
    for (const auto row : db::Rows(std::move(cursor))) found.push_back({read_address(row), row.get<std::int64_t>(11)});
    return found;
}

void sort_by_street(std::vector<Found>& found) {
    std::ranges::sort(found, {}, [](const Found& each) {
        const auto& a = each.address;
        return std::tie(a.street, a.usrn, each.walk, a.name, a.line);
    });
}

std::vector<Found> in_postcode(db::Tx& tx, const Typed& typed, int limit) {
    Condition where;
    where.add("1 = 1");
    add_bounds(where, typed);
    auto found = fetch(tx, std::move(where), "postcode, usrn, walk", limit);
    sort_by_street(found);
    std::ranges::stable_sort(found, {}, [](const Found& each) -> const std::string& { return each.address.postcode; });
    return found;
}

/// Houses and blocks by a word of their name, the other words being of their street or town.
std::vector<Found> named(db::Tx& tx, const Typed& typed, int limit) {
    Condition where;
    for (const auto& word : typed.words)
        where.add_start("uprn IN (SELECT uprn FROM places_name_word WHERE word >= ? AND word < ?) AND ", word);
    where.add("(1 = 0");
    for (const auto& word : typed.words)
        where.add_start(" OR uprn IN (SELECT uprn FROM places_name_word WHERE word >= ? AND word < ? AND own = 1)", word);
    where.add(")");
    add_bounds(where, typed);
    auto found = fetch(tx, std::move(where), "usrn, walk", limit);
    sort_by_street(found);
    return found;
}

Street read_street(const db::Row& row) {
    return {to_string(row.get<StreetKey>(0)), row.get<std::string>(1), row.get<std::string>(2),
            row.get<std::optional<std::string>>(3).value_or("")};
}

/// By name, those first whose name begins with the first word.
std::vector<Street> streets_with(db::Tx& tx, const std::vector<std::string>& words, int limit) {
    if (words.empty()) return {};
    Condition where;
    for (const auto& word : words) {
        where.add(&word == &words.front() ? "" : " AND ");
        where.add_start("usrn IN (SELECT usrn FROM places_street_word WHERE word >= ? AND word < ?)", word);
    }
    where.add("", std::int64_t{limit});
    auto cursor = tx.query_text("SELECT usrn, name, town, ward FROM places_street WHERE " + where.text() + " ORDER BY name, usrn LIMIT ?", where.values());
    std::vector<Street> streets;
    for (const auto row : db::Rows(std::move(cursor))) streets.push_back(read_street(row));
    std::ranges::stable_partition(streets, [&](const Street& street) {
        const auto own = fold_words(street.name);
        return !own.empty() && own.front().starts_with(words.front());
    });
    return streets;
}

/// The addresses of streets in the order of the streets. Where a number was typed, few streets have it, so many are asked
/// at once; otherwise the first streets are enough.
std::vector<Found> in_streets(db::Tx& tx, std::span<const Street> streets, const Typed& typed, std::size_t limit) {
    std::vector<Found> found;
    const std::size_t at_once = typed.house || typed.flat || !typed.postcode.empty() ? streets_at_once : 1;
    while (!streets.empty() && found.size() < limit) {
        const auto some = streets.first(std::min(at_once, streets.size()));
        streets = streets.subspan(some.size());
        std::vector<StreetKey> keys;
        std::map<std::string, std::size_t> rank;
        for (const auto& street : some) {
            keys.push_back(usrn_key(street.usrn));
            rank.emplace(street.usrn, rank.size());
        }
        const db::IdList list{std::span<const StreetKey>(keys)};
        Condition where;
        if (keys.size() == 1)
            where.add("usrn = ?", keys.front());
        else
            where.add_list("usrn IN ", list);
        add_bounds(where, typed);
        auto next = fetch(tx, std::move(where), "usrn, walk", static_cast<int>(limit * at_once));
        sort_by_street(next);
        std::ranges::stable_sort(next, {}, [&](const Found& each) { return rank.at(each.address.usrn); });
        std::ranges::move(next, std::back_inserter(found));
    }
    return found;
}

/// Several finds as one list without doubles.
class Hits {
public:
    explicit Hits(std::size_t limit) : limit_(limit) {}
    void add(const std::vector<Found>& found, std::size_t most) {
        for (const auto& [address, walk] : found) {
            if (hits_.size() >= std::min(limit_, most)) return;
            if (known_.insert(address.uprn).second) hits_.push_back(address);
        }
    }
    std::size_t size() const { return hits_.size(); }
    std::vector<Address> take() && { return std::move(hits_); }

private:
    std::size_t limit_;
    std::set<std::string> known_;
    std::vector<Address> hits_;
};

}  // namespace

std::vector<Address> find_addresses(db::Tx& tx, std::string_view text, int limit) {
    auto typed = read_typed(text);
    std::size_t letters = typed.postcode.size();
    for (const auto& word : typed.words) letters += word.size();
    if (letters < 2 || limit <= 0) return {};
    const auto most = static_cast<std::size_t>(limit);
    Hits hits(most);
    if (!typed.words.empty()) {
        const auto houses = named(tx, typed, limit);
        const auto streets = streets_with(tx, typed.words, most_streets);
        hits.add(houses, streets.empty() ? most : (most + 1) / 2);
        hits.add(in_streets(tx, streets, typed, most), most);
        hits.add(houses, most);
        const bool could_be_area = typed.words.size() == 1 && typed.words.front().size() <= 2;
        if (typed.postcode.empty() && could_be_area) {
            typed.postcode = typed.words.front();
            for (char& c : typed.postcode) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        }
    }
    // A street's name that is not spelt as ours says less than the postcode beside it.
    if (hits.size() == 0 && !typed.postcode.empty()) hits.add(in_postcode(tx, typed, limit), most);
    return std::move(hits).take();
}

std::vector<Street> find_streets(db::Tx& tx, std::string_view typed, int limit) {
    return streets_with(tx, fold_words(typed), std::max(limit, 0));
}

std::optional<Street> find_street(db::Tx& tx, std::string_view usrn) {
    for (const auto row : tx.query(sql::find_street, usrn_key(usrn))) return read_street(row);
    return std::nullopt;
}

std::map<std::string, Address> find_addresses_by_uprn(db::Tx& tx, std::span<const std::string> uprns) {
    std::vector<AddressKey> keys;
    for (const auto& uprn : uprns)
        if (const auto key = uprn_key(uprn)) keys.push_back(key);
    std::map<std::string, Address> found;
    if (keys.empty()) return found;
    const db::IdList list{std::span<const AddressKey>(keys)};
    auto cursor = tx.query_text("SELECT " + std::string(address_columns) +
                                    " FROM places_address a JOIN places_street s ON s.usrn = a.usrn WHERE a.uprn IN " + list.text(),
                                list.values());
    for (const auto row : db::Rows(std::move(cursor))) {
        auto address = read_address(row);
        found.emplace(address.uprn, std::move(address));
    }
    return found;
}

std::optional<Address> find_address(db::Tx& tx, std::string_view uprn) {
    const std::string wanted(uprn);
    auto found = find_addresses_by_uprn(tx, {&wanted, 1});
    return found.empty() ? std::nullopt : std::optional(std::move(found.begin()->second));
}

bool has_gazetteer(db::Tx& tx) { return tx.find<int>(sql::has_address).has_value(); }

std::vector<Ward> all_wards(db::Tx& tx) {
    std::vector<Ward> wards;
    for (const auto row : tx.query(sql::all_wards)) wards.push_back({row.get<std::string>(0), row.get<std::string>(1)});
    return wards;
}

std::optional<Ward> find_ward(db::Tx& tx, std::string_view code) {
    for (const auto row : tx.query(sql::find_ward, code)) return Ward{row.get<std::string>(0), row.get<std::string>(1)};
    return std::nullopt;
}

}  // namespace places
