// The rule of the boxes, by a slow clear model and by simulated use.

#include "catalogue/ranking.h"

#include "base/random.h"
#include "db/test/given.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace {

using namespace std::chrono_literals;
using catalogue::Board;
using catalogue::Candidate;
using catalogue::RankingRules;
using catalogue::Use;
using catalogue::Why;
using std::chrono::days;

constexpr RankingRules rules{};
const Day today = base::day_of(given::start);

Candidate candidate(std::string service, double score, bool pinned = false) {
    return {.service = std::move(service), .score = {.score = score, .recent = score, .requests = static_cast<std::int64_t>(score)}, .pinned = pinned};
}

std::string shown(const Board& board) {
    std::string codes;
    for (const auto& box : board.boxes) codes += box.service;
    return codes;
}

/// Six services of falling use in their boxes, and one behind them.
std::vector<Candidate> town(double seventh) {
    std::vector<Candidate> all;
    for (int i = 0; i < 6; ++i) all.push_back(candidate(std::string(1, static_cast<char>('a' + i)), 100 - 10 * i));
    all.push_back(candidate("g", seventh));
    return all;
}

/// What a score means, request by request.
double slow_score(std::span<const Use> uses, const std::string& service) {
    const auto recent_of = [&](const std::string& code) {
        double worth = 0, span = 0;
        for (int age = 0; age < 56; ++age) {
            span += std::pow(0.5, age / 14.0);
            for (const auto& use : uses)
                if (use.service == code && use.day == today - days(age))
                    for (int i = 0; i < use.times; ++i) worth += std::pow(0.5, age / 14.0);
        }
        return worth * 7 / span;
    };
    double all_recent = 0, all_then = 0, own_then = 0;
    std::set<std::string> codes;
    for (const auto& use : uses) codes.insert(use.service);
    for (const auto& code : codes) all_recent += recent_of(code);
    for (const auto& use : uses)
        for (int day = -7; day < 14; ++day)
            if (use.day == today - days(364) + days(day)) {
                all_then += static_cast<double>(use.times);
                if (use.service == service) own_then += static_cast<double>(use.times);
            }
    if (all_then == 0) return recent_of(service);
    return 0.75 * recent_of(service) + 0.25 * own_then / all_then * all_recent;
}

}  // namespace

TEST_CASE("a service that is asked for every day has its weekly number as its score") {
    std::vector<Use> uses;
    for (int age = 0; age < 200; ++age) uses.push_back({"bin", today - days(age), 3});
    CHECK(catalogue::scores_of(uses, today, rules).at("bin").score == doctest::Approx(21));
}

TEST_CASE("what was asked for a half-life ago counts half, and what is older than four of them nothing") {
    const Use now[] = {{"a", today, 8}}, before[] = {{"a", today - days(14), 8}}, long_ago[] = {{"a", today - days(56), 8}}, ahead[] = {{"a", today + days(1), 8}};
    const auto score = [](std::span<const Use> uses) { return catalogue::scores_of(uses, today, rules)["a"].score; };
    CHECK(score(before) == doctest::Approx(score(now) / 2));
    CHECK(score(long_ago) == 0);
    CHECK(score(ahead) == 0);
}

TEST_CASE("what was asked for in these weeks of last year counts a quarter, whatever the council has grown to since") {
    const Use uses[] = {{"leaves", today - days(30), 10}, {"leaves", today - days(364), 50}, {"bin", today - days(1), 90}, {"bin", today - days(360), 50}};
    const auto scores = catalogue::scores_of(uses, today, rules);
    CHECK(scores.at("leaves").season == doctest::Approx(scores.at("bin").season));
    CHECK(scores.at("leaves").score > scores.at("leaves").recent);
    CHECK(scores.at("leaves").score == doctest::Approx(slow_score(uses, "leaves")));
}

TEST_CASE("scores are those of a slow, clear model, for any use") {
    base::SeededRandom random(7);
    for (int town = 0; town < 30; ++town) {
        std::vector<Use> uses;
        for (int i = 0; i < 60; ++i)
            uses.push_back({std::string(1, static_cast<char>('a' + random.number_below(4))), today - days(random.number_below(town % 2 == 0 ? 80 : 420)),
                            static_cast<std::int64_t>(random.number_below(9))});
        for (const auto& [service, score] : catalogue::scores_of(uses, today, rules)) CHECK(score.score == doctest::Approx(slow_score(uses, service)));
    }
}

TEST_CASE("before anybody asked for anything, what is common everywhere stands first") {
    std::vector<Candidate> all;
    for (const auto* code : {"a", "b", "c", "d", "e", "f", "g"}) all.push_back({.service = code, .common = std::string_view(code) == "g"});
    const auto turned = catalogue::turn({}, all, given::start, rules);
    CHECK(shown(turned.board) == "gabcde");
    CHECK(turned.swaps.size() == 6);
    CHECK(turned.swaps.front().why == Why::first);
}

