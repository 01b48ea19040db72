// The verbs: check, change, announce.

#include "cases/case_store.h"
#include "cases/cases.h"
#include "cases/events.h"
#include "cases/queries.h"

#include "base/random.h"
#include "base/text.h"
#include "base/words.h"
#include "journal/journal.h"
#include "notifications/notifications.h"
#include "search/search.h"

namespace cases {
namespace {

using access::Permission;

std::string team_tag(access::TeamId team) { return "team:" + to_string(team); }

/// What search finds a case by: reference, service, place, name, and the words of the resident.
void index(db::Tx& tx, const Submission& s, const Case& c, const Request& r) {
    std::string words = s.searchable;
    for (const auto& answer : s.answers) {
        const auto* question = s.service->form.find(answer.question);
        words += ' ' + (question != nullptr ? forms::shown(*question, answer.value) : answer.value);
    }
    search::put(tx, {.index = "cases",
                     .subject = c.id.value,
                     .at = c.opened_at,
                     .texts = {{r.reference.text() + ' ' + r.reference.spoken(), true}, {s.service->name, true}, {words}},
                     .tags = {team_tag(c.team)}});
}

/// The scope as search knows it: groups of tags, of which a hit carries one each.
std::vector<std::vector<std::string>> tags_of(const access::Scope& scope) {
    if (scope.reach() == access::Reach::everything) return {};
    std::vector<std::string> teams;
    for (const auto team : scope.teams()) teams.push_back(team_tag(team));
    return {teams};
}

/// The case, if this actor may do that with it; where they may not even see it, it is not there.
Result<Case> find_for(db::Tx& tx, const access::Actor& who, Permission permission, CaseId id) {
    auto found = case_store::find(tx, id);
    if (!found || !access::scope_of(who, Permission::read_case).allows(found->team))
        return refuse(Kind::not_found, "cases.no_such_case");
    TRY(access::require(who, permission, found->team));
    return std::move(*found);
}

Result<void> require_seen(const Case& c, std::int64_t seen_changes) {
    if (c.changes != seen_changes) return refuse(Kind::conflict, "cases.changed_meanwhile");
    return {};
}

Result<std::string> check_note(std::string_view text, bool required) {
    constexpr std::size_t most = 5000;
    if (text.size() > 8 * most) return refuse_fields("forms.problems", {{"text", say("cases.note_long")}});
    auto note = base::tidy_text(text);
    if (base::count_characters(note) > most) return refuse_fields("forms.problems", {{"text", say("cases.note_long")}});
    if (required && note.empty()) return refuse_fields("forms.problems", {{"text", say("cases.note_empty")}});
    return note;
}

void keep_note(db::Tx& tx, const Case& c, const std::string& note) {
    const auto id = tx.new_id<Id<Note>>();
    tx.run(sql::add_note, id, c.id, tx.now(), tx.actor(), note);
    journal::announce(tx, NoteAdded{c.id, id.value, c.team});
}

/// Tells every resident whose request this case carries, and who left an e-mail address.
void tell_residents(db::Tx& tx, const Case& c, const catalogue::Definition& service) {
    if (service.done.empty()) return;
    for (const auto& request : case_store::requests_of(tx, c.id)) {
        if (!request.person) continue;
        const auto contact = people::find(tx, request.person);
        if (!contact || contact->email.empty()) continue;
        notifications::queue(tx, {.wording = service.done,
                                  .address = contact->email,
                                  .about = {"request", request.id.value},
                                  .values = {{"name", contact->name},
                                             {"service", service.name},
                                             {"reference", request.reference.spoken()},
                                             {"outcome", service.outcome_label(c.outcome)},
                                             {"path", "/requests/" + request.reference.text()}}});
    }
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
                 .opened_at = tx.now()};
    const Request r{.id = tx.new_id<RequestId>(),
                    .reference = Reference::random(random),
                    .case_id = c.id,
                    .service = c.service,
                    .service_version = c.service_version,
                    .person = s.person,
                    .location = s.location,
                    .channel = s.channel.empty() ? std::string(tx.channel()) : s.channel,
                    .answers = s.answers,
                    .received_at = tx.now()};
    case_store::add(tx, c);
    case_store::add(tx, r);
    index(tx, s, c, r);
    journal::announce(tx, CaseOpened{c.id, r.id, r.person, c.service, c.service_version, c.team});
    return Opened{r.id, r.reference, c.id};
}

Result<Case> close_case(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes,
                        std::string_view outcome, std::string_view note) {
    auto c = TRY(find_for(tx, who, Permission::close_case, id));
    TRY(require_seen(c, seen_changes));
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    if (service->outcome_label(outcome).empty())
        return refuse_fields("forms.problems", {{"outcome", say("cases.no_such_outcome")}});
    const auto words = TRY(check_note(note, false));
    TRY(c.close(std::string(outcome), tx.now()));
    TRY(case_store::save(tx, c));
    if (!words.empty()) keep_note(tx, c, words);
    journal::announce(tx, CaseClosed{c.id, c.service, c.team, c.outcome});
    tell_residents(tx, c, *service);
    return c;
}

Result<Case> reopen_case(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes,
                         std::string_view note) {
    auto c = TRY(find_for(tx, who, Permission::reopen_case, id));
    TRY(require_seen(c, seen_changes));
    const auto words = TRY(check_note(note, false));
    TRY(c.reopen(tx.now()));
    TRY(case_store::save(tx, c));
    if (!words.empty()) keep_note(tx, c, words);
    journal::announce(tx, CaseReopened{c.id, c.service, c.team});
    return c;
}

Result<void> add_note(db::Tx& tx, const access::Actor& who, CaseId id, std::string_view text) {
    const auto c = TRY(find_for(tx, who, Permission::note_case, id));
    const auto note = TRY(check_note(text, true));
    keep_note(tx, c, note);
    return {};
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
    for (const auto row : tx.query(sql::notes_of, id))
        notes.push_back({row.get<Instant>(0), row.get<std::string>(1), row.get<std::string>(2)});
    return notes;
}

std::vector<Line> list(db::Tx& tx, const access::Actor& who, const Wanted& wanted) {
    return case_store::list(tx, access::scope_of(who, Permission::read_case), wanted);
}

std::int64_t count_open(db::Tx& tx, const access::Actor& who) {
    return case_store::count_open(tx, access::scope_of(who, Permission::read_case));
}

void note_search(db::Tx& tx, std::string_view words, std::size_t hits) {
    const auto id = tx.new_id<Id<CasesSearched>>();
    journal::announce(tx, CasesSearched{id.value, static_cast<std::int64_t>(base::split(words, ' ').size()),
                                        static_cast<std::int64_t>(hits)});
}

Result<std::vector<Line>> search(db::Tx& tx, const access::Actor& who, std::string_view words, int limit) {
    const auto scope = access::scope_of(who, Permission::read_case);
    const auto look_for = [&](std::string_view what) -> Result<std::vector<Line>> {
        const auto found = TRY(search::find(tx, {.index = "cases", .words = what, .within = tags_of(scope), .limit = limit}));
        std::vector<CaseId> ids;
        for (const auto subject : found.subjects) ids.push_back({subject});
        return ids.empty() ? std::vector<Line>{} : case_store::lines_of(tx, scope, ids);
    };
    // A reference is typed as it is read out: with hyphens, spaces, an O for a 0.
    if (const auto reference = Reference::parse(words)) {
        auto lines = TRY(look_for(reference->text()));
        if (!lines.empty()) return lines;
    }
    return look_for(words);
}

}  // namespace cases
