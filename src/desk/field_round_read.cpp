// What the page of a round shows, read in one transaction.

#include "casework/calling_order.h"
#include "casework/case_map.h"
#include "desk/field_round.h"
#include "places/map_view.h"

#include <algorithm>

namespace desk {
namespace {

/// The team that was asked for, else the first with something to do out there, else the reader's first.
access::TeamId wished_team(db::Tx& tx, const access::Actor& who, const web::Request& request, RoundShown& shown) {
    const auto out_there = casework::teams_out_there(tx, who, who.teams);
    const auto asked = parse_id<access::TeamId>(request.query.text("team"));
    const bool may_ask = asked && std::ranges::count(who.teams, *asked) > 0;
    const auto team = may_ask ? *asked : !out_there.empty() ? out_there.front() : !who.own_teams.empty() ? who.own_teams.front() : access::TeamId{};
    for (const auto id : who.teams) {
        if (id != team && std::ranges::count(out_there, id) == 0) continue;
        if (auto found = access::find_team(tx, id)) {
            if (id == team) shown.team = *found;
            shown.teams.push_back(*std::move(found));
        }
    }
    return team;
}

casework::Wished wished_by(const web::Request& request, const web::Context& context, access::TeamId team) {
    const auto& zone = places::zone_of(context.tenant.time_zone);
    const auto today = zone.day(context.now);
    return {.team = team, .day_begins = zone.start_of(today), .day_ends = zone.start_of(today + std::chrono::days(1)), .with_later = request.query.has("later")};
}

/// What the resident answered; how they are reached does not go to a phone.
std::vector<std::pair<std::string, std::string>> told_in(const catalogue::Definition& service, const forms::Answers& answers) {
    std::vector<std::pair<std::string, std::string>> told;
    for (const auto& answer : answers) {
        const auto* question = service.form.find(answer.question);
        if (question == nullptr || forms::is_contact_detail(question->type)) continue;
        told.emplace_back(question->label, forms::shown(*question, answer.value));
    }
    return told;
}

struct AroundStops {
    std::map<cases::CaseId, cases::Line> lines;
    std::map<places::LocationId, places::Location> places;
};

AroundStops read_around(db::Tx& tx, const casework::Round& round) {
    AroundStops around;
    std::set<cases::CaseId> cases;
    for (const auto* tasks : {&round.open, &round.done})
        for (const auto& task : *tasks) cases.insert(task.case_id);
    if (cases.empty()) return around;
    const std::vector<cases::CaseId> ids(cases.begin(), cases.end());
    std::vector<places::LocationId> locations;
    for (auto& line : cases::lines_of_tasks(tx, ids)) {
        if (line.request.location) locations.push_back(line.request.location);
        around.lines.emplace(line.the_case.id, std::move(line));
    }
    if (!locations.empty()) around.places = places::find_many(tx, locations);
    return around;
}

Result<Stop> stop_at(db::Tx& tx, const casework::Task& task, const AroundStops& around) {
    const auto line = around.lines.find(task.case_id);
    if (line == around.lines.end()) return refuse(Kind::not_found, "casework.no_such_task");
    const auto& [the_case, request] = line->second;
    const auto service = TRY(catalogue::find_version(tx, the_case.service, the_case.service_version));
    const auto behind = TRY(casework::service_behind(tx, task));
    const auto map = TRY(casework::CaseMap::of(*behind));
    Stop stop{.task = task, .service = service->name, .place = {}, .reference = request.reference.spoken(), .point = {}, .told = told_in(*service, request.answers)};
    stop.behind = behind;
    stop.form = behind->task_form(task.form);
    stop.closes = map->duty(task.element).closes;
    if (const auto place = around.places.find(request.location); place != around.places.end()) {
        stop.place = place->second.text;
        stop.point = place->second.point;
    }
    return stop;
}

/// Numbered as one calls there.
std::vector<Stop> in_calling_order(std::vector<Stop> stops, const web::Request& request, Instant now) {
    std::vector<casework::Call> calls;
    for (const auto& stop : stops) calls.push_back({.point = stop.point, .late = stop.is_late(now)});
    std::vector<Stop> ordered;
    for (const auto at : casework::calling_order(calls, places::read_point(request.query.text("from")))) ordered.push_back(std::move(stops[at]));
    return ordered;
}

bool was_tried_today(const casework::Round& round, const casework::Task& task, access::StaffId by, Instant day_begins) {
    return !task.owner && std::ranges::any_of(round.attempts, [&](const casework::Attempt& attempt) { return attempt.task == task.id && attempt.by == by && attempt.at >= day_begins; });
}

void note_whose(db::Tx& tx, const AroundStops& around) {
    std::set<people::PersonId> persons;
    for (const auto& [id, line] : around.lines)
        if (line.request.person) persons.insert(line.request.person);
    for (const auto person : persons) people::note_read(tx, person);
}

}  // namespace

std::string round_address_of(casework::TaskId id, std::string_view rest) { return std::string(round_address) + "/" + to_string(id) + std::string(rest); }

std::string Stop::form_name() const { return behind->code + "." + std::to_string(behind->version) + "." + (task.form.empty() ? "-" : task.form); }

Result<RoundShown> read_round(db::Tx& tx, const web::Request& request, const web::Context& context) {
    const auto& who = actor_of(context);
    RoundShown shown;
    const auto wished = wished_by(request, context, wished_team(tx, who, request, shown));
    shown.with_later = wished.with_later;
    shown.ends = context.session ? std::min(wished.day_ends, context.session->expires) : wished.day_ends;
    const auto round = casework::round_of(tx, who, wished);
    const auto around = read_around(tx, round);
    std::vector<Stop> to_call_at;
    for (const auto& task : round.open) {
        auto stop = TRY(stop_at(tx, task, around));
        auto& where = was_tried_today(round, task, who.staff(), wished.day_begins) ? shown.tried : to_call_at;
        where.push_back(std::move(stop));
    }
    for (const auto& task : round.done) {
        auto stop = TRY(stop_at(tx, task, around));
        shown.done.push_back(std::move(stop));
    }
    shown.stops = in_calling_order(std::move(to_call_at), request, context.now);
    shown.attempts = round.attempts;
    shown.later = round.later;
    shown.is_cut = round.is_cut;
    shown.map = places::town_map(tx);
    std::vector<access::StaffId> people;
    for (const auto& attempt : round.attempts) people.push_back(attempt.by);
    if (!people.empty()) shown.names = access::staff_names(tx, people);
    note_whose(tx, around);
    return shown;
}

}  // namespace desk
