#pragma once
// Inside notifications only: messages as rows. Every change of state names the state and the try it started from, so a
// node that was overtaken changes nothing.

#include "notifications/notifications.h"

namespace notifications {

/// A message with what is personal in it.
struct Draft {
    Message message;
    std::string address;
    Values values;
    bool had_its_share_counted = false;  // it was tried before, so it counts already
    bool large_print = false;
};

namespace message_store {

void add(db::Tx&, MessageId, const Notice&);
std::optional<Draft> find_draft(db::Tx&, MessageId);

/// Messages to the same mailbox that were first tried after `since`.
std::int64_t count_share(db::Tx&, std::string_view address, Instant since);

/// Begins another try; `message` becomes what it is from now on.
Result<void> start_try(db::Tx&, Message& message);
/// Keeps the answer of a try that was not the last.
Result<void> note_answer(db::Tx&, const Message&, std::int64_t code);
/// Ends it and announces how.
Result<void> settle(db::Tx&, const Message&, State, std::string_view reason, std::int64_t code);

}  // namespace message_store

/// Announces MessageQueued.
void announce_queued(db::Tx&, const Message&);

}  // namespace notifications
