#pragma once
// Rows in and out.

#include "contact/contact.h"

namespace contact::interaction_store {

void add(db::Tx& tx, const Interaction& interaction);
std::optional<Interaction> find(db::Tx& tx, InteractionId id);
/// Those that are over, newest first: everybody's, or one agent's.
std::vector<Interaction> recent(db::Tx& tx, int limit);
std::vector<Interaction> recent_of(db::Tx& tx, access::StaffId agent, int limit);
std::vector<Interaction> under_way(db::Tx& tx, access::StaffId agent);
std::vector<Link> links_of(db::Tx& tx, InteractionId id);

/// What the requests of a contact came to so far. It needed follow-up while one of them is still being worked on.
struct CameTo {
    std::int64_t requests = 0;
    bool needed_follow_up = false;
};
CameTo what_came_of(db::Tx& tx, InteractionId id);
void announce_end(db::Tx& tx, const Interaction& interaction, const CameTo& came_to);

}  // namespace contact::interaction_store
