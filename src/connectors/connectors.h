#pragma once
// The door of connectors: back offices as plug-ins. What is handed over leaves in order, once, and what comes back is announced.
//
// Promises
//  1. An errand exists if and only if the transaction that handed it over was kept. Nothing is sent inside it.
//  2. Errands of the same destination and order key leave one after the other, in the order of their handing over: the next
//     one waits until the one before was taken by the other side, was answered, or was given up by a person.
//  3. Each goes out under a name of its own that never changes (`wire_name`), so that the other side recognises a repeat.
//     After a kill it may be sent a second time, under the same name and with the same bytes; otherwise once.
//  4. An errand ends as sent (where no answer is expected), answered, or given up by a person. What cannot be sent, and what was
//     not answered in time, lies as stuck under /staff/connectors until a person decides. Nothing leaves that list by itself but
//     by an answer that comes after all.
//  5. An errand is answered at most once, however often, late or out of order the other side says so. Every word of the other
//     side's that could be read is kept with what became of it, also one about an errand that nobody knows.
//  6. A destination that is down is asked by one errand at a time, with growing pauses; the others wait.
//  7. Of the matter only those parts leave that the destination's settings name (matter.h).
//  8. Facts carry ids and codes. Words and the other side's texts lie in rows that `erase_about` blanks.

#include "base/ids.h"
#include "base/time.h"
#include "connectors/matter.h"
#include "db/tx.h"
#include "journal/event.h"

#include <optional>
#include <string>
#include <vector>

namespace connectors {

using ErrandId = Id<struct ErrandThing>;

struct Errand {
    std::string destination;     // a destination's code; one that does not exist leaves the errand stuck, visibly
    journal::Subject subject;    // what it is about, e.g. {"case", 42}: facts about the errand are announced under it
    std::string order_key = {};  // at most 100 characters; empty: the subject
    std::string kind = "open";   // "open", "update", "cancel", or a code that both sides know: a-z, 0-9, _ and -, at most 40
    Matter matter;
    std::optional<Instant> reply_by = {};  // none: no answer is expected, and being taken by the other side is the end
};

/// Hands it over, in the caller's transaction. After the commit, call `jobs::wake`.
ErrandId hand_over(db::Tx&, const Errand&);

/// Takes back what nobody has tried to send yet: it ends as given up ("taken_back"). False if it is on its way or settled.
bool take_back(db::Tx&, ErrandId);

enum class State {
    waiting,   // for its turn, for its first try, or for the next one
    sending,   // on its way: a try has begun and its end is not known
    sent,      // the other side has it; an answer is expected where reply_by says so
    answered,  // the end
    stuck,     // waits for a person
    given_up,  // the end, by a person's decision, or taken back
};
std::string_view code_of(State);

/// One errand as a record's page or an upper room sees it: no words.
struct Standing {
    ErrandId id;
    std::string destination;
    journal::Subject subject;
    std::string kind;
    State state = State::waiting;
    std::string problem;             // why stuck or given up: a code of events.h
    std::string external_reference;  // theirs; empty until known
    std::string external_status;     // theirs, as a code; empty until told
    std::string outcome;             // once answered
    std::int64_t attempts = 0;
    Instant handed_over, changed;
    std::optional<Instant> reply_by;
};
std::optional<Standing> find(db::Tx&, ErrandId);
/// Oldest first.
std::vector<Standing> errands_about(db::Tx&, const journal::Subject&);

/// How an errand is called on the other side: "errand_42".
std::string wire_name(ErrandId);
std::optional<ErrandId> read_wire_name(std::string_view);

/// The codes of destinations that errands can be handed to, with what people call them; also those that pause.
struct DestinationName {
    std::string code, name;
};
std::vector<DestinationName> destinations(db::Tx&);

/// What the other side was told and has told about a subject: blanked. What was not sent yet becomes stuck ("erased"). How many.
std::int64_t erase_about(db::Tx&, const journal::Subject&);

}  // namespace connectors
