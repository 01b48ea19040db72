#pragma once
// Interactions: every contact with the council, whichever way it came. A web form typed by a resident is one, a call
// written down by an agent is one, so is a letter or a visit. One interaction may carry several requests, or none.

#include "access/access.h"
#include "base/result.h"
#include "cases/cases.h"
#include "catalogue/catalogue.h"
#include "db/db.h"
#include "people/people.h"
#include "places/places.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace contact {

struct InteractionTag;
using InteractionId = Id<InteractionTag>;

enum class Direction { inbound, outbound };

/// What came of it, as far as the contact itself goes.
enum class Outcome {
    answered,   // dealt with then and there
    requested,  // a request was made of it
    passed_on,  // somebody else must act
    abandoned,  // ended before it was dealt with
};
std::string_view code_of(Outcome);
std::optional<Outcome> find_outcome(std::string_view code);

/// "web", "phone", "email", "letter", "visit", "chat", "social", "api".
bool is_channel(std::string_view code);

struct Interaction {
    InteractionId id;
    std::string channel;
    Direction direction = Direction::inbound;
    Instant started_at;
    std::optional<Instant> ended_at;
    access::StaffId agent;     // 0: no agent took part
    people::PersonId person;   // 0: nobody named themselves
    Outcome outcome = Outcome::answered;
};

/// What an agent keys in by hand after a call, a visit or a letter.
struct Keyed {
    std::string channel;
    Direction direction = Direction::inbound;
    Instant started_at;
    Instant ended_at;
    people::Contact person;
    Outcome outcome = Outcome::answered;
    std::string note;  // what it was about, for colleagues
};
/// Refuses an unknown channel, an end before the start, a time to come, and wrong contact details, each by field.
Result<InteractionId> log_interaction(db::Tx& tx, const access::Actor& who, const Keyed& keyed);

/// What was sent with a request: answers by question code, "location", and "name", "email", "phone".
struct Sent {
    forms::Sent answer;
    places::Location location;
    std::optional<InteractionId> interaction = {};  // an agent adds the request to this contact; none: a contact of its own
};

struct Taken {
    InteractionId interaction;
    cases::RequestId request;
    Reference reference;
    cases::CaseId case_id;
};

/// Taking a request only adds rows of its own, each under a key of its own: nobody need wait for anybody.
inline constexpr auto taking = db::Isolation::read_committed;

/// Takes a resident's request, on whatever channel the transaction carries: checks the answers, records person, place
/// and interaction, opens the case, and queues the acknowledgement. All or nothing, in the caller's transaction.
Result<Taken> take_request(db::Tx& tx, Random& random, const access::Actor& who, catalogue::DefinitionPtr service,
                           const Sent& sent);

/// What whoever made this contact said about themselves; empty where they named nobody.
Result<people::Contact> person_of(db::Tx& tx, const access::Actor& who, InteractionId interaction);
/// The newest interactions, for the desk.
std::vector<Interaction> recent(db::Tx& tx, const access::Actor& who, int limit);

}  // namespace contact
