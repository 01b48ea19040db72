#pragma once
// How every link stands, for the page on which nothing is lost silently.

#include "access/access.h"
#include "connectors/destination.h"
#include "connectors/errand_store.h"

namespace connectors {

/// A destination and what lies there.
struct LinkStatus {
    Destination destination;
    std::int64_t waiting = 0, stuck = 0, unanswered = 0;
    std::optional<Instant> oldest_waiting;
};

/// A message about an errand that nobody knows.
struct UnknownMessage {
    std::string destination, message, named, status, words;
    Instant received;
    std::int64_t repeats = 0;
};

struct Status {
    std::vector<LinkStatus> links;
    std::vector<Kept> stuck;  // of all destinations, also of those that are no more; the oldest first, at most 200
    std::vector<UnknownMessage> unknown;  // the newest 50
};
/// Wants jobs.tend.
Result<Status> status(db::Tx&, const access::Actor&);

/// One destination with what waits (200 at most) and what was handed over last (100).
struct OneLink {
    LinkStatus link;
    std::vector<Kept> waiting, recent;
};
Result<OneLink> link_status(db::Tx&, const access::Actor&, std::string_view code);

/// A message of the other side with what became of it.
struct Message {
    std::string message, named, status, verdict, words;
    std::int64_t position = 0, repeats = 0;
    Instant received;
};
struct WholeErrand {
    Kept errand;
    std::vector<Entry> history;
    std::vector<Message> messages;
};
Result<WholeErrand> whole_errand(db::Tx&, const access::Actor&, ErrandId);

}  // namespace connectors
