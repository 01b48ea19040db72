#include "abuse/abuse.h"

#include "abuse/events.h"
#include "abuse/queries.h"
#include "base/text.h"
#include "db/migrations.h"
#include "journal/journal.h"
#include "people/contact_details.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace abuse {
namespace {

[[maybe_unused]] const bool traces_pass = db::register_passing("abuse_trace", "digests of connections, for 14 days");

using access::Permission;

constexpr std::array<std::string_view, 5> all_reasons{"threat", "insult", "spam", "false", "other"};
constexpr std::array<int, 4> all_spans{1, 7, 28, 91};
constexpr auto traced_for = std::chrono::days(14);
constexpr auto shown_for = std::chrono::days(28);

/// What a connection is told by: the IPv4 address, or the first 64 bits of an IPv6 one; nothing for what is neither.
std::optional<std::string> tidy_connection(std::string_view client) {
    const std::string text(base::trim(client));
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return std::string(reinterpret_cast<const char*>(bytes.data()), 4);
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return std::nullopt;
    static constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (std::equal(mapped.begin(), mapped.end(), bytes.begin())) return std::string(reinterpret_cast<const char*>(bytes.data()) + 12, 4);
    return std::string(reinterpret_cast<const char*>(bytes.data()), 8);
}

std::optional<std::string> tidy(Detail detail, std::string_view typed) {
    if (typed.empty()) return std::nullopt;
    if (detail == Detail::connection) return tidy_connection(typed);
    auto found = detail == Detail::email ? people::tidy_email(typed) : people::tidy_phone(typed);
    if (found) *found = base::lower_ascii(*found);
    return found;
}

std::string hint_of(Detail detail, std::string_view tidied) {
    constexpr std::size_t last = 3;
    if (detail == Detail::phone) return "…" + std::string(tidied.substr(tidied.size() - std::min(tidied.size(), last)));
    if (detail == Detail::connection) return {};
    return std::string(base::first_characters(tidied, 1)) + "…" + std::string(tidied.substr(tidied.rfind('@')));
}

Ban ban_from(const db::Row& row) {
    return {.id = row.get<BanId>(0),
            .reference = row.get<Reference>(1),
            .detail = find_detail(row.get<std::string_view>(2)).value_or(Detail::email),
            .hint = row.get<std::string>(3),
            .reason = row.get<std::string>(4),
            .words = row.get<std::string>(5),
            .by = row.get<std::string>(6),
            .from = row.get<Instant>(7),
            .until = row.get<Instant>(8),
            .lifted_at = row.get<std::optional<Instant>>(9),
            .refused = row.get<std::int64_t>(10)};
}

Result<void> check(const NewBan& wanted) {
    constexpr std::size_t most_words = 1000;
    std::vector<Problem> problems;
    if (std::ranges::find(all_reasons, wanted.reason) == all_reasons.end()) problems.push_back({"reason", say("abuse.reason_missing")});
    if (std::ranges::find(all_spans, wanted.days) == all_spans.end()) problems.push_back({"days", say("abuse.days_missing")});
    const auto words = base::tidy_text(base::first_characters(wanted.words, 4 * most_words));
    if (words.empty()) problems.push_back({"words", say("abuse.words_missing")});
    if (base::count_characters(words) > most_words) problems.push_back({"words", say("abuse.words_long")});
    const bool traced = wanted.detail == Detail::connection && wanted.subject != 0;
    if (!traced && !tidy(wanted.detail, wanted.typed)) problems.push_back({"typed", say("abuse.typed_wrong_" + std::string(code_of(wanted.detail)))});
    if (!problems.empty()) return std::unexpected(Refusal{Kind::invalid, "forms.problems", std::move(problems)});
    return {};
}

}  // namespace

std::string_view code_of(Detail detail) {
    switch (detail) {
        case Detail::email: return "email";
        case Detail::phone: return "phone";
        case Detail::connection: return "connection";
    }
    return "email";
}

std::optional<Detail> find_detail(std::string_view code) {
    for (const auto detail : {Detail::email, Detail::phone, Detail::connection})
        if (code == code_of(detail)) return detail;
    return std::nullopt;
}

std::span<const std::string_view> reasons() { return all_reasons; }
std::span<const int> spans() { return all_spans; }

Result<Bans> Bans::of(const web::Context& context) {
    auto secret = TRY(web::secret_for(context.tenant.db, context.for_db(), context.random, "bans"));
    return Bans(std::move(secret));
}

