#include "catalogue/shortcuts.h"

#include "base/words.h"
#include "catalogue/events.h"
#include "catalogue/queries.h"
#include "journal/journal.h"

#include <algorithm>
#include <set>

namespace catalogue {
namespace {

using access::Permission;

using Standings = std::map<std::string, Standing>;

Standings standings_by_code(db::Tx& tx) {
    Standings known;
    for (auto& standing : standings(tx)) known.emplace(standing.service, standing);
    return known;
}

Board board_of(const Standings& known) {
    std::vector<const Standing*> shown;
    Board board;
    for (const auto& [service, standing] : known) {
        if (standing.box) shown.push_back(&standing);
        if (standing.waiting_since) board.waiting.emplace(service, *standing.waiting_since);
    }
    std::ranges::sort(shown, {}, [](const Standing* each) { return *each->box; });
    for (const auto* each : shown) board.boxes.push_back({each->service, each->since});
    return board;
}

/// Every live service, with the newest pins behind the older ones and those that are not pinned behind them.
Result<std::vector<Candidate>> candidates_for(db::Tx& tx, const std::map<std::string, Score>& scores) {
    const auto services = TRY(live_services(tx));
    const auto pinned = pins(tx);
    std::vector<Candidate> candidates;
    const auto add = [&](const Definition& service, bool is_pinned) {
        const auto score = scores.find(service.code);
        candidates.push_back({service.code, score == scores.end() ? Score{} : score->second, service.common, is_pinned});
    };
    for (const auto& pin : pinned)
        for (const auto& service : services)
            if (service->code == pin.service) add(*service, true);
    for (const auto& service : services)
        if (std::ranges::find(pinned, service->code, &Pin::service) == pinned.end()) add(*service, false);
    return candidates;
}

void keep(db::Tx& tx, const Turned& turned, std::span<const Candidate> candidates, const Standings& before, Instant counted_at) {
    std::map<std::string, std::pair<std::int64_t, Instant>> boxes;
    for (std::size_t i = 0; i < turned.board.boxes.size(); ++i)
        boxes.emplace(turned.board.boxes[i].service, std::pair(static_cast<std::int64_t>(i), turned.board.boxes[i].since));
    std::set<std::string> live;
    for (const auto& each : candidates) {
        live.insert(each.service);
        const auto box = boxes.find(each.service);
        const auto waiting = turned.board.waiting.find(each.service);
        tx.run(sql::put_standing, each.service, each.score.score, each.score.recent, each.score.season, each.score.requests,
               box == boxes.end() ? std::nullopt : std::optional(box->second.first), box == boxes.end() ? counted_at : box->second.second,
               waiting == turned.board.waiting.end() ? std::nullopt : std::optional(waiting->second), counted_at);
    }
    for (const auto& [service, standing] : before)
        if (!live.contains(service)) tx.run(sql::drop_standing, service);
    for (const auto& swap : turned.swaps) {
        const auto id = tx.new_id<Id<Swap>>();
        tx.run(sql::add_swap, id, tx.now(), swap.came, swap.went, code_of(swap.why), swap.came_score, swap.went_score);
        journal::announce(tx, ShortcutsChanged{id.value, swap.came, swap.went, std::string(code_of(swap.why))});
    }
}

Result<void> turn_and_keep(db::Tx& tx, const Standings& before, const std::map<std::string, Score>& scores, Instant counted_at, const RankingRules& rules) {
    const auto candidates = TRY(candidates_for(tx, scores));
    keep(tx, turn(board_of(before), candidates, tx.now(), rules), candidates, before, counted_at);
    return {};
}

/// After a pin came or went: by the scores as they were counted last.
Result<void> turn_again(db::Tx& tx) {
    const auto before = standings_by_code(tx);
    std::map<std::string, Score> scores;
    Instant counted_at = tx.now();
    for (const auto& [service, standing] : before) {
        scores.emplace(service, standing.score);
        counted_at = standing.counted_at;
    }
    return turn_and_keep(tx, before, scores, counted_at, {});
}

}  // namespace

Result<void> rank_services(db::Tx& tx, std::span<const Use> uses, const RankingRules& rules) {
    return turn_and_keep(tx, standings_by_code(tx), scores_of(uses, base::day_of(tx.now()), rules), tx.now(), rules);
}

bool are_ranked(db::Tx& tx) { return !most_used(tx).empty(); }

std::vector<std::string> most_used(db::Tx& tx) {
    std::vector<std::string> codes;
    for (const auto row : tx.query(sql::most_used)) codes.push_back(row.get<std::string>(0));
    return codes;
}

Result<std::vector<DefinitionPtr>> services_by_use(db::Tx& tx) {
    auto services = TRY(live_services(tx));
    const auto first = most_used(tx);
    const auto place = [&](const DefinitionPtr& service) { return std::ranges::find(first, service->code) - first.begin(); };
    std::ranges::stable_sort(services, {}, [&](const DefinitionPtr& service) { return std::pair(place(service), !service->common); });
    return services;
}

std::vector<Standing> standings(db::Tx& tx) {
    std::vector<Standing> all;
    for (const auto row : tx.query(sql::standings))
        all.push_back({.service = row.get<std::string>(0),
                       .score = {row.get<double>(1), row.get<double>(2), row.get<double>(3), row.get<std::int64_t>(4)},
                       .box = row.get<std::optional<std::int64_t>>(5),
                       .since = row.get<Instant>(6),
                       .waiting_since = row.get<std::optional<Instant>>(7),
                       .counted_at = row.get<Instant>(8)});
    return all;
}

std::vector<Pin> pins(db::Tx& tx) {
    std::vector<Pin> all;
    for (const auto row : tx.query(sql::pins, tx.now()))
        all.push_back({row.get<std::string>(0), row.get<Instant>(1), row.get<Instant>(2), row.get<std::string>(3)});
    return all;
}

Result<void> pin_service(db::Tx& tx, const access::Actor& who, std::string_view service, Instant until) {
    TRY(access::require(who, Permission::publish_service));
    std::vector<Problem> problems;
    if (!find_live(tx, service)) problems.push_back({"service", say("catalogue.pin_service")});
    if (until <= tx.now() || until > tx.now() + std::chrono::days(most_pin_days)) problems.push_back({"until", say("catalogue.pin_until")});
    const auto pinned = pins(tx);
    if (pinned.size() >= RankingRules{}.boxes && std::ranges::find(pinned, service, &Pin::service) == pinned.end())
        problems.push_back({"service", say("catalogue.pins_many")});
    if (!problems.empty()) return refuse_fields("forms.problems", std::move(problems));
    tx.run(sql::put_pin, service, until, tx.now(), tx.actor());
    journal::announce(tx, ServicePinned{tx.new_id<Id<Pin>>().value, std::string(service), until});
    return turn_again(tx);
}

Result<void> unpin_service(db::Tx& tx, const access::Actor& who, std::string_view service) {
    TRY(access::require(who, Permission::publish_service));
    if (tx.change(sql::drop_pin, service) == 0) return {};
    journal::announce(tx, ServiceUnpinned{tx.new_id<Id<Pin>>().value, std::string(service)});
    return turn_again(tx);
}

std::vector<PastSwap> swaps(db::Tx& tx, int limit) {
    std::vector<PastSwap> all;
    for (const auto row : tx.query(sql::swaps, limit))
        all.push_back({row.get<Instant>(1), row.get<std::string>(2), row.get<std::string>(3), row.get<std::string>(4), row.get<double>(5), row.get<double>(6)});
    return all;
}

}  // namespace catalogue
