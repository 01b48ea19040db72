#pragma once
// Which services stand in the boxes on the home page: the rule. Pure: no rows, no clock.
//
// Promises
//  1. A service's score is how often it is asked for in a week, lately (each half-life ago counts half), and to a quarter how much
//     it was asked for in the same weeks of last year, where the council has a last year.
//  2. Who wants a box must be asked for by a margin more than the last one in a box, without a break for three days: what comes and
//     goes within days moves nothing, and nobody returns sooner than they could have come.
//  3. What is pinned has a box as long as it is pinned. What is offered no longer leaves at once.
//  4. The boxes keep their places: a newcomer takes the place of who left, and neighbours change places by the same margin.

#include "base/time.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

struct RankingRules {
    std::size_t boxes = 6;
    std::int64_t half_life_days = 14;                  // setting shortcuts_half_life_days
    double season_share = 0.25;
    double margin = 0.15;                              // of the score of the one it would displace
    Duration patience = std::chrono::days(3);
    std::int64_t least_requests = 3;                   // within the span that counts; fewer are chance
    /// So many days back count: after four half-lives a request is worth a sixteenth.
    std::int64_t reach_days() const { return 4 * half_life_days; }
};

/// The days of last year that tell the season: from a week before this day to two weeks after it, 52 weeks ago.
struct Season {
    Day from, before;
};
Season season_at(Day today);

/// How often a service was asked for on a day.
struct Use {
    std::string service;
    Day day;
    std::int64_t times = 0;
};

struct Score {
    double score = 0, recent = 0, season = 0;  // requests a week
    std::int64_t requests = 0;                 // within the span that counts
};
/// Of every service that was used. Days ahead of `today`, and those outside the two spans, count nothing.
std::map<std::string, Score> scores_of(std::span<const Use> uses, Day today, const RankingRules& rules);

/// A service that may have a box, best by default first where nothing is known of its use.
struct Candidate {
    std::string service;
    Score score = {};
    bool common = false;  // so many ask for it everywhere that it stands first until the council's own figures say more
    bool pinned = false;
};

struct Box {
    std::string service;
    Instant since;
    bool operator==(const Box&) const = default;
};
struct Board {
    std::vector<Box> boxes;
    std::map<std::string, Instant> waiting;  // since when it is ahead
    bool operator==(const Board&) const = default;
};

enum class Why { first, overtook, pinned, room, ended };
/// "first", "overtook", "pinned", "room", "ended"; their words: desk.swap_why_<code>.
std::string_view code_of(Why);

/// What came, what went for it, and why. `first`: when the boxes were filled at first; `room`: a box was free; `ended`: it is
/// offered no longer, and nothing came for it.
struct Swap {
    std::string came, went;  // either may be empty
    Why why = Why::overtook;
    double came_score = 0, went_score = 0;
};

struct Turned {
    Board board;
    std::vector<Swap> swaps;
};
/// The board after `before`, at this moment. `candidates`: every live service, those that are pinned in the order of their pins.
Turned turn(const Board& before, std::span<const Candidate> candidates, Instant now, const RankingRules& rules);

}  // namespace catalogue
