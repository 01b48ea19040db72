#include "catalogue/ranking.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace catalogue {
namespace {

using std::chrono::days;
using std::chrono::weeks;

/// The sum of what each of the last days is worth: so many weeks' worth of requests make the score a weekly one.
double weight_of_span(const RankingRules& rules) {
    double sum = 0;
    for (std::int64_t age = 0; age < rules.reach_days(); ++age) sum += std::exp2(-static_cast<double>(age) / static_cast<double>(rules.half_life_days));
    return sum;
}

/// A board under way.
class Turning {
public:
    Turning(const Board& before, std::span<const Candidate> candidates, Instant now, const RankingRules& rules)
        : before_(before), now_(now), rules_(rules) {
        turned_.board.boxes = before.boxes;
        for (const auto& candidate : candidates) by_code_.emplace(candidate.service, &candidate);
        for (const auto& candidate : candidates) order_.push_back(&candidate);
        std::ranges::stable_sort(order_, [](const Candidate* a, const Candidate* b) { return rank(*a) > rank(*b); });
    }

    Turned finish() && {
        drop_ended();
        seat_pinned();
        fill_room();
        let_overtake();
        put_in_order();
        return std::move(turned_);
    }

private:
    static std::tuple<double, bool> rank(const Candidate& c) { return {c.score.score, c.common}; }

    std::vector<Box>& boxes() { return turned_.board.boxes; }
    const Candidate& of(const Box& box) const { return *by_code_.at(box.service); }
    bool is_shown(const std::string& service) {
        return std::ranges::find(boxes(), service, &Box::service) != boxes().end();
    }
    void note(const Candidate* came, const Candidate* went, Why why) {
        turned_.swaps.push_back({.came = came ? came->service : "", .went = went ? went->service : "", .why = why,
                                 .came_score = came ? came->score.score : 0, .went_score = went ? went->score.score : 0});
    }
    bool is_ahead(const Candidate& one, const Candidate& other) const {
        return one.score.requests >= rules_.least_requests && one.score.score > other.score.score * (1 + rules_.margin);
    }

    void drop_ended() {
        std::erase_if(boxes(), [&](const Box& box) {
            const bool ended = !by_code_.contains(box.service);
            if (ended) turned_.swaps.push_back({.went = box.service, .why = Why::ended});
            return ended;
        });
        for (; boxes().size() > rules_.boxes; boxes().pop_back()) note(nullptr, &of(boxes().back()), Why::ended);
    }

    /// The least used of those that are not pinned.
    std::vector<Box>::iterator weakest() {
        auto found = boxes().end();
        for (auto box = boxes().begin(); box != boxes().end(); ++box)
            if (!of(*box).pinned && (found == boxes().end() || rank(of(*box)) <= rank(of(*found)))) found = box;
        return found;
    }
    void replace(std::vector<Box>::iterator box, const Candidate& came, Why why) {
        note(&came, &of(*box), why);
        *box = {came.service, now_};
    }

    void seat_pinned() {
        for (const auto* candidate : order_) {
            if (!candidate->pinned || is_shown(candidate->service)) continue;
            if (boxes().size() < rules_.boxes) {
                boxes().push_back({candidate->service, now_});
                note(candidate, nullptr, Why::pinned);
            } else if (const auto box = weakest(); box != boxes().end()) {
                replace(box, *candidate, Why::pinned);
            }
        }
    }

    void fill_room() {
        const auto why = before_.boxes.empty() ? Why::first : Why::room;
        for (const auto* candidate : order_) {
            if (boxes().size() >= rules_.boxes) return;
            if (is_shown(candidate->service)) continue;
            boxes().push_back({candidate->service, now_});
            note(candidate, nullptr, why);
        }
    }

    /// In the order of their scores, so that of two who waited long enough the better one comes in.
    void let_overtake() {
        for (const auto* candidate : order_) {
            if (is_shown(candidate->service)) continue;
            const auto last = weakest();
            if (last == boxes().end() || !is_ahead(*candidate, of(*last))) continue;
            const auto known = before_.waiting.find(candidate->service);
            const auto since = known == before_.waiting.end() ? now_ : std::min(known->second, now_);
            if (now_ - since >= rules_.patience && last->since != now_)
                replace(last, *candidate, Why::overtook);
            else
                turned_.board.waiting.emplace(candidate->service, since);
        }
        std::erase_if(turned_.board.waiting, [&](const auto& each) { return is_shown(each.first); });
    }

    /// What is pinned first; then who is ahead of a neighbour passes it.
    void put_in_order() {
        std::ranges::stable_partition(boxes(), [&](const Box& box) { return of(box).pinned; });
        for (std::size_t round = 0; round < boxes().size(); ++round)
            for (std::size_t i = 1; i < boxes().size(); ++i)
                if (of(boxes()[i]).pinned == of(boxes()[i - 1]).pinned && is_ahead(of(boxes()[i]), of(boxes()[i - 1])))
                    std::swap(boxes()[i - 1], boxes()[i]);
    }

    const Board& before_;
    const Instant now_;
    const RankingRules& rules_;
    std::map<std::string, const Candidate*, std::less<>> by_code_;
    std::vector<const Candidate*> order_;  // the most used first
    Turned turned_;
};

}  // namespace

Season season_at(Day today) {
    const auto then = today - weeks(52);
    return {then - weeks(1), then + weeks(2)};
}

std::map<std::string, Score> scores_of(std::span<const Use> uses, Day today, const RankingRules& rules) {
    std::map<std::string, Score> scores;
    const auto season = season_at(today);
    double all_recent = 0, all_last_year = 0;
    const double a_week = 7 / weight_of_span(rules);
    for (const auto& use : uses) {
        const auto age = (today - use.day).count();
        const auto times = static_cast<double>(use.times);
        if (age >= 0 && age < rules.reach_days()) {
            const double worth = times * std::exp2(-static_cast<double>(age) / static_cast<double>(rules.half_life_days)) * a_week;
            scores[use.service].recent += worth;
            scores[use.service].requests += use.times;
            all_recent += worth;
        } else if (use.day >= season.from && use.day < season.before) {
            scores[use.service].season += times;
            all_last_year += times;
        }
    }
    for (auto& [service, score] : scores) {
        // Its share of last year's weeks, of as many requests as there are now: a council that grows is not held back by it.
        score.season = all_last_year > 0 ? score.season / all_last_year * all_recent : 0;
        const double share = all_last_year > 0 ? rules.season_share : 0;
        score.score = (1 - share) * score.recent + share * score.season;
    }
    return scores;
}

std::string_view code_of(Why why) {
    constexpr std::string_view codes[] = {"first", "overtook", "pinned", "room", "ended"};
    return codes[static_cast<std::size_t>(why)];
}

Turned turn(const Board& before, std::span<const Candidate> candidates, Instant now, const RankingRules& rules) {
    return Turning(before, candidates, now, rules).finish();
}

}  // namespace catalogue
