#include "clocks/happenings.h"

#include "cases/events.h"
#include "clocks/events.h"

#include <algorithm>
#include <iterator>

namespace clocks {
namespace {

/// The fields that any of these facts may have.
struct Told {
    access::TeamId team, from_team;
    std::optional<Instant> due;
    std::string reason;
    void fields(journal::FieldReader& f) {
        f("team", team);
        f("from_team", from_team);
        f("due", due);
        f("reason", reason);
    }
};

const std::map<std::string, Happened, std::less<>>& meanings() {
    static const std::map<std::string, Happened, std::less<>> all{{cases::CaseOpened::kind, Happened::opened},
                                                                  {cases::CaseTaken::kind, Happened::acknowledged},
                                                                  {cases::CaseHandedOver::kind, Happened::acknowledged},
                                                                  {cases::ResidentTold::kind, Happened::told},
                                                                  {cases::PromiseMoved::kind, Happened::promised},
                                                                  {cases::CaseClosed::kind, Happened::closed},
                                                                  {cases::CaseReopened::kind, Happened::reopened},
                                                                  {cases::CaseJoined::kind, Happened::joined},
                                                                  {cases::CaseParted::kind, Happened::parted},
                                                                  {cases::CaseSplitOff::kind, Happened::parted},
                                                                  {cases::CasePassedOn::kind, Happened::passed_on},
                                                                  {ClockPaused::kind, Happened::paused},
                                                                  {ClockResumed::kind, Happened::resumed}};
    return all;
}

}  // namespace

const std::set<std::string>& kinds_that_count() {
    static const auto kinds = [] {
        std::set<std::string> names;
        for (const auto& [name, meaning] : meanings()) names.insert(name);
        return names;
    }();
    return kinds;
}

std::vector<Step> steps_of(const journal::Fact& fact) {
    const auto meaning = meanings().find(fact.kind);
    if (meaning == meanings().end()) return {};
    Told told;
    journal::FieldReader reader(fact.data);
    told.fields(reader);
    if (told.due == cases::no_promise) told.due.reset();
    if (meaning->second == Happened::promised && !told.reason.empty()) return {};  // the clocks moved it themselves
    std::vector<Step> steps{{.what = meaning->second, .at = fact.at, .team = told.team, .due = told.due, .reason = told.reason}};
    if (told.from_team && told.from_team != told.team) steps.push_back({.what = Happened::team_changed, .at = fact.at, .team = told.team});
    return steps;
}

namespace {

/// What happened on the case before this one was split off it. A pause of that one is not this one's: it goes on.
std::vector<Step> steps_before(db::Tx& tx, const cases::CaseSplitOff& off, Instant at) {
    std::vector<Step> steps;
    for (const auto& fact : journal::facts_of(tx, off.origin.value)) {
        if (fact.kind == cases::CaseSplit::kind && fact.as<cases::CaseSplit>().other == off.id) break;
        auto more = fact.kind == cases::CaseSplitOff::kind ? steps_before(tx, fact.as<cases::CaseSplitOff>(), fact.at) : std::vector<Step>{};
        std::ranges::move(more, std::back_inserter(steps));
        std::ranges::move(steps_of(fact), std::back_inserter(steps));
    }
    steps.push_back({.what = Happened::resumed, .at = at});
    return steps;
}

}  // namespace

std::vector<Step> steps_of(db::Tx& tx, std::span<const journal::Fact> facts) {
    std::vector<Step> steps;
    for (const auto& fact : facts) {
        if (fact.kind == cases::CaseSplitOff::kind) steps = steps_before(tx, fact.as<cases::CaseSplitOff>(), fact.at);
        for (auto& step : steps_of(fact)) steps.push_back(std::move(step));
    }
    return steps;
}

Calendars calendars_for(db::Tx& tx, std::span<const Step> steps) {
    Calendars calendars{.council = places::calendar_of(tx)};
    for (const auto& step : steps)
        if (step.team && !calendars.teams.contains(step.team)) calendars.teams.emplace(step.team, places::calendar_of(tx, step.team, calendars.council));
    return calendars;
}

}  // namespace clocks
