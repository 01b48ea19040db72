#include "alerts/reminding.h"

#include "alerts/queries.h"
#include "alerts/subscription_row.h"
#include "rounds/said.h"

#include <algorithm>

namespace alerts {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr int at_once = 100;
constexpr hours evening{18}, morning{7};

/// The day whose collections are to be told of now; nothing by day.
std::optional<Day> day_to_tell(const places::Zone& zone, Instant now) {
    const auto local = zone.local(now);
    if (local.time >= evening) return local.day + days{1};
    if (local.time < morning) return local.day;
    return std::nullopt;
}

void remind(db::Tx& tx, const Subscription& to, Day day) {
    const auto at = rounds::at_address(tx, to.target.uprn);
    if (!at) return;
    std::string bins, out_by;
    for (const auto& each : at->timetable.between(day, day)) {
        if (!each.day) continue;
        bins += (bins.empty() ? "" : "\n") + each.bin.name + (each.bin.holds.empty() ? "" : " – " + each.bin.holds) + (each.reason.empty() ? "" : " (" + each.reason + ")");
        if (out_by.empty()) out_by = places::shown_clock(each.out_by, to.language);
    }
    if (bins.empty()) return;
    write_to(tx, to, "bin-reminder", {{"day", places::shown_date(day, to.language)}, {"address", at->address.line}, {"words", bins}, {"time", out_by}});
}

}  // namespace

bool remind_some(db::Tx& tx) {
    const auto calendar = places::calendar_of(tx);
    const auto day = day_to_tell(calendar.zone(), tx.now());
    if (!day) return false;
    std::vector<Subscription> waiting;
    for (const auto row : tx.query(sql::to_remind, *day, at_once)) waiting.push_back(subscription_from(row));
    for (const auto& each : waiting) {
        tx.run(sql::note_reminded, *day, each.id);
        remind(tx, each, *day);
    }
    return waiting.size() == at_once;
}

bool tell_late(db::Tx& tx, rounds::LateId id) {
    const auto standing = rounds::standing_late(tx);
    const auto late = std::ranges::find(standing, id, &rounds::LateRound::id);
    if (late == standing.end()) return false;
    const auto streets = late->notice.streets.empty() ? rounds::streets_of(tx, late->notice.round) : late->notice.streets;
    int written = 0;
    for (const auto& street : streets) {
        std::vector<Subscription> waiting;
        for (const auto row : tx.query(sql::bins_in_street, street)) waiting.push_back(subscription_from(row));
        for (const auto& each : waiting) {
            if (tx.find<int>(sql::knows_of, each.id, id.value)) continue;
            const auto at = rounds::at_address(tx, each.target.uprn);
            const bool waits = at && std::ranges::find(at->late, id, &rounds::LateRound::id) != at->late.end();
            if (!waits) continue;
            if (written++ == at_once) return true;
            tx.run(sql::add_told, each.id, id.value, tx.now(), tx.now());
            write_to(tx, each, "round-late", {{"address", at->address.line}, {"words", rounds::said_of_late(*late, at->address.street, *at->zone, tx.now(), each.language)}});
        }
    }
    return false;
}

void tidy(db::Tx& tx) {
    constexpr days unconfirmed{7}, news_kept{60};
    std::vector<SubscriptionId> never;
    for (const auto row : tx.query(sql::never_confirmed, tx.now() - unconfirmed, at_once)) never.push_back(row.get<SubscriptionId>(0));
    for (const auto id : never) forget(tx, id, "never_confirmed");
    tx.run(sql::forget_old_news, tx.now() - news_kept);
}

}  // namespace alerts
