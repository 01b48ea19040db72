// A case stands still and goes on: check, change, announce.

#include "clocks/pausing.h"

#include "base/text.h"
#include "clocks/counted.h"
#include "clocks/events.h"
#include "clocks/queries.h"

#include <algorithm>

namespace clocks {
namespace {

Result<std::string> check_words(std::string_view text) {
    constexpr std::size_t most = 5000;
    auto words = base::tidy_text(text.substr(0, 8 * most));
    if (text.size() > 8 * most || base::count_characters(words) > most) return refuse_fields("forms.problems", {{"text", say("cases.note_long")}});
    return words;
}

constexpr std::string_view the_map = "system:map";  // who begins the pauses of maps

struct Present {
    PauseId id;  // 0: it does not stand still
    std::string by;
};
Present present_pause(db::Tx& tx, cases::CaseId id) {
    Present present;
    for (const auto row : tx.query(sql::pauses_of, id))
        if (row.is_null(4)) present = {row.get<PauseId>(0), row.get<std::string>(5)};
    return present;
}

void stand_still(db::Tx& tx, const cases::Case& c, std::string_view reason, std::string_view words, std::string_view by) {
    const auto pause = tx.new_id<PauseId>();
    tx.run(sql::end_pauses, tx.now(), c.id);
    tx.run(sql::add_pause, pause, c.id, reason, words, tx.now(), by);
    journal::announce(tx, ClockPaused{c.id, pause, c.service, c.team, std::string(reason)});
}

/// The pause that `counted` shows ends now.
Result<cases::Case> go_on(db::Tx& tx, const cases::Case& c, Counted counted) {
    const auto reason = counted.clocks.pause->reason;
    journal::announce(tx, ClockResumed{c.id, present_pause(tx, c.id).id, c.service, c.team, reason});
    tx.run(sql::end_pauses, tx.now(), c.id);
    counted.steps.push_back({.what = Happened::resumed, .at = tx.now()});
    const auto now = clocks_of(counted.service->levels, counted.calendars, counted.steps, tx.now());
    if (!now.resolve.deadline || now.resolve.deadline == c.promised_for()) return c;
    return cases::move_promise(tx, c.id, *now.resolve.deadline, reason);
}

}  // namespace

Result<Counted> count(db::Tx& tx, const cases::Case& c) {
    auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    return count(tx, std::move(service), journal::facts_of(tx, c.id.value));
}

Counted count(db::Tx& tx, catalogue::DefinitionPtr service, std::span<const journal::Fact> facts) {
    Counted counted{.service = std::move(service), .steps = steps_of(tx, facts), .calendars = {}, .clocks = {}};
    counted.calendars = calendars_for(tx, counted.steps);
    counted.clocks = clocks_of(counted.service->levels, counted.calendars, counted.steps, tx.now());
    return counted;
}

Result<Standing> of(db::Tx& tx, const cases::Case& c) {
    auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    return of(tx, c, std::move(service), journal::facts_of(tx, c.id.value));
}

Standing of(db::Tx& tx, const cases::Case& c, catalogue::DefinitionPtr service, std::span<const journal::Fact> facts) {
    const auto counted = count(tx, std::move(service), facts);
    Standing standing{.clocks = counted.clocks, .service = counted.service, .standstills = {}};
    for (const auto row : tx.query(sql::pauses_of, c.id)) {
        Standstill still{.id = row.get<PauseId>(0), .reason = row.get<std::string>(1), .words = row.get<std::string>(2), .since = row.get<Instant>(3), .by = row.get<std::string>(5)};
        if (!row.is_null(4)) still.until = row.get<Instant>(4);
        still.label = counted.service->levels.label_of(still.reason);
        still.said = counted.service->levels.said_of(still.reason);
        standing.standstills.push_back(std::move(still));
    }
    return standing;
}

std::map<cases::CaseId, std::string> standing_still(db::Tx& tx, std::span<const cases::CaseId> ids) {
    std::map<cases::CaseId, std::string> still;
    if (ids.empty()) return still;
    const auto wanted = access::one_of("case_id", ids);
    for (const auto row : db::Rows(tx.query_text("SELECT case_id, reason FROM clocks_pause WHERE ended IS NULL AND " + wanted.text, wanted.values)))
        still.emplace(row.get<cases::CaseId>(0), row.get<std::string>(1));
    return still;
}

Result<cases::Case> pause_case(db::Tx& tx, const access::Actor& who, cases::CaseId id, std::int64_t seen_changes, std::string_view reason,
                               std::string_view words) {
    const auto c = TRY(cases::change_standing(tx, who, id, seen_changes));
    const auto counted = TRY(count(tx, c));
    if (counted.clocks.pause) return refuse(Kind::conflict, "clocks.paused_already");
    if (counted.service->levels.find_pause(reason) == nullptr) return refuse_fields("forms.problems", {{"reason", say("clocks.no_such_reason")}});
    const auto tidy = TRY(check_words(words));
    stand_still(tx, c, reason, tidy, who.journal_name());
    return c;
}

Result<cases::Case> resume_case(db::Tx& tx, const access::Actor& who, cases::CaseId id, std::int64_t seen_changes) {
    const auto c = TRY(cases::change_standing(tx, who, id, seen_changes));
    auto counted = TRY(count(tx, c));
    if (!counted.clocks.pause) return refuse(Kind::conflict, "clocks.not_paused");
    return go_on(tx, c, std::move(counted));
}

Result<void> pause_on_map(db::Tx& tx, cases::CaseId id, std::string_view reason) {
    const auto c = TRY(cases::case_on_course(tx, id));
    if (c.state == cases::State::closed) return {};
    const auto counted = TRY(count(tx, c));
    if (!counted.clocks.pause) stand_still(tx, c, reason, "", the_map);
    return {};
}

Result<void> resume_on_map(db::Tx& tx, cases::CaseId id) {
    const auto c = TRY(cases::case_on_course(tx, id));
    if (c.state == cases::State::closed || present_pause(tx, id).by != the_map) return {};
    auto counted = TRY(count(tx, c));
    if (counted.clocks.pause) TRY(go_on(tx, c, std::move(counted)));
    return {};
}

Result<void> resident_answered(db::Tx& tx, cases::CaseId id) {
    const auto c = cases::find_case(tx, access::Actor::house("clocks"), id);
    if (!c || c->state == cases::State::closed) return {};
    auto counted = TRY(count(tx, *c));
    if (!counted.clocks.pause || counted.clocks.pause->reason != catalogue::waiting_for_resident) return {};
    TRY(go_on(tx, *c, std::move(counted)));
    return {};
}

}  // namespace clocks
