#include "alerts/news.h"

#include "alerts/queries.h"
#include "alerts/subscription_row.h"
#include "cases/public_sight.h"
#include "cases/publishing.h"
#include "jobs/jobs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace alerts {
namespace {

constexpr double metres_per_degree = 111'320;
constexpr double farthest = 2000;  // the widest of radii()
constexpr std::size_t most_told = 20;
constexpr std::chrono::days still_new{55};  // less than what was told is remembered for

double metres_between(const places::Point& a, const places::Point& b) {
    const double wide = std::cos(a.latitude * std::numbers::pi / 180);
    return std::hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * wide) * metres_per_degree;
}

/// A request that everybody may see at this moment, with its place.
struct Seen {
    cases::Request request;
    cases::Case the_case;
    places::Location place;
};

std::optional<Seen> seen_by_all(db::Tx& tx, const cases::PublicSight& sight, cases::CaseId case_id, cases::RequestId request) {
    const auto the_case = cases::find_case(tx, access::Actor::house("alerts"), case_id);
    if (!the_case) return std::nullopt;
    for (auto& each : cases::requests_of(tx, case_id)) {
        if (each.id != request || !each.is_live()) continue;
        const auto asked_under = catalogue::find_version(tx, each.service, each.service_version);
        if (!asked_under || !sight.shows(each, *the_case, **asked_under)) continue;
        const std::array ids{each.location};
        const auto places = places::find_many(tx, ids);
        const auto place = places.find(each.location);
        if (place != places.end()) return Seen{std::move(each), *the_case, place->second};
    }
    return std::nullopt;
}

std::vector<Subscription> who_asked_for(db::Tx& tx, const Seen& seen) {
    std::vector<Subscription> who;
    if (!seen.the_case.area.empty())
        for (const auto row : tx.query(sql::in_ward, seen.the_case.area)) who.push_back(subscription_from(row));
    if (!seen.place.point) return who;
    const auto& point = *seen.place.point;
    const double high = farthest / metres_per_degree, wide = high / std::max(0.01, std::cos(point.latitude * std::numbers::pi / 180));
    for (const auto row : tx.query(sql::near_by, point.latitude - high, point.latitude + high, point.longitude - wide, point.longitude + wide)) {
        auto each = subscription_from(row);
        if (each.point && metres_between(*each.point, point) <= each.target.radius_m) who.push_back(std::move(each));
    }
    return who;
}

/// When what came now is told: at once after a moment in which more may come, else next morning.
Instant due_for(db::Tx& tx, Often often) {
    if (often == Often::at_once) return tx.now() + std::chrono::minutes{2};
    const auto& zone = places::calendar_of(tx).zone();
    constexpr std::chrono::hours morning{8};
    const auto today = zone.day(tx.now());
    const auto at_eight = zone.instant(today, morning);
    return at_eight > tx.now() ? at_eight : zone.instant(today + std::chrono::days{1}, morning);
}

/// "Pothole, Mill Lane, reported Friday 27 November": what stands there is public, and never a resident's own words of the place.
std::string line_of(db::Tx& tx, const Seen& seen, const std::map<cases::RequestId, cases::PublicCopy>& copies, base::Language language) {
    const auto copy = copies.find(seen.request.id);
    const auto service = catalogue::find_version(tx, seen.request.service, seen.request.service_version);
    auto line = copy != copies.end() && !copy->second.title.empty() ? copy->second.title : service ? (*service)->name : seen.request.service;
    if (const auto street = seen.place.usrn.empty() ? std::nullopt : places::find_street(tx, seen.place.usrn)) line += ", " + street->name;
    const auto day = places::calendar_of(tx).zone().day(seen.request.received_at);
    return say("alerts.line", {{"what", line}, {"day", places::shown_date(day, language)}}, language);
}

}  // namespace

void hear_of(db::Tx& tx, cases::CaseId case_id, cases::RequestId request) {
    if (!tx.find<int>(sql::any_for_news)) return;
    const auto seen = seen_by_all(tx, cases::PublicSight::of(tx), case_id, request);
    if (!seen) return;
    // A corrected copy of an old report is published too.
    if (seen->the_case.state != cases::State::open || tx.now() - seen->request.received_at > still_new) return;
    for (const auto& each : who_asked_for(tx, *seen)) {
        if (tx.find<int>(sql::knows_of, each.id, request)) continue;
        const bool waits = tx.find<int>(sql::waits, each.id).has_value();
        tx.run(sql::add_news, each.id, request, case_id, tx.now());
        if (!waits) jobs::schedule(tx, {.kind = std::string(tell_kind), .key = to_string(each.id), .due = due_for(tx, each.often)});
    }
}

void tell(db::Tx& tx, SubscriptionId id) {
    const auto to = find_by_id(tx, id);
    if (!to || !to->confirmed) return;
    std::vector<std::pair<cases::RequestId, cases::CaseId>> untold;
    for (const auto row : tx.query(sql::untold, id)) untold.emplace_back(row.get<cases::RequestId>(0), row.get<cases::CaseId>(1));
    tx.run(sql::note_told, tx.now(), id);
    const auto sight = cases::PublicSight::of(tx);
    std::vector<cases::RequestId> requests;
    for (const auto& [request, of] : untold) requests.push_back(request);
    const auto copies = cases::public_copies(tx, requests);
    std::string lines;
    std::size_t told = 0, seen_count = 0;
    for (const auto& [request, of] : untold) {
        const auto seen = seen_by_all(tx, sight, of, request);
        if (!seen) continue;
        ++seen_count;
        if (told == most_told) continue;
        lines += (lines.empty() ? "" : "\n") + line_of(tx, *seen, copies, to->language);
        ++told;
    }
    if (told == 0) return;
    if (seen_count > told) lines += "\n" + say("alerts.more", {{"count", std::to_string(seen_count - told)}}, to->language);
    write_to(tx, *to, "problem-alert", {{"what", described(tx, to->target, to->language)}, {"words", lines}});
}

}  // namespace alerts