TEST_CASE("a newcomer must be ahead by a margin, for three days without a break") {
    const auto settled = catalogue::turn({}, town(0), given::start, rules).board;
    REQUIRE(shown(settled) == "abcdef");
    CHECK(catalogue::turn(settled, town(57), given::start, rules).board.waiting.empty());  // 14 % more are not enough
    auto waiting = catalogue::turn(settled, town(58), given::start, rules);
    CHECK(waiting.swaps.empty());
    REQUIRE(waiting.board.waiting.contains("g"));
    CHECK(catalogue::turn(waiting.board, town(58), given::start + 72h - 1us, rules).swaps.empty());
    const auto broken = catalogue::turn(waiting.board, town(50), given::start + 48h, rules).board;
    CHECK(catalogue::turn(broken, town(58), given::start + 72h, rules).swaps.empty());
    const auto came = catalogue::turn(waiting.board, town(58), given::start + 72h, rules);
    CHECK(shown(came.board) == "abcdeg");
    REQUIRE(came.swaps.size() == 1);
    CHECK(came.swaps.front().came == "g");
    CHECK(came.swaps.front().went == "f");
    CHECK(came.swaps.front().why == Why::overtook);
}

TEST_CASE("a box that a pin takes is the least used one's, and an unpinned service holds it until it is overtaken") {
    const auto settled = catalogue::turn({}, town(0), given::start, rules).board;
    auto all = town(0);
    all.back().pinned = true;
    const auto pinned = catalogue::turn(settled, all, given::start, rules);
    CHECK(shown(pinned.board) == "gabcde");
    CHECK(pinned.swaps.front().why == Why::pinned);
    const auto stormed = catalogue::turn(pinned.board, all, given::start + 24h * 30, rules);
    CHECK(shown(stormed.board) == "gabcde");
    CHECK(stormed.swaps.empty());
    const auto free = catalogue::turn(pinned.board, town(0), given::start + 24h, rules).board;
    REQUIRE(free.waiting.contains("f"));
    CHECK(shown(catalogue::turn(free, town(0), given::start + 24h * 4, rules).board).find('g') == std::string::npos);
}

TEST_CASE("what is offered no longer leaves at once, and the next one takes the room") {
    const auto settled = catalogue::turn({}, town(1), given::start, rules).board;
    auto all = town(1);
    all.erase(all.begin());
    const auto turned = catalogue::turn(settled, all, given::start, rules);
    CHECK(shown(turned.board) == "bcdefg");
    REQUIRE(turned.swaps.size() == 2);
    CHECK(turned.swaps[0].went == "a");
    CHECK(turned.swaps[0].why == Why::ended);
    CHECK(turned.swaps[1].why == Why::room);
}

TEST_CASE("over two years of simulated use the boxes neither flap nor starve anybody") {
    for (const std::uint64_t seed : {1, 2, 3, 4}) {
        base::SeededRandom random(seed);
        std::vector<Use> uses;
        Board board;
        std::map<std::string, Instant> went;
        std::map<std::string, int> ahead;  // turns for which it was far ahead without a box
        int swaps = 0;
        for (int day = 0; day < 730; ++day) {
            const Day now = today + days(day);
            for (int service = 0; service < 12; ++service) {
                // Close to each other, with chance; the last three have a season of their own.
                const double wave = service >= 9 ? 20 * std::max(0.0, std::sin(day / 58.0 + service)) : 0;
                const auto most = static_cast<std::uint64_t>(20 - service + wave);
                uses.push_back({std::string(1, static_cast<char>('a' + service)), now, static_cast<std::int64_t>(random.number_below(most))});
            }
            const auto scores = catalogue::scores_of(uses, now, rules);
            std::vector<Candidate> all;
            for (const auto& [service, score] : scores) all.push_back({.service = service, .score = score});
            const auto turned = catalogue::turn(board, all, Instant(now) + 12h, rules);
            for (const auto& swap : turned.swaps) {
                if (swap.why != Why::overtook) continue;
                ++swaps;
                CHECK(swap.came_score > swap.went_score * 1.15);
                if (went.contains(swap.came)) CHECK(Instant(now) + 12h - went.at(swap.came) >= rules.patience);
                went[swap.went] = Instant(now) + 12h;
            }
            board = turned.board;
            REQUIRE(board.boxes.size() == std::min<std::size_t>(6, scores.size()));
            double weakest = 1e9;
            for (const auto& box : board.boxes) weakest = std::min(weakest, scores.at(box.service).score);
            for (const auto& [service, score] : scores) {
                const bool has_box = std::ranges::find(board.boxes, service, &catalogue::Box::service) != board.boxes.end();
                ahead[service] = !has_box && score.requests >= 3 && score.score > 1.5 * weakest ? ahead[service] + 1 : 0;
                CHECK(ahead[service] <= 2 * 6);  // of several who wait, one comes in at each turn after their three days
            }
        }
        CHECK(swaps < 60);   // one in twelve days, though services of nearly the same use stand around the edge
        CHECK(swaps > 3);    // seasons do come
    }
}
