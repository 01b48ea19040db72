#pragma once
// What of a request everybody may see, and who decides it.
//
// Promises
//  1. Of a service that is published at once, place and state are public, never words. Of one that is published after a check
//     nothing is, until somebody on the staff lets a public copy through: a title, words, and photos they chose one by one.
//  2. What the resident sent is kept as it was. Each copy that was public stays in the history, however often it changes.
//  3. A check waits from when the request came and has a stored deadline; past it, it is late, and who leads the team is told once.
//  4. Who decides says which `changes` they saw, and is refused as a conflict when somebody was quicker.
//  5. Who reported may take words out of the copy, or take all of it back: at once, and for good.
// Who sees what is decided in public_sight.h alone.

#include "cases/case.h"
#include "cases/public_sight.h"
#include "cases/worklist.h"
#include "db/tx.h"

#include <map>

namespace cases {

/// What everybody sees of what somebody sent. Photos are numbers among the files of the request.
struct PublicCopy {
    std::string title, words;
    std::vector<int> photos = {};
};
inline constexpr std::size_t most_public_title = 100, most_public_words = 2000;  // characters

/// Where a request stands with the public. Those that nobody need check or decided on have none.
struct Check {
    RequestId request;
    Publication state = Publication::waiting;
    Instant since, due_at;
    std::optional<Instant> decided_at = {};
    std::string decided_by = {};  // as the journal names actors
    std::string reason = {};      // why it is withheld: one of `withholding_reasons`, or one of the house's own
    PublicCopy copy = {};         // as it was let through last; empty before
    std::int64_t changes = 0;

    bool is_late(Instant now) const { return state == Publication::waiting && due_at < now; }
};

/// "personal", "abusive", "not_public", "inquiry", "wrong", "nothing_to_see", "other" (which wants words). cases.withheld_<code>.
std::span<const std::string_view> withholding_reasons();
/// Withheld by who reported it, and then nobody can publish it again; or since they withdrew the request.
inline constexpr std::string_view taken_back = "taken_back", request_withdrawn = "withdrawn";

std::optional<Check> check_of(db::Tx& tx, RequestId request);
std::map<RequestId, Check> checks_of(db::Tx& tx, std::span<const RequestId> requests);

/// What may be let through, as a start: the service's name, and the resident's own words with what looks personal masked.
PublicCopy proposed_copy(const catalogue::Definition& service, const Request& request, const people::Contact& reporter);
/// The resident's own words, as they were sent.
std::string words_sent(const catalogue::Definition& service, const Request& request);

/// Lets this copy through, for the first time or in place of another. Refuses a title that is missing or long, words that are long,
/// photos that are none ("title", "words", "photos"). Of a service that is published at once only the place is shown again: the
/// copy is not kept. A conflict where the reporter took it back. Wants cases.publish.
Result<Check> publish(db::Tx& tx, const access::Actor& who, RequestId request, std::int64_t seen_changes, const PublicCopy& copy);
/// Keeps it from the public, or takes it out again, with a reason and words for colleagues. Wants cases.publish.
Result<Check> withhold(db::Tx& tx, const access::Actor& who, RequestId request, std::int64_t seen_changes, std::string_view reason, std::string_view words);

/// Of a request whose contact check was passed. Only words that stand there may be left out: what adds or changes any is refused
/// (field "words").
Result<void> take_words_out(db::Tx& tx, const Reference& reference, std::string_view title, std::string_view words);
Result<void> take_back(db::Tx& tx, const Reference& reference);

/// The copies that are public now, of those of these requests that have one.
std::map<RequestId, PublicCopy> public_copies(db::Tx& tx, std::span<const RequestId> requests);

/// True if every word of `after` stands in `before`, in its order.
bool only_leaves_out(std::string_view before, std::string_view after);

}  // namespace cases
