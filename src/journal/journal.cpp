#include "journal/journal.h"

#include "base/random.h"
#include "journal/chain.h"
#include "journal/queries.h"

#include "db/migrations.h"

#include <fmt/format.h>

namespace journal {
namespace {

[[maybe_unused]] const bool facts_only_grow =
    db::register_append_only("journal_fact") && db::register_append_only("journal_place");
[[maybe_unused]] const bool waiting_passes =
    db::register_passing("journal_waiting", "an export gives facts that wait for their place the place that they would get");

std::string fresh_salt() {
    std::string salt(16, '\0');
    base::SystemRandom().fill(std::as_writable_bytes(std::span{salt}));
    return salt;
}

}  // namespace

FactId announce_fact(db::Tx& tx, std::string_view kind, const Subject& subject, std::string data,
                     const std::optional<Payload>& payload, Instant at) {
    Fact fact{.id = tx.new_id<FactId>(),
              .subject = subject,
              .kind = std::string(kind),
              .at = at,
              .actor = tx.actor(),
              .channel = tx.channel(),
              .request_id = tx.request_id(),
              .data = std::move(data)};
    std::string salt;
    if (payload) {
        salt = fresh_salt();
        fact.payload_digest = payload_digest(salt, payload->body);
    }
    auto& announced = tx.attachment<Announced>();
    // A subject made in this transaction has no other facts. Not looking for them keeps transactions on PostgreSQL out of
    // each other's way: all new subjects stand on the same page of the index.
    // On SQLite nobody else writes meanwhile: the number is looked for once.
    if (tx.made(subject.id) || tx.engine() == db::Engine::sqlite) {
        const auto [known, is_first] = announced.numbers.try_emplace(subject.id, 0);
        if (is_first && !tx.made(subject.id)) known->second = *tx.find<std::int64_t>(sql::last_number, subject.id);
        fact.number = ++known->second;
    }
    if (fact.number != 0)
        tx.run(sql::add_numbered_fact, fact.id, subject.kind, subject.id, fact.number, kind, fact.at, fact.actor,
               fact.channel, fact.request_id, fact.data, fact.payload_digest);
    else  // without waiting for an answer: the sequencer reads the number
        tx.run(sql::add_fact, fact.id, subject.kind, subject.id, kind, fact.at, fact.actor, fact.channel,
               fact.request_id, fact.data, fact.payload_digest, subject.id);
    if (payload) tx.run(sql::add_payload, fact.id, db::Bytes{salt}, payload->body);
    if (tx.engine() == db::Engine::postgres) tx.run(sql::add_waiting, fact.id);
    const auto id = fact.id;
    if (tx.engine() == db::Engine::sqlite) announced.facts.push_back(std::move(fact));
    return id;
}

std::vector<Fact> facts_of(db::Tx& tx, std::int64_t subject) {
    std::vector<Fact> facts;
    for (const auto row : tx.query(sql::facts_of, subject)) facts.push_back(fact_from(row));
    return facts;
}

std::int64_t newest_number(db::Tx& tx, std::int64_t subject) { return tx.find<std::int64_t>(sql::last_number, subject).value_or(0); }

std::vector<Fact> facts_after(db::Tx& tx, Position position, int limit) {
    std::vector<Fact> facts;
    for (const auto row : tx.query(sql::facts_after, position, limit)) {
        facts.push_back(fact_from(row));
        facts.back().position = row.get<Position>(11);
    }
    return facts;
}

Position head(db::Tx& tx) { return find_head(tx).position; }

std::optional<std::string> payload_of(db::Tx& tx, FactId fact) {
    for (const auto row : tx.query(sql::find_payload, fact)) return row.get<std::optional<std::string>>(0);
    return std::nullopt;
}

/// The salt goes too: with it, a guess at what was erased could be confirmed by the digest.
std::int64_t erase_payloads(db::Tx& tx, std::int64_t subject) {
    return tx.change(sql::erase_payloads_of, db::Bytes{""}, tx.actor(), tx.now(), subject);
}

// ---- verification ---------------------------------------------------------------------------------------------------

namespace {

constexpr int page_size = 1000;

/// What is wrong with one place, if anything. Columns as in places_after.
std::optional<std::string> fault_of(const db::Row& row, const Head& head, Verdict& verdict) {
    const auto position = row.get<Position>(0);
    if (position != head.position + 1) return fmt::format("position {} is missing", head.position + 1);
    if (row.is_null(3)) return "its fact is missing";
    const auto fact = fact_from(row, 3);
    if (chain(head.hash, position, fact) != row.get<base::Digest>(1)) return "its hash does not agree with the fact";
    if (!fact.payload_digest) return std::nullopt;
    if (row.is_null(14)) return "its payload row is missing";
    if (row.is_null(15)) {
        if (row.is_null(16)) return "its payload is gone and nobody is named as having erased it";
        ++verdict.erased;
        return std::nullopt;
    }
    if (payload_digest(row.get<db::Bytes>(14).value, row.get<std::string_view>(15)) != *fact.payload_digest)
        return "its payload does not agree with its digest";
    return std::nullopt;
}

}  // namespace

Result<Verdict> verify(db::Database& database, Instant now, const std::function<void(Position)>& progress) {
    Verdict verdict;
    Head head;
    const db::Context context{.actor = "system:verify", .now = now};
    for (bool more = true; more && !verdict.fault;) {
        more = false;
        TRY(database.read(context, [&](db::Tx& tx) -> Result<bool> {
            for (const auto row : tx.query(sql::places_after, head.position, page_size)) {
                if (auto what = fault_of(row, head, verdict)) {
                    verdict.fault = Fault{row.get<Position>(0), row.get<FactId>(2), std::move(*what)};
                    return true;
                }
                head = {row.get<Position>(0), row.get<base::Digest>(1)};
                more = true;
            }
            return true;
        }));
        verdict.verified = head.position;
        if (progress) progress(head.position);
    }
    if (verdict.fault) return verdict;
    const auto unplaced = TRY(database.read(context, [](db::Tx& tx) -> Result<std::optional<FactId>> {
        return tx.find<FactId>(sql::first_unplaced);
    }));
    if (unplaced) verdict.fault = Fault{0, *unplaced, "it has no place in the order"};
    return verdict;
}

}  // namespace journal
