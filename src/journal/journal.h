#pragma once
// The journal: every fact of the house, once, in one order.
//
// Promises
//  1. A fact is written in the transaction that made it true; if that was kept, so is the fact.
//  2. Positions are assigned by one hand only (SQLite: the writer, before COMMIT; PostgreSQL: the leaseholder), without
//     gaps; the order of positions never contradicts the order of numbers within a subject.
//  3. Each place carries SHA-256 over the place before it and the whole fact. `verify` names the first row that does not
//     agree. A payload can be erased, and the chain stays sound: it holds the payload's salted digest.
//  4. Subscribers hear every fact of their kinds at least once and in order, each handler in its own transaction
//     together with its position, so that what a handler writes to the database is written exactly once.

#include "base/result.h"
#include "db/db.h"
#include "journal/event.h"

#include <functional>
#include <string>
#include <vector>

namespace journal {

struct FactTag;
using FactId = Id<FactTag>;
using Position = std::int64_t;  // 1 is the first fact of a tenant

struct Fact {
    FactId id;
    Subject subject;
    std::int64_t number = 0;  // 1, 2, 3 … within its subject
    std::string kind;
    Instant at;
    std::string actor, channel, request_id;
    std::string data;                            // flat JSON of ids and codes
    std::optional<base::Digest> payload_digest;  // salted
    Position position = 0;                       // 0: not placed yet, or not looked for

    template <Event E>
    E as() const {
        E event{};
        FieldReader reader(data);
        event.fields(reader);
        return event;
    }
};

/// Personal detail that belongs to a fact, as JSON or text; erasable.
struct Payload {
    std::string body;
};

FactId announce_fact(db::Tx& tx, std::string_view kind, const Subject& subject, std::string data,
                     const std::optional<Payload>& payload, Instant at);

template <Event E>
FactId announce(db::Tx& tx, E event, const std::optional<Payload>& payload = std::nullopt) {
    FieldWriter writer;
    event.fields(writer);
    return announce_fact(tx, E::kind, event.subject(), writer.finish(), payload, tx.now());
}

/// For a past that is taken over from elsewhere: the fact carries the moment at which it happened there. Whoever takes it over
/// announces beside it that they do, at the present moment.
template <Event E>
FactId announce_past(db::Tx& tx, E event, Instant at) {
    FieldWriter writer;
    event.fields(writer);
    return announce_fact(tx, E::kind, event.subject(), writer.finish(), std::nullopt, at);
}

/// The history of one subject, oldest first; nobody looks for the places of these facts (`position` is 0).
std::vector<Fact> facts_of(db::Tx& tx, std::int64_t subject);
/// How many facts a subject has: the number of its newest one.
std::int64_t newest_number(db::Tx& tx, std::int64_t subject);
/// Placed facts after a position, in order, at most `limit`.
std::vector<Fact> facts_after(db::Tx& tx, Position position, int limit);
/// The position of the newest placed fact; 0 when there is none. A live page takes it before it reads its data.
Position head(db::Tx& tx);

std::optional<std::string> payload_of(db::Tx& tx, FactId fact);
/// Blanks the payloads of all facts about a subject. The actor stands in the rows as who erased.
std::int64_t erase_payloads(db::Tx& tx, std::int64_t subject);

/// The first row that does not agree with the chain.
struct Fault {
    Position position = 0;
    FactId fact;
    std::string what;
};
struct Verdict {
    Position verified = 0;  // so many facts agree
    std::int64_t erased = 0;
    std::optional<Fault> fault;
};
/// Walks the whole chain, in pages. `progress` hears the position now and then.
Result<Verdict> verify(db::Database& database, Instant now, const std::function<void(Position)>& progress = {});

/// For a copy of the data: the places that the facts which still wait (PostgreSQL) get if nothing comes before them, in order.
struct PlaceToCome {
    Position position = 0;
    FactId fact;
    base::Digest hash{};
};
std::vector<PlaceToCome> places_to_come(db::Tx& tx);

/// The signal that is raised when facts have been placed.
inline constexpr std::string_view placed_signal = "journal.placed";
inline constexpr std::string_view waiting_signal = "journal.waiting";

}  // namespace journal