std::string Bans::digest_of(Detail detail, std::string_view tidied) const {
    const auto raw = web::signature(secret_, std::string(code_of(detail)) + ':' + std::string(tidied));
    return base::to_hex(std::as_bytes(std::span(raw)));
}

Result<BanId> Bans::ban(db::Tx& tx, Random& random, const access::Actor& who, const NewBan& wanted) const {
    TRY(access::require(who, Permission::ban_sender));
    TRY(check(wanted));
    std::string digest, hint;
    if (const auto tidied = tidy(wanted.detail, wanted.typed)) {
        digest = digest_of(wanted.detail, *tidied);
        hint = hint_of(wanted.detail, *tidied);
    } else {
        const auto traced = tx.find<std::string>(sql::find_trace, wanted.subject, tx.now());
        if (!traced) return refuse(Kind::conflict, "abuse.not_traced");
        digest = *traced;
    }
    for (const auto row : tx.query(sql::bans_of, digest, tx.now(), "", tx.now(), "", tx.now())) {
        (void)row;
        return refuse(Kind::conflict, "abuse.banned_already");
    }
    const auto id = tx.new_id<BanId>();
    const auto until = tx.now() + std::chrono::days(wanted.days);
    tx.run(sql::add_ban, id, Reference::random(random), code_of(wanted.detail), digest, hint, wanted.reason, base::tidy_text(wanted.words), tx.actor(), tx.now(), until);
    journal::announce(tx, SenderBanned{id, std::string(code_of(wanted.detail)), wanted.reason, until});
    return id;
}

std::optional<Ban> Bans::find(db::Tx& tx, const Sender& sender) const {
    std::array<std::string, 3> digests;
    const std::array<std::pair<Detail, std::string_view>, 3> known{
        {{Detail::email, sender.email}, {Detail::phone, sender.phone}, {Detail::connection, sender.client}}};
    for (std::size_t i = 0; i < known.size(); ++i)
        if (const auto tidied = tidy(known[i].first, known[i].second)) digests[i] = digest_of(known[i].first, *tidied);
    // Each by itself: for a list of three, and for their order, SQLite would make a table each time.
    std::optional<Ban> longest;
    const auto now = tx.now();
    for (const auto row : tx.query(sql::bans_of, digests[0], now, digests[1], now, digests[2], now)) {
        auto ban = ban_from(row);
        if (!longest || longest->until < ban.until) longest = std::move(ban);
    }
    return longest;
}

Result<void> Bans::require_none(db::Tx& tx, const Sender& sender, std::optional<Ban>& ban) const {
    ban = find(tx, sender);
    if (ban) return refuse(Kind::not_allowed, "abuse.banned");
    return {};
}

void Bans::trace(db::Tx& tx, std::int64_t subject, std::string_view client) const {
    if (const auto tidied = tidy_connection(client)) tx.run(sql::put_trace, subject, digest_of(Detail::connection, *tidied), tx.now() + traced_for);
}

bool is_traced(db::Tx& tx, std::int64_t subject) { return tx.find<std::string>(sql::find_trace, subject, tx.now()).has_value(); }

Result<std::vector<Ban>> all_bans(db::Tx& tx, const access::Actor& who, int limit) {
    TRY(access::require(who, Permission::ban_sender));
    std::vector<Ban> bans;
    for (const auto row : tx.query(sql::all_bans, tx.now() - shown_for, limit)) bans.push_back(ban_from(row));
    return bans;
}

Result<void> lift(db::Tx& tx, const access::Actor& who, BanId ban) {
    TRY(access::require(who, Permission::ban_sender));
    if (!tx.find<BanId>(sql::ban_exists, ban)) return refuse(Kind::not_found, "abuse.no_such_ban");
    if (tx.change(sql::lift_ban, tx.now(), ban, tx.now()) > 0) journal::announce(tx, BanLifted{ban});
    return {};
}

void note_refused(db::Tx& tx, const Ban& ban) {
    tx.run(sql::count_refused, ban.id);
    journal::announce(tx, SenderRefused{ban.id});
}

Result<void> note_refusal(const web::Context& context, const Ban& ban) {
    TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        note_refused(tx, ban);
        return true;
    }));
    return {};
}

void forget_traces(db::Tx& tx) { tx.run(sql::forget_traces, tx.now()); }

}  // namespace abuse
