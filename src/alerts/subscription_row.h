#pragma once
// Inside alerts only: a subscription as a row, and the letters it gets.

#include "alerts/alerts.h"
#include "notifications/notifications.h"

namespace alerts {

Subscription subscription_from(const db::Row& row);
std::optional<Subscription> find_by_id(db::Tx& tx, SubscriptionId id);
/// Ends and forgets.
void forget(db::Tx& tx, SubscriptionId id, std::string_view why);

/// Queues a letter with the ways to change and to end the subscription.
void write_to(db::Tx& tx, const Subscription& to, std::string_view wording, notifications::Values values);

/// A number that names its subscription in letters' subjects of the journal.
inline journal::Subject subject_of(SubscriptionId id) { return {"subscription", id.value}; }

}  // namespace alerts
