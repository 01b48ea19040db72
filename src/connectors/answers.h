#pragma once
// What comes back: read by a carrier or a hook, judged here. Late, twice, out of order, about nothing we know: each has a verdict, and
// each message is kept with it.

#include "connectors/connectors.h"
#include "connectors/destination.h"
#include "connectors/told.h"

namespace connectors {

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
