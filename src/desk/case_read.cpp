// What the page of a case shows, read in one transaction.

#include "catalogue/stages.h"
#include "desk/case_page.h"
#include "desk/case_visit.h"
#include "desk/parts.h"
#include "desk/promise.h"
#include "website/place_map.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>

namespace desk {
namespace {

using access::Permission;

/// What an entry says beside its title: words, or what a code stands for.
std::string text_of(db::Tx& tx, const web::Context& context, const CaseShown& shown, cases::Entry& entry) {
    std::string text;
    const auto add = [&](std::string_view line) { (text += text.empty() ? "" : "\n") += line; };
    switch (entry.what) {
        case cases::What::closed: add(cases::outcome_shown(*shown.service, entry.code)); break;
        case cases::What::reopened: add(context.say("cases.reason_" + entry.code)); break;
        case cases::What::taken_over:
        case cases::What::passed_on: add(entry.code); break;
        case cases::What::withheld: add(context.say("cases.withheld_" + entry.code)); break;
        case cases::What::flagged: add(context.say("cases.abuse_" + entry.code)); break;
        case cases::What::task_made: add(context.say("cases.task_" + entry.code)); break;
        case cases::What::handed_over: {
            const auto team = access::find_team(tx, entry.team);
            add(context.say("desk.handed_to", {{"whom", (team ? team->name : std::string()) + (entry.owner_name.empty() ? "" : ", " + entry.owner_name)}}));
            break;
        }
        case cases::What::visit_booked:
        case cases::What::visit_moved:
        case cases::What::visit_cancelled:
            if (entry.visit) add(website::shown_time(context, *entry.visit));
            break;
        case cases::What::promised_later:
            if (entry.due) add(shown_day(context, *entry.due));
            if (!entry.code.empty()) add(context.say("desk.moved_by_pause"));
            break;
        default: break;
    }
    if (!entry.words.empty()) add(entry.words);
    return text;
}

/// The times it stood still, as entries of its history.
void add_standstills(db::Tx& tx, const web::Context& context, const CaseShown& shown, std::vector<html::Event>& history) {
    for (const auto& still : shown.standing.standstills) {
        history.push_back({.title = context.say("desk.did_pause"),
                           .by = access::name_of_actor(tx, still.by),
                           .time = website::shown_time(context, still.since),
                           .datetime = base::to_iso(still.since),
                           .text = still.label + (still.words.empty() ? "" : "\n" + still.words)});
        if (still.until)
            history.push_back({.title = context.say("desk.did_resume"), .time = website::shown_time(context, *still.until), .datetime = base::to_iso(*still.until), .text = still.label});
    }
    std::ranges::stable_sort(history, {}, &html::Event::datetime);
}

/// Where tasks went and why, as entries of the history; their words leave `entries`, where they would stand a second time.
void add_task_events(db::Tx& tx, const web::Context& context, const CaseShown& shown, std::vector<cases::Entry>& entries, std::vector<html::Event>& history) {
    const auto events = casework::task_events_of(shown.facts, shown.all_tasks);
    if (events.empty()) return;
    std::map<cases::NoteId, std::string> words;
    for (const auto& event : events)
        if (event.note) words[event.note];
    std::erase_if(entries, [&](cases::Entry& entry) {
        const auto found = entry.what == cases::What::noted ? words.find(entry.note) : words.end();
        if (found != words.end()) found->second = std::move(entry.words);
        return found != words.end();
    });
    std::vector<access::StaffId> ids;
    for (const auto& event : events)
        for (const auto id : {event.owner, event.instead_of})
            if (id) ids.push_back(id);
    const auto names = ids.empty() ? std::map<access::StaffId, std::string>{} : access::staff_names(tx, ids);
    for (const auto& event : events) {
        using What = casework::TaskEvent::What;
        if (!event.note && !event.instead_of) continue;  // it went with its case, or somebody took it
        std::string text;
        if (event.what == What::moved) text = event.due ? shown_day(context, *event.due) : std::string();
        if (event.what == What::given) {
            const auto team = access::find_team(tx, event.team);
            const auto owner = names.find(event.owner);
            text = context.say("desk.handed_to", {{"whom", (team ? team->name : std::string()) + (owner == names.end() ? "" : ", " + owner->second)}});
        }
        if (const auto away = names.find(event.instead_of); away != names.end()) text += "\n" + context.say("desk.did_instead", {{"name", away->second}});
        if (event.note) text += (text.empty() ? "" : "\n") + words[event.note];
        const auto* const key = event.what == What::moved ? "desk.did_task_moved" : event.what == What::given ? "desk.did_task_given" : "desk.did_task_returned";
        history.push_back({.title = context.say(key, {{"task", event.task}}),
                           .by = event.actor.starts_with("system:") ? std::string() : access::name_of_actor(tx, event.actor),
                           .time = website::shown_time(context, event.at),
                           .datetime = base::to_iso(event.at),
                           .text = std::move(text)});
    }
}

std::vector<html::Event> history_of(db::Tx& tx, const web::Context& context, const CaseShown& shown) {
    std::vector<html::Event> history, of_tasks;
    auto entries = cases::history_of(tx, shown.the_case.id, shown.facts, shown.requests);
    add_task_events(tx, context, shown, entries, of_tasks);
    for (auto& entry : entries) {
        auto text = text_of(tx, context, shown, entry);
        history.push_back({.title = context.say("cases.did_" + std::string(cases::code_of(entry.what))),
                           .by = entry.by_resident                           ? context.say("desk.resident")
                                 : entry.actor.starts_with("system:") ? std::string()  // by itself, so by nobody
                                                                      : std::move(entry.name),
                           .time = website::shown_time(context, entry.at),
                           .datetime = base::to_iso(entry.at),
                           .text = std::move(text)});
    }
    if (!of_tasks.empty()) {
        std::ranges::move(of_tasks, std::back_inserter(history));
        std::ranges::stable_sort(history, {}, &html::Event::datetime);
    }
    if (!shown.standing.standstills.empty()) add_standstills(tx, context, shown, history);
    std::ranges::reverse(history);
    return history;
}

void read_people(db::Tx& tx, const access::Actor& who, CaseShown& shown) {
    std::vector<people::PersonId> persons;
    std::vector<places::LocationId> places;
    for (const auto& request : shown.requests) {
        if (request.person) persons.push_back(request.person);
        if (request.location) places.push_back(request.location);
    }
    if (!places.empty()) shown.places = places::find_many(tx, places);
    if (const auto place = shown.places.find(shown.request().location); place != shown.places.end()) shown.place_map = website::place_map(tx, place->second);
    if (persons.empty() || !access::scope_of(who, Permission::read_person).allows(shown.the_case.owned())) return;
    shown.persons = people::find_many(tx, persons);
    for (const auto& [person, details] : shown.persons) people::note_read(tx, person);
}

/// Cases tied to this one by a split. One that is joined to it again stands among the joined ones.
void read_splits(db::Tx& tx, const access::Actor& who, CaseShown& shown) {
    const auto& own = shown.the_case;
    const auto add = [&](cases::CaseId other, Instant at, bool is_origin) {
        const cases::CaseId goes_on = cases::goes_on_as(tx, other);
        const auto requests = cases::requests_of(tx, goes_on);
        if (goes_on == own.id || requests.empty()) return;
        auto line = cases::find_line(tx, who, requests.front().id);
        if (!line) return;
        const bool both_open = own.state == cases::State::open && line->the_case.state == cases::State::open && goes_on == other;
        shown.splits.push_back({*std::move(line), at, is_origin, both_open});
    };
    if (const auto off = cases::split_off_from(tx, own.id)) add(off->origin, off->at, true);
    for (const auto& off : cases::split_off_of(tx, own.id)) add(off.id, off.at, false);
}

/// Others near by that may be about the same, and who else looks after the place.
void read_around(db::Tx& tx, const access::Actor& who, CaseShown& shown) {
    if (shown.the_case.state != cases::State::open) return;
    const auto place_of = [&](const cases::Request& request) {
        const auto found = shown.places.find(request.location);
        return found == shown.places.end() ? nullptr : &found->second;
    };
    const auto live = std::ranges::find_if(shown.requests, &cases::Request::is_live);
    if (!shown.passed && live != shown.requests.end())
        if (const auto* place = place_of(*live)) shown.body = cases::body_for(tx, *shown.service, *place);
    if (const auto* place = place_of(shown.request()))
        if (const auto compared = cases::compared_of(shown.service, shown.request(), *place))
            shown.near = cases::near(tx, access::scope_of(who, Permission::read_case), *compared);
}

/// The map, its open tasks and who has them.
void read_map(db::Tx& tx, const access::Actor& who, CaseShown& shown) {
    shown.all_tasks = casework::tasks_of(tx, shown.the_case.id);
    if (auto progress = casework::place_on_map(tx, shown.the_case, shown.service)) shown.progress = *std::move(progress);
    if (!shown.progress) return;
    const auto& run = shown.progress->run;
    const auto& service = shown.progress->service;
    const auto& map = shown.progress->map;
    if (!run.is_over()) {
        const auto live = catalogue::find_newest(tx, shown.the_case.service);
        const bool tried_out = service->version == catalogue::pilot_of(tx, service->code);
        if (live && !tried_out && *live != service && (*live)->process != service->process) shown.newest_map = (*live)->version;
    }
    shown.is_for_others_to_close = casework::is_for_others_to_close(tx, who, shown.all_tasks, *map);
    for (const auto& task : shown.all_tasks) {
        if (task.state == casework::TaskState::done) shown.done.push_back(task);
        if (task.state == casework::TaskState::open) shown.steps.push_back(task);
    }
    shown.decisions = casework::decisions_of(tx, shown.the_case.id);
    // Received and done says no more than the top of the page does.
    const bool has_form = std::ranges::any_of(shown.steps, [](const casework::Task& task) { return !task.form.empty(); });
    shown.shows_map = !map->has_one_step() || !shown.decisions.empty() || has_form || casework::is_stuck(tx, run);
    if (shown.shows_map) casework::read_stages(tx, *shown.progress);
}

/// Who has the case, and who has and did the tasks.
void read_names(db::Tx& tx, CaseShown& shown) {
    std::vector<access::StaffId> staff;
    std::set<access::TeamId> teams{shown.the_case.team};
    if (shown.the_case.owner) staff.push_back(shown.the_case.owner);
    for (const auto& task : shown.done)
        if (task.done_by) staff.push_back(task.done_by);
    for (const auto& task : shown.steps) {
        if (task.owner) staff.push_back(task.owner);
        teams.insert(task.team);
    }
    for (const auto id : teams)
        if (const auto team = access::find_team(tx, id)) shown.teams.emplace(id, team->name);
    if (!staff.empty()) shown.doers = access::staff_names(tx, staff);
    if (const auto team = shown.teams.find(shown.the_case.team); team != shown.teams.end()) shown.team = team->second;
    if (const auto owner = shown.doers.find(shown.the_case.owner); owner != shown.doers.end()) shown.owner = owner->second;
}

/// What was sent with the requests and about them.
void read_requests(db::Tx& tx, CaseShown& shown) {
    std::vector<cases::RequestId> ids;
    for (const auto& made : shown.requests) {
        ids.push_back(made.id);
        if (auto flag = cases::flag_of(tx, made.id)) shown.flags.emplace(made.id, *std::move(flag));
        for (auto& message : notifications::messages_about(tx, {"request", made.id.value})) shown.messages.push_back(std::move(message));
        for (auto& file : files::files_of(tx, cases::files_subject(made.id))) shown.files.push_back(std::move(file));
        for (auto& file : files::files_of(tx, cases::proof_subject(made.id))) shown.proof.push_back(std::move(file));
    }
    if (shown.service->publish != catalogue::Publish::never) shown.checks = cases::checks_of(tx, ids);
    for (auto& message : notifications::messages_about(tx, {"case", shown.the_case.id.value})) shown.messages.push_back(std::move(message));
    for (const auto& message : shown.messages)
        if (message.channel == notifications::Channel::post)
            if (const auto state = notifications::letter_state(tx, message.id)) shown.letters.emplace(message.id, *state);
}

}  // namespace

people::Contact CaseShown::person_of(const cases::Request& request) const {
    const auto found = persons.find(request.person);
    return found == persons.end() ? people::Contact{} : found->second;
}

std::string CaseShown::place() const {
    const auto found = places.find(request().location);
    return found == places.end() ? std::string() : found->second.text;
}

std::string_view posted_action(const web::Request& request) {
    if (request.method != web::Method::post) return {};
    const std::string_view path = request.path;
    return path.substr(path.rfind('/') + 1);
}

std::string words_id(std::string_view action) { return action == "notes" ? std::string("text") : std::string(action) + "-text"; }

std::int64_t seen_changes(const web::Request& request) {
    const auto text = request.form.text("changes");
    std::int64_t changes = 0;
    std::from_chars(text.data(), text.data() + text.size(), changes);
    return changes;
}

Result<cases::CaseId> case_id_of(const web::Request& request) {
    const auto id = parse_id<cases::CaseId>(request.param("id"));
    if (!id) return refuse(Kind::not_found, "cases.no_such_case");
    return *id;
}

Result<CaseShown> read_case(db::Tx& tx, const web::Request& request, const web::Context& context, cases::CaseId id) {
    const auto& who = actor_of(context);
    const auto the_case = TRY(cases::find_case(tx, who, id));
    CaseShown shown{.the_case = the_case, .requests = cases::requests_of(tx, id), .call = call_behind(request)};
    if (shown.requests.empty()) return refuse(Kind::not_found, "cases.joined");
    const auto service = TRY(catalogue::find_version(tx, the_case.service, the_case.service_version));
    shown.service = service;
    shown.position = journal::head(tx);
    shown.facts = journal::facts_of(tx, id.value);
    shown.joined = cases::joined_to(tx, id);
    shown.passed = cases::passed_of(tx, id);
    shown.standing = clocks::of(tx, the_case, shown.service, shown.facts);
    read_splits(tx, who, shown);
    read_people(tx, who, shown);
    read_around(tx, who, shown);
    read_map(tx, who, shown);
    read_names(tx, shown);
    shown.history = history_of(tx, context, shown);
    if (!shown.persons.empty()) shown.plan = plan_shown(tx, who, shown.person_of(shown.request()));
    read_requests(tx, shown);
    TRY(read_visits(tx, who, shown));
    for (const auto& made : shown.requests)
        if (auto paying = fees::paying_of(tx, made.id)) shown.fees.emplace(made.id, *std::move(paying));
    if (the_case.tasks > 0) {
        shown.tasks = cases::tasks_of(tx, id);
        std::erase_if(shown.tasks, [](const cases::Task& task) { return task.done_at.has_value(); });
    }
    return shown;
}

}  // namespace desk
