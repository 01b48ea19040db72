#include "contact/interaction_store.h"

#include "contact/events.h"
#include "contact/queries.h"
#include "journal/journal.h"

namespace contact::interaction_store {
namespace {

template <class AnyId>
std::optional<AnyId> if_any(AnyId id) {
    return id ? std::optional(id) : std::nullopt;
}

Interaction interaction_from(const db::Row& row) {
    return {.id = row.get<InteractionId>(0),
            .channel = row.get<std::string>(1),
            .direction = row.get<std::string_view>(2) == "in" ? Direction::inbound : Direction::outbound,
            .started_at = row.get<Instant>(3),
            .ended_at = row.get<std::optional<Instant>>(4),
            .agent = row.get<access::StaffId>(5),
            .person = row.get<people::PersonId>(6),
            .outcome = find_outcome(row.get<std::string_view>(7)).value_or(Outcome::answered),
            .note = row.get<std::string>(8)};
}

}  // namespace

void add(db::Tx& tx, const Interaction& i) {
    tx.run(sql::add_interaction, i.id, i.channel, code_of(i.direction), i.started_at, i.ended_at, if_any(i.agent),
           if_any(i.person), i.ended_at ? code_of(i.outcome) : std::string_view(), i.note);
}

std::optional<Interaction> find(db::Tx& tx, InteractionId id) {
    for (const auto row : tx.query(sql::find_interaction, id)) return interaction_from(row);
    return std::nullopt;
}

std::vector<Interaction> recent(db::Tx& tx, int limit) {
    std::vector<Interaction> interactions;
    for (const auto row : tx.query(sql::recent, limit)) interactions.push_back(interaction_from(row));
    return interactions;
}

std::vector<Interaction> recent_of(db::Tx& tx, access::StaffId agent, int limit) {
    std::vector<Interaction> interactions;
    for (const auto row : tx.query(sql::recent_of_agent, agent, limit)) interactions.push_back(interaction_from(row));
    return interactions;
}

std::vector<Interaction> under_way(db::Tx& tx, access::StaffId agent) {
    std::vector<Interaction> interactions;
    for (const auto row : tx.query(sql::under_way, agent)) interactions.push_back(interaction_from(row));
    return interactions;
}

std::vector<Link> links_of(db::Tx& tx, InteractionId id) {
    std::vector<Link> links;
    for (const auto row : tx.query(sql::links_of, id)) links.push_back({row.get<cases::RequestId>(0), {}});
    for (auto& link : links) link.case_id = cases::case_id_of(tx, link.request);
    return links;
}

CameTo what_came_of(db::Tx& tx, InteractionId id) {
    const auto house = access::Actor::house("contact");
    CameTo came_to;
    for (const auto& link : links_of(tx, id)) {
        ++came_to.requests;
        const auto found = cases::find_case(tx, house, link.case_id);
        if (found && found->state == cases::State::open) came_to.needed_follow_up = true;
    }
    return came_to;
}

void announce_end(db::Tx& tx, const Interaction& i, const CameTo& came_to) {
    const auto ended_at = i.ended_at.value_or(i.started_at);
    journal::announce(tx, InteractionEnded{.interaction = i.id,
                                           .channel = i.channel,
                                           .direction = std::string(code_of(i.direction)),
                                           .outcome = std::string(code_of(i.outcome)),
                                           .agent = i.agent,
                                           .person = i.person,
                                           .started_at = i.started_at,
                                           .ended_at = ended_at,
                                           .seconds = std::chrono::duration_cast<std::chrono::seconds>(ended_at - i.started_at).count(),
                                           .requests = came_to.requests,
                                           .needed_follow_up = came_to.needed_follow_up});
}

}  // namespace contact::interaction_store
