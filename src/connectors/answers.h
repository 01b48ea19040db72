#pragma once
// What comes back: read by a carrier or a hook, judged here. Late, twice, out of order, about nothing we know: each has a verdict, and
// each message is kept with it.

#include "connectors/connectors.h"
#include "connectors/destination.h"

namespace connectors {

/// One word of the other side.
struct Told {
    std::string message;    // its name there: the same message has the same name. At most 200 characters
    std::string named;      // what it is about: our wire name, or their reference
    std::string reference;  // theirs, where it says one
    std::string status;     // theirs, as they write it; empty: only words
    std::string words;      // theirs, for a person
    // What is older: one side keeps to one of them. Who says neither is believed in the order of arrival.
    std::optional<std::int64_t> position = {};  // grows within an errand, where they count
    std::optional<Instant> at = {};             // when it happened there
    bool operator==(const Told&) const = default;
};

enum class Verdict {
    answers,       // it is the answer
    updates,       // news on the way there
    notes,         // words or a reference, no status
    late,          // older than what is known
    after_answer,  // newer than the answer: they have changed their mind
    repeated,      // known already
    unknown,       // about no errand of this destination's
};
std::string_view code_of(Verdict);

/// The rule. An errand is answered by the first word that is an answer, whatever its position; everything else counts if it is not
/// older than what is known.
struct Known {
    bool settled = false;     // answered or given up
    bool said_again = false;  // the newest status known is this very one
    std::int64_t position = 0;
};
Verdict judge(const Known&, std::int64_t position, bool has_status, bool is_answer);

/// Takes one word in: keeps it, changes the errand it is about, announces what changed, and lets the next errand of its line go.
Verdict take(db::Tx&, const Destination&, const Told&);

}  // namespace connectors
