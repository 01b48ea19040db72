#pragma once
// The door of alerts: letters that somebody asked for, and can end with one press.
//
// Promises
//  1. Nothing is sent to a mailbox but one letter that asks whether it wants more, until somebody who reads it says so. A mailbox
//     is asked at most `most_asked_a_day` times a day, whoever asks; what is never confirmed is gone after a week.
//  2. Whoever asks is answered alike, whether the mailbox is known or not.
//  3. Each letter carries the way to end it (RFC 8058), which needs no signing in; what is ended is forgotten: address, token, letters.
//  4. A reminder of a bin day leaves once, on the evening before by the council's clock; a new problem is told once to each subscription,
//     and only while everybody may see it. Both also when a node is killed in between.
//  5. Facts in the journal name the subscription by its number, never a mailbox.

#include "access/access.h"
#include "base/random.h"
#include "db/db.h"
#include "places/places.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alerts {

struct SubscriptionTag;
using SubscriptionId = Id<SubscriptionTag>;

enum class About {
    bins,    // the evening before a collection at an address
    ward,    // new problems in a ward
    around,  // new problems within so many metres of an address
};
enum class Often { at_once, daily };
std::string_view code_of(About);
std::string_view code_of(Often);
std::optional<About> find_about(std::string_view code);
std::optional<Often> find_often(std::string_view code);

struct Target {
    About about = About::bins;
    std::string uprn = {};  // bins, around
    std::string ward = {};  // ward: code
    int radius_m = 0;       // around: one of radii()
    bool operator==(const Target&) const = default;
};
std::vector<int> radii();  // 250, 500, 1000, 2000

struct Subscription {
    SubscriptionId id;
    std::string email, token;
    Target target;
    std::optional<places::Point> point;  // around
    Often often = Often::daily;
    base::Language language = base::Language::english;
    std::optional<Instant> confirmed;
    Instant mailed;
};

inline constexpr int most_asked_a_day = 5, most_of_a_mailbox = 20;

/// Keeps the wish and queues the letter that asks for confirmation. Refuses by field: an address that cannot be written to ("email"), an
/// address without rounds or without a point ("uprn"), a ward or radius that there is not.
Result<void> ask(db::Tx& tx, Random& random, std::string_view email, const Target& target, Often often, base::Language language);
/// What a token opens; refuses any other with not_found.
Result<Subscription> find(db::Tx& tx, std::string_view token);
/// From now on it is written to. A second time changes nothing.
Result<Subscription> confirm(db::Tx& tx, std::string_view token);
Result<void> set_often(db::Tx& tx, std::string_view token, Often often);
/// Ends it and forgets it, with its letters. A token that opens nothing is no refusal: it has ended.
void end(db::Tx& tx, std::string_view token);
/// All of a mailbox, at its reader's wish. Needs Permission::erase_person. How many.
Result<int> forget_mailbox(db::Tx& tx, const access::Actor& who, std::string_view email);

/// What it is about, in words: "bins at 12 Albion Street, Ambleford", "new problems in Canalside".
std::string described(db::Tx& tx, const Target& target, base::Language language);

}  // namespace alerts
