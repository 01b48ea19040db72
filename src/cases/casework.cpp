// The verbs: check, change, announce.

#include "cases/cases.h"

#include "base/random.h"
#include "cases/case_store.h"
#include "cases/check_store.h"
#include "cases/checks.h"
#include "cases/course.h"
#include "cases/events.h"
#include "cases/finding.h"
#include "cases/fixed_question.h"
#include "cases/letters.h"
#include "cases/queries.h"
#include "cases/reopening.h"
#include "cases/spot.h"
#include "cases/submitted.h"
#include "journal/journal.h"

#include <algorithm>

namespace cases {
namespace {

using access::Permission;

/// The words that go with another change; none, no note.
NoteId keep_if_any(db::Tx& tx, CaseId id, const std::string& words) {
    return words.empty() ? NoteId{} : case_store::add_words(tx, id, Said::note, words);
}

/// Closes, tells the residents, and lets the course hear of it.
Result<void> close(db::Tx& tx, Case& c, const catalogue::Definition& service, std::string_view outcome, access::StaffId by, const std::string& words) {
    TRY(c.close(std::string(outcome), by, tx.now()));
    TRY(case_store::save(tx, c));
    drop_spot(tx, c.id);
    for (const auto& request : case_store::requests_of(tx, c.id)) TRY(let_visit_go(tx, c, request, bookings::Tells::the_person));
    const auto kept = keep_if_any(tx, c.id, words);
    journal::announce(tx, CaseClosed{c.id, c.service, c.team, c.outcome, c.owner, c.due_at, c.objections, kept});
    write_to_residents(tx, c, service, service.done);
    ask_later(tx, c, service);
    return course().closed(tx, c);
}

}  // namespace

Result<Opened> open_case(db::Tx& tx, Random& random, const Submission& s) {
    const auto team = access::find_team_by_name(tx, s.service->team);
    if (!team)
        return refuse(Kind::unavailable, "cases.no_team", s.service->code + " names a team that is not there: " + s.service->team);
    const Case c{.id = tx.new_id<CaseId>(),
                 .service = s.service->code,
                 .service_version = s.service->version,
                 .team = team->id,
                 .opened_at = tx.now(),
                 .due_at = s.pass_to ? no_promise : working_days_after(tx, tx.now(), s.service->promise_working_days),
                 .area = s.area};
    auto r = request_of(tx, random, c, s);
    if (s.service->publish == catalogue::Publish::after_check) r.publication = Publication::waiting;
    case_store::add(tx, c);
    case_store::add(tx, r);
    await_check(tx, r, *s.service);
    put_spot(tx, c, *s.service, s.point);
    put_pin(tx, r, *s.service, s.point);
    index(tx, c, r, *s.service, s.searchable);
    journal::announce(tx, CaseOpened{c.id, r.id, r.person, c.service, c.service_version, c.team, c.due_at, c.area});
    if (s.pass_to)
        pass_on_at_once(tx, c, r, *s.service, *s.pass_to);
    else
        TRY(course().opened(tx, c, r, *s.service));
    return Opened{r.id, r.reference, c.id, c.due_at};
}

Result<Case> close_case(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes,
                        std::string_view outcome, std::string_view note) {
    auto c = TRY(find_seen(tx, who, Permission::close_case, id, seen_changes));
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    if (service->outcome_label(outcome).empty())
        return refuse_fields("forms.problems", {{"outcome", say("cases.no_such_outcome")}});
    const auto words = TRY(check_words(note, {}));
    TRY(close(tx, c, *service, outcome, who.staff(), words));
    return c;
}

Result<Case> finish_case(db::Tx& tx, CaseId id, std::string_view outcome, access::StaffId by) {
    auto found = case_store::find(tx, id);
    if (!found) return refuse(Kind::not_found, "cases.no_such_case");
    auto& c = *found;
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    if (service->outcome_label(outcome).empty())
        return refuse(Kind::invalid, "cases.no_such_outcome", c.service + " has no outcome " + std::string(outcome));
    TRY(close(tx, c, *service, outcome, by, {}));
    return std::move(c);
}

Result<Case> reopen_case(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes,
                         std::string_view reason, std::string_view note) {
    auto c = TRY(find_seen(tx, who, Permission::reopen_case, id, seen_changes));
    if (std::ranges::find(reopening_reasons(), reason) == reopening_reasons().end())
        return refuse_fields("forms.problems", {{"reason", say("cases.no_such_reason")}});
    if (joined_from(tx, c.id)) return refuse(Kind::conflict, "cases.joined");
    const auto words = TRY(check_words(note, {}));
    TRY(reopen(tx, c, reason, [&] { return keep_if_any(tx, c.id, words); }));
    return c;
}

Result<void> add_note(db::Tx& tx, const access::Actor& who, CaseId id, std::string_view text) {
    const auto c = TRY(find_for(tx, who, Permission::note_case, id));
    const auto words = TRY(check_words(text, "cases.note_empty"));
    const auto note = case_store::add_words(tx, c.id, Said::note, words);
    journal::announce(tx, NoteAdded{c.id, note, c.team});
    return {};
}

std::optional<Request> first_live_request(db::Tx& tx, CaseId id) {
    auto requests = case_store::requests_of(tx, id);
    const auto first = std::ranges::find_if(requests, &Request::is_live);
    return first == requests.end() ? std::nullopt : std::optional(std::move(*first));
}

Result<Case> case_on_course(db::Tx& tx, CaseId id) {
    auto found = case_store::find(tx, id);
    if (!found) return refuse(Kind::not_found, "cases.no_such_case");
    return *std::move(found);
}

std::vector<CaseId> open_after(db::Tx& tx, CaseId after, int limit) {
    std::vector<CaseId> ids;
    for (const auto row : tx.query(sql::open_after, after, limit)) ids.push_back(row.get<CaseId>(0));
    return ids;
}

Result<std::int64_t> write_letter(db::Tx& tx, CaseId id, std::string_view wording, std::string_view words) {
    const auto c = TRY(case_on_course(tx, id));
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    notifications::Values values;
    if (!words.empty()) values.emplace("words", words);
    return write_to_residents(tx, c, *service, wording, values);
}

Result<NoteId> keep_note(db::Tx& tx, CaseId id, std::string_view text, std::string_view missing) {
    const auto c = case_store::find(tx, id);
    if (!c) return refuse(Kind::not_found, "cases.no_such_case");
    const auto words = TRY(check_words(text, missing));
    if (words.empty()) return NoteId{};
    const auto note = case_store::add_words(tx, id, Said::note, words);
    journal::announce(tx, NoteAdded{id, note, c->team});
    return note;
}

std::string words_kept(db::Tx& tx, CaseId id, NoteId note) {
    if (!note) return {};
    for (auto& words : case_store::words_of(tx, id))
        if (words.id == note) return std::move(words.text);
    return {};
}

Result<Case> tell_resident(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes,
                           std::string_view text) {
    auto c = TRY(find_seen(tx, who, Permission::send_message, id, seen_changes));
    const auto words = TRY(check_words(text, "cases.reply_empty"));
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    const auto letters = write_to_residents(tx, c, *service, service->progress, {{"words", words}});
    if (letters == 0) return refuse(Kind::conflict, "cases.no_address");
    TRY(case_store::save(tx, c));
    const auto note = case_store::add_words(tx, c.id, Said::reply, words);
    journal::announce(tx, ResidentTold{c.id, c.team, note, letters});
    return c;
}

Result<Case> promise_later(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes, Instant due,
                           std::string_view text) {
    constexpr auto farthest = std::chrono::days(366);
    auto c = TRY(find_seen(tx, who, Permission::work_case, id, seen_changes));
    if (c.state == State::closed) return refuse(Kind::conflict, "cases.already_closed");
    if (due <= tx.now() || due > tx.now() + farthest)
        return refuse_fields("forms.problems", {{"due", say("cases.due_wrong")}});
    const auto words = TRY(check_words(text, "cases.reply_empty"));
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    const auto before = std::exchange(c.due_at, due);
    TRY(case_store::save(tx, c));
    const auto note = case_store::add_words(tx, c.id, Said::reply, words);
    journal::announce(tx, PromiseMoved{c.id, c.service, c.team, before, c.due_at, note});
    TRY(course().promised(tx, c, before));
    if (!service->progress.empty()) write_to_residents(tx, c, *service, "later", {{"words", words}});
    return c;
}

Result<Case> find_case(db::Tx& tx, const access::Actor& who, CaseId id) {
    return find_for(tx, who, Permission::read_case, id);
}

std::vector<Request> requests_of(db::Tx& tx, CaseId id) { return case_store::requests_of(tx, id); }

Result<Request> find_request(db::Tx& tx, const Reference& reference) {
    auto found = case_store::find_request(tx, reference);
    if (!found) return refuse(Kind::not_found, "cases.no_such_request");
    return std::move(*found);
}

Result<Case> case_of(db::Tx& tx, const Request& request) {
    auto found = case_store::find(tx, request.case_id);
    if (!found) return refuse(Kind::not_found, "cases.no_such_case");
    return std::move(*found);
}

std::vector<Note> notes_of(db::Tx& tx, CaseId id) {
    std::vector<Note> notes;
    for (auto& words : case_store::words_of(tx, id))
        if (words.said == Said::note) notes.push_back({words.at, std::move(words.actor), std::move(words.text)});
    return notes;
}

}  // namespace cases
