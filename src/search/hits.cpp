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

/// PostgreSQL knows how common a word is among all entries, not that it is common among cases and in no name, and would go
/// through 700,000 people for it. So the newest entries are looked at first; where they do not fill the page the words are rare,
/// and their index is asked.
std::vector<Hit> newest_on_postgres(db::Tx& tx, const Asked& asked, const Keys& keys, int limit) {
    const int looked_at = std::clamp(50 * limit, 1000, 5000);
    auto hits = read_hits(tx.query(sql::newest_among, keys.first, keys.end, looked_at, asked.text, asked.index, limit));
    if (static_cast<int>(hits.size()) == limit) return hits;
    tx.run(sql::by_words_alone, "off", "off", "off");
    hits = read_hits(tx.query(sql::newest_by_words, asked.text, keys.first, keys.end, asked.index, limit));
    tx.run(sql::by_words_alone, "on", "on", "on");
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
    std::vector<Hit> hits;
    const auto [first, end] = keys_on_shelf_of(asked.index);
    if (tx.engine() == db::Engine::postgres) {
        for (const auto row : tx.query(sql::rank_on_postgres, asked.text, first, end, asked.index, most_ranked))
            hits.push_back({row.get<double>(2), row.get<std::int64_t>(0), row.get<std::int64_t>(1)});
        return hits;
    }
    // The index of words alone is read: a thousand entries lie far apart.
    for (const auto row : tx.query(asked_of(sql::rank_on_sqlite, asked.index), asked.text, first, end, most_ranked))
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
    if (tx.engine() == db::Engine::postgres) return !newest_on_postgres(tx, asked, keys, 1).empty();
    return tx.find<int>(asked_of(sql::occurs, asked.index), asked.text, keys.first, keys.end, asked.index).has_value();
}

}  // namespace search
