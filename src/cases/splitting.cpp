// Each verb: check, change, announce.

#include "cases/splitting.h"

#include "cases/case_store.h"
#include "cases/cases.h"
#include "cases/checks.h"
#include "cases/course.h"
#include "cases/finding.h"
#include "cases/queries.h"
#include "cases/splitting_events.h"
#include "cases/spot.h"
#include "journal/journal.h"
#include "notifications/notifications.h"

#include <algorithm>
#include <ranges>
#include <set>

namespace cases {
namespace {

using access::Permission;

SplitOff split_off(const db::Row& row) { return {row.get<CaseId>(0), row.get<CaseId>(1), row.get<RequestId>(2), row.get<Instant>(3)}; }

/// The requests of a case in two: those that leave it, and those that stay.
struct Halves {
    std::vector<Request> leave, stay;
};

Result<Halves> halves_of(db::Tx& tx, const Case& c, std::span<const RequestId> chosen) {
    if (chosen.empty()) return refuse_fields("forms.problems", {{"requests", say("cases.split_nothing_chosen")}});
    Halves halves;
    for (auto& request : case_store::requests_of(tx, c.id)) {
        auto& half = std::ranges::find(chosen, request.id) == chosen.end() ? halves.stay : halves.leave;
        half.push_back(std::move(request));
    }
    if (halves.leave.size() != std::set(chosen.begin(), chosen.end()).size()) return refuse(Kind::not_found, "cases.no_such_request");
    if (std::ranges::none_of(halves.leave, &Request::is_live)) return refuse(Kind::conflict, "cases.split_withdrawn");
    if (std::ranges::none_of(halves.stay, &Request::is_live)) return refuse(Kind::conflict, "cases.split_leaves_nobody");
    return halves;
}

/// The case that came here by joining and that just these requests belong to; 0: there is none.
CaseId joined_with_just(db::Tx& tx, const Case& c, const Halves& halves) {
    CaseId found;
    for (const auto id : with_all_joined(tx, c.id)) {
        if (id == c.id) continue;
        const auto homes = with_all_joined(tx, id);
        const auto belongs = [&](const Request& request) { return std::ranges::find(homes, request.home) != homes.end(); };
        if (std::ranges::all_of(halves.leave, belongs) && std::ranges::none_of(halves.stay, belongs)) found = id;
    }
    return found;
}

/// As the old one is: what was promised stays promised. Where nothing was, since another body had it, the service's promise runs from now.
Case new_half_of(db::Tx& tx, const Case& c, const catalogue::Definition& service) {
    return {.id = tx.new_id<CaseId>(),
            .service = c.service,
            .service_version = c.service_version,
            .team = c.team,
            .opened_at = tx.now(),
            .changes = 1,
            .owner = c.owner,
            .due_at = c.is_promised() ? c.due_at : working_days_after(tx, tx.now(), service.promise_working_days),
            .area = c.area,
            .changed_at = tx.now()};
}

/// Letters about these requests that did not arrive: whoever is to ring finds that on the new case.
void take_tasks_along(db::Tx& tx, const Case& from, const Case& to, std::span<const Request> requests) {
    if (from.tasks == 0) return;
    std::set<std::int64_t> letters;
    for (const auto& request : requests)
        for (const auto& message : notifications::messages_about(tx, {"request", request.id.value})) letters.insert(message.id.value);
    for (const auto& task : tasks_of(tx, from.id)) {
        if (task.done_at || !letters.contains(task.message)) continue;
        tx.run(sql::move_task, to.id, task.id);
        tx.run(sql::count_tasks_on, -1, from.id);
        tx.run(sql::count_tasks_on, 1, to.id);
    }
}

/// The case as its verb may change it, and the words why.
struct Begun {
    Case the_case;
    std::string why;
};
Result<Begun> begin_split(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes, std::string_view why) {
    auto c = TRY(find_seen(tx, who, Permission::work_case, id, seen_changes));
    if (c.state == State::closed) return refuse(Kind::conflict, "cases.split_closed");
    auto words = TRY(check_words(why, "cases.split_why_empty"));
    return Begun{std::move(c), std::move(words)};
}

/// The old case says that a part of it went, and the link is kept.
Result<void> tell_origin(db::Tx& tx, Case& origin, CaseId part, RequestId first, std::size_t requests, const std::string& why) {
    TRY(case_store::save(tx, origin));
    tx.run(sql::add_split, part, origin.id, first, tx.now());
    const auto note = case_store::add_words(tx, origin.id, Said::note, why);
    journal::announce(tx, CaseSplit{origin.id, part, origin.service, origin.team, static_cast<std::int64_t>(requests), note});
    return {};
}

/// What the new case's map is begun with. Who only asked too was not asked the questions again: what they meant was answered by the others.
Request asked_by(const Halves& halves) {
    auto first = *std::ranges::find_if(halves.leave, &Request::is_live);
    const auto answered = [](const Request& request) { return !request.answers.empty(); };
    if (answered(first)) return first;
    for (const auto* half : {&halves.leave, &halves.stay})
        if (const auto other = std::ranges::find_if(*half, answered); other != half->end()) {
            first.answers = other->answers;
            break;
        }
    return first;
}

Result<Case> take_out(db::Tx& tx, Case& origin, const Halves& halves, const std::string& why) {
    const auto service = TRY(catalogue::find_version(tx, origin.service, origin.service_version));
    const auto part = new_half_of(tx, origin, *service);
    case_store::add(tx, part);
    tx.run(sql::own_case, part.owner, part.id);
    for (const auto& request : halves.leave) tx.run(sql::take_out, part.id, request.id, origin.id);
    TRY(tell_origin(tx, origin, part.id, {}, halves.leave.size(), why));
    take_tasks_along(tx, origin, part, halves.leave);
    put_spot_again(tx, part, *service);
    TRY(index_again(tx, part));
    TRY(index_again(tx, origin));
    const auto note = case_store::add_words(tx, part.id, Said::note, why);
    journal::announce(tx, CaseSplitOff{part.id, origin.id, part.service, part.service_version, part.team, part.owner, part.due_at, part.area, note});
    for (const auto& request : halves.leave) journal::announce(tx, RequestTakenOut{part.id, request.id, origin.id, request.home, part.team});
    TRY(course().opened(tx, part, asked_by(halves), *service));
    return case_on_course(tx, part.id);
}

}  // namespace

Result<Case> split(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes, std::span<const RequestId> requests, std::string_view why) {
    auto begun = TRY(begin_split(tx, who, id, seen_changes, why));
    const auto halves = TRY(halves_of(tx, begun.the_case, requests));
    if (const auto joined = joined_with_just(tx, begun.the_case, halves)) {
        TRY(keep_note(tx, id, begun.why));
        TRY(keep_note(tx, joined, begun.why));
        return part(tx, who, id, seen_changes, joined);
    }
    return take_out(tx, begun.the_case, halves, begun.why);
}

Result<Opened> split_matter(db::Tx& tx, Random& random, const access::Actor& who, CaseId id, std::int64_t seen_changes, RequestId first,
                            const Submission& second, std::string_view why) {
    auto begun = TRY(begin_split(tx, who, id, seen_changes, why));
    const auto request = case_store::find_request(tx, first);
    if (!request || request->case_id != id) return refuse(Kind::not_found, "cases.no_such_request");
    if (!request->is_live()) return refuse(Kind::conflict, "cases.split_withdrawn");
    const auto opened = TRY(open_case(tx, random, second));
    TRY(tell_origin(tx, begun.the_case, opened.case_id, first, 0, begun.why));
    TRY(keep_note(tx, opened.case_id, begun.why));
    return opened;
}

std::optional<SplitOff> split_off_from(db::Tx& tx, CaseId id) {
    for (const auto row : tx.query(sql::split_off_from, id)) return split_off(row);
    return std::nullopt;
}

std::vector<SplitOff> split_off_of(db::Tx& tx, CaseId origin) {
    std::vector<SplitOff> all;
    for (const auto row : tx.query(sql::split_off_of, origin)) all.push_back(split_off(row));
    return all;
}

bool is_part_of(db::Tx& tx, CaseId part, CaseId whole) {
    const auto off = split_off_from(tx, part);
    return off && goes_on_as(tx, off->origin) == whole;
}

}  // namespace cases
