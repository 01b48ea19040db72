#include "knowledge/gaps.h"

#include "base/text.h"
#include "knowledge/article_store.h"
#include "knowledge/helped.h"
#include "knowledge/plain_words.h"
#include "knowledge/queries.h"
#include "web/paths.h"

#include <algorithm>

namespace knowledge {
namespace {

constexpr std::int64_t most_words = 5'000;

Day day_of(Instant now) { return std::chrono::floor<std::chrono::days>(now); }

/// The words of the search on whose page the link stood; empty: it stood elsewhere.
std::string searched_before(const web::Request& request, Audience audience) {
    auto from = request.header("referer");
    const auto scheme = from.find("://");
    if (scheme == from.npos) return {};
    from.remove_prefix(std::min(from.size(), from.find('/', scheme + 3)));
    const auto query_at = from.find('?');
    if (query_at == from.npos) return {};
    const auto path = from.substr(0, query_at);
    const bool is_search = audience == Audience::staff ? path == "/staff/knowledge" : path == "/search" || path == "/help";
    if (!is_search) return {};
    for (const auto field : base::split(from.substr(query_at + 1, 2000), '&'))
        if (field.starts_with("q=")) return base::to_utf8(web::decode_percent(field.substr(2), true));
    return {};
}

}  // namespace

void note_asked(db::Tx& tx, Audience audience, std::string_view typed, bool found) {
    const auto words = words_to_count(typed);
    if (words.empty()) return;
    const auto known = [&] {
        for (const auto row : tx.query(sql::is_asked, code_of(audience), words)) return row.get<std::int64_t>(0) == 1;
        return false;
    };
    for (const auto row : tx.query(sql::asked_words))
        if (row.get<std::int64_t>(0) >= most_words && !known()) return;
    const auto today = day_of(tx.now());
    tx.run(sql::count_asked, code_of(audience), words, std::int64_t{!found}, today, today + words_kept);
}

void note_opened(db::Tx& tx, Audience audience, std::string_view typed) {
    const auto words = words_to_count(typed);
    if (!words.empty()) tx.run(sql::count_opened, code_of(audience), words);
}

bool Askers::may(const web::Request& request, const web::Context& context, std::string_view what, std::string_view words) {
    const auto asker = context.tenant.id + ":" + (context.actor ? context.actor.reference : request.client);
    return !pace_.spend(asker, context.now) && !once_.spend(asker + ":" + std::string(what) + ":" + std::string(words), context.now);
}

void Askers::note_search(const web::Request& request, const web::Context& context, Audience audience, std::string_view typed, bool found) {
    const auto words = words_to_count(typed);
    if (words.empty() || !may(request, context, "asked", words)) return;
    const auto noted = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        note_asked(tx, audience, words, found);
        return true;
    });
    (void)noted;  // a count that is lost is nothing to whoever searches
}

void Askers::note_opening(const web::Request& request, const web::Context& context, Audience audience) {
    const auto words = words_to_count(searched_before(request, audience));
    if (words.empty() || !may(request, context, "opened", words)) return;
    const auto noted = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        note_opened(tx, audience, words);
        return true;
    });
    (void)noted;
}

Result<std::vector<Gap>> gaps(db::Tx& tx, const access::Actor& who) {
    TRY(access::require(who, access::Permission::write_article));
    std::vector<Gap> all;
    for (const auto row : tx.query(sql::gaps, fewest_askers, day_of(tx.now())))
        all.push_back({audience_from(row.get<std::string_view>(0)), row.get<std::string>(1), row.get<std::int64_t>(2),
                       row.get<std::int64_t>(3), row.get<std::int64_t>(4), row.get<Day>(5)});
    return all;
}

void forget_asked(db::Tx& tx) {
    const auto today = day_of(tx.now());
    tx.run(sql::forget_asked, today, today);
}

}  // namespace knowledge
