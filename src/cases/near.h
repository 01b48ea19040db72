#pragma once
// "Has this been reported already?": open cases of a service so near, and so lately made, that they may be the same trouble.
//
// Promises
//  1. Only services whose definition says `duplicates` are compared, and only cases whose place is a point.
//  2. What is offered lies within that radius and those days, and is open. Of each cell of the grid (spot.h) the newest 100 are
//     looked at, and the nearest 24 are read: the cost does not grow with the number of cases.
//  3. A suggestion explains itself: how far, how long ago, of which kind, and to colleagues what else is the same.
//  4. It holds no name and no contact detail. What the public may see of a place is the caller's.

#include "cases/case.h"
#include "db/tx.h"

namespace cases {

/// What is compared with the cases there are.
struct Compared {
    catalogue::DefinitionPtr service;
    places::Point point;
    std::string place = {};       // in words
    std::string asset = {};       // the very lamp or bin, where one was picked
    forms::Answers answers = {};  // as far as they are known
    CaseId itself = {};           // never offered; 0: it is no case yet
};

struct Near {
    Case the_case;
    RequestId request;            // the first one
    places::LocationId location;
    places::Location place;
    Reference reference;
    std::optional<std::int64_t> metres = 0;  // in steps of 10, rounded up; 0: less than 5; nothing: not to be said
    std::int64_t days = 0;        // since it was opened, whole ones
    std::vector<std::string> same_words = {};  // besides those of the place
    std::int64_t same_answers = 0;
    bool same_asset = false;      // the very lamp, bin or gully
    double score = 0;             // 0 to 1
};

/// Below this nobody is asked.
inline constexpr double likely = 0.5;
inline constexpr std::size_t most_offered = 3;

/// Likeliest first, at most `limit`, none below `least`; only what the scope allows.
std::vector<Near> near(db::Tx& tx, const access::Scope& within, const Compared& what, double least = likely, std::size_t limit = most_offered);
/// What the public may be asked: without regard to whose case it is, since nothing of it is shown but place and state.
std::vector<Near> near_for_public(db::Tx& tx, const Compared& what, double least = likely, std::size_t limit = most_offered);
/// What a case is compared by: its first request. Nothing where it is not compared.
Result<std::optional<Compared>> compared_of(db::Tx& tx, const Case& the_case);
/// The same for whoever has read the version of its service, its first request and the place of that already.
std::optional<Compared> compared_of(const catalogue::DefinitionPtr& service, const Request& first, const places::Location& place);

/// "40 m away, reported 2 days ago". Answers and words that both gave are for colleagues alone.
std::string explained(const Near& near, bool for_colleagues, base::Language = base::Language::english);

/// How far two places may lie apart and still be the same one, half surely: where little is reported around, a pin may be off by some
/// houses, and what lies that near is hardly something else; where much is, another hole is as likely as the same one. So far that
/// about one in five strangers' reports has another one within it, between a third of the service's radius and four thirds.
double reach_of(double radius, double per_km2);

/// How alike two reports are, 0 to 1: whether both picked the same lamp or bin, where both picked one; then mostly how near they lie; then how lately the other was made, the words both hold, and
/// the choices both made. What is not known counts half.
struct Likeness {
    double metres = 0, reach = 1;
    double days = 0, most_days = 1;
    std::optional<double> words = {}, answers = {};  // 0 to 1
    std::optional<bool> asset = {};                  // whether both picked the same one: the strongest sign, either way
    double score() const;
};

}  // namespace cases
