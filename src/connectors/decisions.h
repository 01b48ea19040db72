#pragma once
// What a person decides about errands that do not go on by themselves. All want jobs.tend; after each, call `jobs::wake`.

#include "access/access.h"
#include "connectors/connectors.h"

namespace connectors {

/// Sends a stuck errand again, with all its tries; one that was sent and not answered waits for its answer for another week instead.
/// `conflict` if it is not stuck.
Result<void> try_again(db::Tx&, const access::Actor&, ErrandId);
/// Gives a stuck errand up, with a reason in words: the next of its line goes on.
Result<void> give_up(db::Tx&, const access::Actor&, ErrandId, std::string_view words);
/// Says what came of it, where the other side told it by other means. Also for one that is sent and not stuck. The outcome must be one
/// that the destination's settings know, or a code.
Result<void> answer_by_hand(db::Tx&, const access::Actor&, ErrandId, std::string_view outcome, std::string_view reference, std::string_view words);
/// Forgets the destination's pauses: everything that waits is tried now.
Result<void> try_now(db::Tx&, const access::Actor&, std::string_view destination);

}  // namespace connectors
