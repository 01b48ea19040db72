#pragma once
// Inside notifications only: text messages that Notify has.

#include "notifications/notifications.h"

#include <optional>

namespace notifications::text_store {

struct HandedOver {
    std::string provider_id;
    Instant at;
    std::int64_t asked = 0;
};
std::optional<HandedOver> find(db::Tx&, MessageId);
std::optional<MessageId> find_by_provider_id(db::Tx&, std::string_view provider_id);
void keep_handed_over(db::Tx&, MessageId, const std::string& provider_id);
void count_asking(db::Tx&, MessageId);
/// Before it is queued again.
void drop(db::Tx&, MessageId);

}  // namespace notifications::text_store
