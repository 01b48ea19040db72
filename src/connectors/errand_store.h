#pragma once
// Inside connectors only: errands as rows, and what was done about each.

#include "connectors/connectors.h"
#include "journal/journal.h"

namespace connectors {

/// An errand with what the world outside this room need not know.
struct Kept : Standing {
    std::string line;        // destination and order key
    std::int64_t place = 0;  // 1, 2, 3 … within its line
    Instant due;             // its next try, while it waits
    std::optional<Instant> slot;          // its turn, where the destination has a rate
    std::optional<std::int64_t> batch;    // the file it goes into
    std::string token;       // theirs, until it becomes a reference
    std::int64_t position = 0;            // of the newest status known
    std::optional<Instant> first_tried, sent_at;
    std::string matter;      // JSON; empty where it was erased
};

/// A line of an errand's history.
struct Entry {
    Instant at;
    /// handed_over, interrupted, failed, refused, sent, answered, updated, late, after_answer, noted, stuck, retried, given_up, taken_back, answered_by_hand
    std::string what;
    std::int64_t code = 0;  // HTTP's, where there was one
    std::string detail;     // a code of ours or theirs
    std::string words;      // theirs, or a colleague's; erasable
    std::string actor;
};

namespace errand_store {

void add(db::Tx&, const Kept&);
/// The next place of a line.
std::int64_t next_place(db::Tx&, const std::string& line);
std::optional<Kept> find(db::Tx&, ErrandId);
/// The first of a line that the other side does not have: the one whose turn it is, or that blocks the others as stuck.
std::optional<Kept> first_unsent(db::Tx&, const std::string& line);
void save(db::Tx&, const Kept&);
void note(db::Tx&, ErrandId, const Entry&);
std::vector<Entry> history(db::Tx&, ErrandId);

std::vector<Kept> about(db::Tx&, const journal::Subject&);
std::vector<Kept> stuck(db::Tx&, int limit);
std::vector<Kept> waiting(db::Tx&, const std::string& destination, int limit);
std::vector<Kept> recent(db::Tx&, const std::string& destination, int limit);
/// Sent and waiting for an answer, by id after `after`.
std::vector<Kept> unanswered(db::Tx&, const std::string& destination, ErrandId after, int limit);

}  // namespace errand_store

/// What the facts of an errand have in common.
template <class Event>
Event event_of(const Kept& errand, Event event = {}) {
    event.errand = errand.id;
    event.about_kind = errand.subject.kind;
    event.about = {errand.subject.id};
    event.destination = errand.destination;
    event.errand_kind = errand.kind;
    return event;
}

/// It waits for a person: state, history and fact. `problem`: a code of events.h.
void get_stuck(db::Tx&, Kept&, const char* problem, std::int64_t code, std::string_view words);

}  // namespace connectors
