#include "knowledge/helped.h"

#include "knowledge/article_store.h"
#include "knowledge/plain_words.h"
#include "knowledge/queries.h"

#include <algorithm>

namespace knowledge {
namespace {

/// The article, with the version that was read.
Result<Newest> read_by(db::Tx& tx, Audience audience, std::string_view slug, std::int64_t version) {
    TRY(find_article(tx, audience, slug));
    auto read = *newest(tx, slug);
    if (version >= 1 && version < read.version) read.version = version;
    return read;
}

}  // namespace

Result<void> count_helped(db::Tx& tx, Audience audience, std::string_view slug, std::int64_t version, Day today, bool helped) {
    const auto read = TRY(read_by(tx, audience, slug, version));
    const std::chrono::year_month_day day{today};
    const Day month{day.year() / day.month() / 1};
    tx.run(sql::count_helped, read.id, read.version, code_of(audience), month, std::int64_t{helped});
    return {};
}

Result<void> keep_wanted(db::Tx& tx, Audience audience, std::string_view slug, std::int64_t version, std::string_view typed) {
    const auto read = TRY(read_by(tx, audience, slug, version));
    const auto words = without_details(typed);
    if (words.empty()) return {};
    tx.run(sql::add_wanted, tx.new_id<Id<Wanted>>(), read.id, read.version, code_of(audience), words, tx.now(), tx.now() + words_kept);
    return {};
}

std::vector<HelpedMonth> helped_by_month(db::Tx& tx, std::string_view slug) {
    std::vector<HelpedMonth> months;
    for (const auto row : tx.query(sql::helped_by_month, slug))
        months.push_back({row.get<std::int64_t>(0), audience_from(row.get<std::string_view>(1)), row.get<Day>(2), row.get<std::int64_t>(3),
                          row.get<std::int64_t>(4)});
    return months;
}

std::vector<Wanted> newest_wanted(db::Tx& tx, std::string_view slug, int limit) {
    std::vector<Wanted> all;
    for (const auto row : tx.query(sql::wanted_of, slug, tx.now(), limit))
        all.push_back({row.get<std::int64_t>(0), audience_from(row.get<std::string_view>(1)), row.get<std::string>(2), row.get<Instant>(3)});
    return all;
}

void forget_wanted(db::Tx& tx) { tx.run(sql::forget_wanted, tx.now()); }

}  // namespace knowledge
