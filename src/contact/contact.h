#pragma once
// Interactions: every contact with the council, whichever way it came. A web form typed by a resident is one, a call
// that an agent takes is one, so is a letter or a visit. One interaction may carry several requests, or none.
//
// A contact under way (call.cpp): `begin` keeps it at once, so that a crash loses nothing of it; who it is may be said
// and changed while one talks; `wrap_up` ends it. One that was left open is shown to its agent until it is wrapped up.
// Only its own agent sees and changes it while it is under way.

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
std::string_view code_of(Direction);  // "in", "out"
std::optional<Outcome> find_outcome(std::string_view code);

/// "web", "phone", "email", "letter", "visit", "chat", "social", "api".
bool is_channel(std::string_view code);

struct Interaction {
    InteractionId id;
    std::string channel;
    Direction direction = Direction::inbound;
    Instant started_at;
    std::optional<Instant> ended_at;  // none: it is under way
    access::StaffId agent;     // 0: no agent took part
    people::PersonId person;   // 0: nobody named themselves
    Outcome outcome = Outcome::answered;
    std::string note = {};     // what it was about, for colleagues
};

/// Begins a contact now. Refuses an unknown channel.
Result<InteractionId> begin(db::Tx& tx, const access::Actor& who, std::string_view channel, Direction direction);
/// One's own contact, under way or over; a colleague's is not found.
Result<Interaction> find(db::Tx& tx, const access::Actor& who, InteractionId id);
/// One's own contacts that were not wrapped up, oldest first.
std::vector<Interaction> under_way(db::Tx& tx, const access::Actor& who);

/// It is somebody the council knows; 0: it is somebody else after all. A conflict once the contact is over.
Result<void> set_person(db::Tx& tx, const access::Actor& who, InteractionId id, people::PersonId person);
/// It is somebody new: records them. Refuses wrong details, each by field, and no details at all.
Result<people::PersonId> name_person(db::Tx& tx, const access::Actor& who, InteractionId id, const people::Contact& typed);

enum class Consulted { service, article, case_ };
/// Notes that the agent looked something up to answer with; the same thing once per contact.
Result<void> consult(db::Tx& tx, const access::Actor& who, InteractionId id, Consulted sort, std::string_view what);

/// Ends a contact. Where requests were made in it, its outcome is `requested`, whatever was said.
Result<Interaction> wrap_up(db::Tx& tx, const access::Actor& who, InteractionId id, Outcome outcome, std::string_view note);

/// A request made in a contact, and the case it is on now: one that was joined meanwhile is on another than it was made for.
struct Link {
    cases::RequestId request;
    cases::CaseId case_id;
};
std::vector<Link> requests_of(db::Tx& tx, InteractionId id);

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
    base::Language language = base::Language::english;  // in which the resident is written to
    cases::CaseId join = {};      // an open case of the same service that is about the same thing; 0: it is something new
    std::string_view words = {};  // something to add to that; the service's questions are not asked again
    std::optional<Instant> visit = {};  // when they want a visit that begins then; none: it is agreed later, or not at all
    std::string_view draft = {};        // by which its time is held until now; may be empty
};

struct Taken {
    InteractionId interaction;
    cases::RequestId request;
    Reference reference;
    cases::CaseId case_id;
};

/// Taking a request only adds rows of its own, each under a key of its own, and books as bookings::taking allows: nobody need wait for anybody.
inline constexpr auto taking = db::Isolation::read_committed;

/// Everything that is wrong with what was sent so far, under its fields, as `take_request` would say; writes nothing.
std::vector<Problem> problems_with(db::Tx& tx, const catalogue::Definition& service, const Sent& sent);

/// Takes a resident's request, on whatever channel the transaction carries: checks the answers, records person, place
/// and interaction, opens the case, or joins the one that was named, and queues the acknowledgement. All or nothing, in the
/// caller's transaction. A time for a visit that cannot be had is a problem of the field "visit". Refused as a conflict, "cases.closed_meanwhile", where that one is open no more.
Result<Taken> take_request(db::Tx& tx, Random& random, const access::Actor& who, catalogue::DefinitionPtr service,
                           const Sent& sent);

/// What a request holds that is another matter as well.
struct SecondMatter {
    cases::CaseId case_id;
    std::int64_t seen_changes = 0;
    cases::RequestId first;
    forms::Sent answer;  // to the questions of the other service
    std::string_view why = {};
};
/// A colleague finds that a request is really two matters: a second request of the same person at the same place, in the same contact, with
/// a case of its own (cases::split_matter, which says who may and what is refused). The resident is told its reference.
Result<Taken> take_second_matter(db::Tx& tx, Random& random, const access::Actor& who, catalogue::DefinitionPtr service, const SecondMatter& matter);

/// One's own contact; of a colleague's, one that is over, where `who` may read every contact there is.
Result<Interaction> read(db::Tx& tx, const access::Actor& who, InteractionId interaction);
/// The newest contacts that are over, for the desk: all of them where `who` may read every one, otherwise one's own.
std::vector<Interaction> recent(db::Tx& tx, const access::Actor& who, int limit);

}  // namespace contact
