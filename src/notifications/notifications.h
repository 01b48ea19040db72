#pragma once
// The door of notifications: what the council writes to people by itself (acknowledgements, outcomes, reminders).
//
// Promises
//  1. A message exists if and only if the transaction that queued it was kept; queueing is one row and one fact, and
//     nothing is written out or sent inside it.
//  2. A queued message ends as sent, failed or suppressed, and its row says so, with tries and the server's answer code.
//  3. It leaves once while nodes live. After a kill it may leave a second time, with the same Message-ID and the same
//     bytes, so that the reader's program shows one.
//  4. What another try may mend (4xx, time-out, lost connection) is tried again over about a day, then it is failed
//     and a dead letter of `jobs`; what the server refuses for good is failed at once.
//  5. No address gets more than Settings::most_per_hour messages an hour; the rest are suppressed, on record, so that
//     nobody can make the council flood a stranger's mailbox.
//  6. Values are text, never markup, format or header, whoever typed them.

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "base/words.h"
#include "db/tx.h"
#include "journal/event.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace notifications {

using MessageId = Id<struct MessageThing>;

/// How a message travels: by e-mail, on paper (post.h), or as a text message (text_account.h).
enum class Channel { email, post, text };

/// What fills a template's {name}s.
using Values = std::map<std::string, std::string, std::less<>>;

struct Notice {
    std::string wording;  // the template's name: "acknowledgement", "done"
    base::Language language = base::Language::english;
    Channel channel = Channel::email;
    std::string address;  // as the person gave it; one that cannot be written to ends as failed. For the post: name and lines of the address
    journal::Subject about;
    Values values;        // each kept up to 4,000 characters
    bool large_print = false;
};

/// Queues one message, in the caller's transaction, and announces MessageQueued.
MessageId queue(db::Tx&, const Notice&);

enum class State {
    queued,      // waits for its first try
    sending,     // was tried at least once and is not settled; of the post: it lies ready to be printed; of texts: the network has not said yet
    sent,        // the next server has it; of the post: it was printed, or a print house has it; of texts: it arrived
    failed,      // will not be tried again unless a person says so
    suppressed,  // not tried: the address has had its share
};
std::string_view to_string(State);

/// One message as a record's page shows it: no address, no text.
struct Message {
    MessageId id;
    journal::Subject about;
    std::string wording;
    std::int64_t version = 0;  // of the template; 0 before the first try
    base::Language language = base::Language::english;
    Channel channel = Channel::email;
    State state = State::queued;
    std::int64_t attempts = 0;
    std::int64_t code = 0;    // the server's last answer, e.g. 250 or 550; 0: none
    std::string reason;       // why failed or suppressed: a code of events.h
    std::string message_id;   // the header, without angle brackets; empty before the first try
    Instant queued, changed;
};

/// Oldest first.
std::vector<Message> messages_about(db::Tx&, const journal::Subject&);
/// What failed and waits for a person, by id after `after`; at most `limit`.
std::vector<Message> failed_messages(db::Tx&, MessageId after = {}, int limit = 100);
std::optional<Message> find(db::Tx&, MessageId);

/// Queues a failed or suppressed message again, with all its tries and the same Message-ID; its dead letter goes.
/// `not_found`; `conflict` if it is on its way or sent.
Result<void> retry(db::Tx&, MessageId);

/// Blanks address and values of all messages about a subject; what was not sent yet fails as "erased". How many.
std::int64_t erase_about(db::Tx&, const journal::Subject&);

}  // namespace notifications
