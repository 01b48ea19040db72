#pragma once
// The boxes on the home page as rows: how the services stand, what staff pinned, and what came and went.
//
// Promises
//  1. The home page reads rows that are there; nothing is counted for a visitor.
//  2. Every change of the boxes is kept with what came, what went, why, when, and how both stood, and is a fact in the journal.

#include "access/access.h"
#include "base/result.h"
#include "catalogue/catalogue.h"
#include "catalogue/ranking.h"
#include "db/db.h"

#include <optional>
#include <string>
#include <vector>

namespace catalogue {

/// Counts the use anew and gives the boxes to whom they belong now (ranking.h). `uses` cover both spans.
Result<void> rank_services(db::Tx& tx, std::span<const Use> uses, const RankingRules& rules);
/// True once services were ranked.
bool are_ranked(db::Tx& tx);

/// Codes of services, those in the boxes first and then by use; empty before the first ranking.
std::vector<std::string> most_used(db::Tx& tx);

/// All live services in that order; before the first ranking those first that are common everywhere.
Result<std::vector<DefinitionPtr>> services_by_use(db::Tx& tx);

struct Standing {
    std::string service;
    Score score;
    std::optional<std::int64_t> box;  // 0 is the first
    Instant since;                    // in that box
    std::optional<Instant> waiting_since;
    Instant counted_at;
};
/// In the order of `most_used`.
std::vector<Standing> standings(db::Tx& tx);

struct Pin {
    std::string service;
    Instant until, pinned_at;
    std::string pinned_by;  // as the journal names them
};
/// Those that hold, the oldest first.
std::vector<Pin> pins(db::Tx& tx);
inline constexpr int most_pin_days = 366;
/// Gives it a box until that moment. Wants services.publish. Refuses (field "service") one that is not offered, (field "until") what
/// is past or more than a year away, and more pins than boxes.
Result<void> pin_service(db::Tx& tx, const access::Actor& who, std::string_view service, Instant until);
/// It goes on in its box like any other. Content where it is not pinned.
Result<void> unpin_service(db::Tx& tx, const access::Actor& who, std::string_view service);

struct PastSwap {
    Instant at;
    std::string came, went, why;  // why: a code (ranking.h)
    double came_score = 0, went_score = 0;
};
/// Newest first.
std::vector<PastSwap> swaps(db::Tx& tx, int limit);

}  // namespace catalogue
