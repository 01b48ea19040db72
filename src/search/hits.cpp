#include "search/hits.h"

#include "search/queries.h"
#include "search/shelf.h"

#include <algorithm>

namespace search {
namespace {

std::vector<Hit> read_hits(db::Rows rows) {
    std::vector<Hit> hits;
    for (const auto row : rows) hits.push_back({.worth = 0, .entry = row.get<std::int64_t>(0), .subject = row.get<std::int64_t>(1)});
    return hits;
}

constexpr int many = 5000;

/// Of so many of the newest entries as hold a page of anything common.
std::vector<Hit> newest_among_some(db::Tx& tx, const Asked& asked, const Keys& keys, int limit) {
    return read_hits(tx.query(sql::newest_among, keys.first, keys.end, std::clamp(50 * limit, 1000, many), asked.text, asked.index, limit));
}

/// By the index of words alone, whatever the planner thinks of it: what is WITH and materialised is planned as if all of it were
/// wanted, and read only as far as it is. `most` of them, not the newest, where there are more.
std::vector<Hit> some_by_words(db::Tx& tx, const Asked& asked, const Keys& keys, int most) {
    if (asked.index == "cases") return read_hits(tx.query(sql::some_cases_by_words, asked.text, keys.first, keys.end, most));
    if (asked.index == "people") return read_hits(tx.query(sql::some_people_by_words, asked.text, keys.first, keys.end, most));
    return read_hits(tx.query(sql::some_others_by_words, asked.text, keys.first, keys.end, asked.index, most));
}

/// PostgreSQL must know the words to choose between the index of words and the order of time: a plan made without them
/// goes through 100,000 entries for one rare word.
template <class Ask>
std::vector<Hit> planned_afresh(db::Tx& tx, const Ask& ask) {
    tx.run(sql::set_planning, "force_custom_plan");
    auto hits = ask();
    tx.run(sql::set_planning, "auto");
    return hits;
}

std::vector<Hit> newest_in_order(db::Tx& tx, const Asked& asked, const Keys& keys, int limit) {
    return planned_afresh(tx, [&] { return read_hits(tx.query(sql::newest_in_order, asked.text, keys.first, keys.end, asked.index, limit)); });
}

std::vector<Hit> rank_on_postgres(db::Tx& tx, const Asked& asked, const Keys& keys) {
    return planned_afresh(tx, [&] {
        std::vector<Hit> hits;
        for (const auto row : tx.query(sql::rank_on_postgres, asked.text, keys.first, keys.end, asked.index, most_ranked))
            hits.push_back({row.get<double>(2), row.get<std::int64_t>(0), row.get<std::int64_t>(1)});
        return hits;
    });
}

/// PostgreSQL knows how common a word is among all entries, not that it is common among cases and in no name, and would go
/// through 700,000 people for it. So the newest entries are looked at first; where they do not fill the page, the index of words is
/// asked; and where that has very many, they are common enough to be met in the order of time.
std::vector<Hit> newest_on_postgres(db::Tx& tx, const Asked& asked, const Keys& keys, int limit) {
    const auto page = static_cast<std::size_t>(limit);
    auto hits = newest_among_some(tx, asked, keys, limit);
    if (hits.size() == page) return hits;
    hits = some_by_words(tx, asked, keys, many);
    if (static_cast<int>(hits.size()) == many) return newest_in_order(tx, asked, keys, limit);
    if (hits.size() > page) hits.erase(hits.begin() + limit, hits.end());
    return hits;
}

}  // namespace

std::vector<Hit> newest_hits(db::Tx& tx, const Asked& asked, std::int64_t before, int limit) {
    auto keys = keys_on_shelf_of(asked.index);
    keys.end = std::min(before, keys.end);
    if (tx.engine() == db::Engine::postgres) return newest_on_postgres(tx, asked, keys, limit);
    return read_hits(tx.query(asked_of(sql::newest_on_sqlite, asked.index), asked.text, keys.first, keys.end, asked.index, limit));
}

std::vector<Hit> hits_to_rank(db::Tx& tx, const Asked& asked) {
    const auto keys = keys_on_shelf_of(asked.index);
    if (tx.engine() == db::Engine::postgres) return rank_on_postgres(tx, asked, keys);
    std::vector<Hit> hits;
    // The index of words alone is read: a thousand entries lie far apart.
    for (const auto row : tx.query(asked_of(sql::rank_on_sqlite, asked.index), asked.text, keys.first, keys.end, most_ranked))
        hits.push_back({.worth = row.get<double>(1), .entry = row.get<std::int64_t>(0), .subject = 0});
    return hits;
}

std::vector<std::int64_t> subjects_of(db::Tx& tx, const std::vector<Hit>& hits) {
    std::vector<std::int64_t> subjects;
    for (const auto& hit : hits) subjects.push_back(hit.subject != 0 ? hit.subject : tx.find<std::int64_t>(sql::subject_of, hit.entry).value_or(0));
    return subjects;
}

bool occurs(db::Tx& tx, const Asked& asked) {
    const auto keys = keys_on_shelf_of(asked.index);
    if (tx.engine() == db::Engine::postgres) return !newest_among_some(tx, asked, keys, 1).empty() || !some_by_words(tx, asked, keys, 1).empty();
    return tx.find<int>(asked_of(sql::occurs, asked.index), asked.text, keys.first, keys.end, asked.index).has_value();
}

}  // namespace search
