#include "cases/case_store.h"

#include "cases/queries.h"

#include <algorithm>

namespace cases::case_store {
namespace {

std::string_view code_of(Said said) {
    switch (said) {
        case Said::note: return "note";
        case Said::reply: return "reply";
        case Said::word: return "word";
        case Said::shown: return "shown";
    }
    return "note";
}

Said said_from(std::string_view code) {
    if (code == "reply") return Said::reply;
    if (code == "shown") return Said::shown;
    return code == "word" ? Said::word : Said::note;
}

std::string_view code_of(base::Language language) { return language == base::Language::welsh ? "cy" : "en"; }

template <class AnyId>
std::optional<AnyId> if_any(AnyId id) {
    return id ? std::optional(id) : std::nullopt;
}

}  // namespace

Publication publication_from(std::string_view code) {
    for (const auto each : {Publication::waiting, Publication::published, Publication::withheld})
        if (code == cases::code_of(each)) return each;
    return Publication::by_rule;
}

std::string_view code_of(State state) { return state == State::open ? "open" : "closed"; }

Case case_from(const db::Row& row, int first) {
    return {.id = row.get<CaseId>(first),
            .service = row.get<std::string>(first + 1),
            .service_version = row.get<std::int64_t>(first + 2),
            .team = row.get<access::TeamId>(first + 3),
            .state = row.get<std::string_view>(first + 4) == "open" ? State::open : State::closed,
            .opened_at = row.get<Instant>(first + 5),
            .closed_at = row.get<std::optional<Instant>>(first + 6),
            .outcome = row.get<std::string>(first + 7),
            .changes = row.get<std::int64_t>(first + 8),
            .owner = row.get<access::StaffId>(first + 9),
            .due_at = row.get<Instant>(first + 10),
            .area = row.get<std::string>(first + 11),
            .closed_by = row.get<access::StaffId>(first + 12),
            .objections = row.get<std::int64_t>(first + 13),
            .tasks = row.get<std::int64_t>(first + 14),
            .changed_at = row.get<Instant>(first + 15)};
}

Request request_from(const db::Row& row, int first) {
    const auto home = row.get<CaseId>(first + 13);
    return {.id = row.get<RequestId>(first),
            .reference = row.get<Reference>(first + 1),
            .case_id = row.get<CaseId>(first + 2),
            .service = row.get<std::string>(first + 3),
            .service_version = row.get<std::int64_t>(first + 4),
            .person = row.get<people::PersonId>(first + 5),
            .location = row.get<places::LocationId>(first + 6),
            .channel = row.get<std::string>(first + 7),
            .answers = forms::answers_from_json(row.get<std::string_view>(first + 8)),
            .received_at = row.get<Instant>(first + 9),
            .language = row.get<std::string_view>(first + 10) == "cy" ? base::Language::welsh : base::Language::english,
            .withdrawn_at = row.get<std::optional<Instant>>(first + 11),
            .fixed_at = row.get<std::optional<Instant>>(first + 12),
            .publication = publication_from(row.get<std::string_view>(first + 14)),
            .home = home ? home : row.get<CaseId>(first + 2)};
}

std::optional<Case> find(db::Tx& tx, CaseId id) {
    for (const auto row : tx.query(sql::find_case, id)) return case_from(row);
    return std::nullopt;
}

Result<void> save(db::Tx& tx, Case& c) {
    const auto changed = tx.change(sql::save_case, code_of(c.state), c.closed_at, c.outcome, c.team, c.owner, c.due_at,
                                   c.closed_by, c.objections, tx.now(), c.id, c.changes);
    if (changed == 0) return refuse(Kind::conflict, "cases.changed_meanwhile");
    ++c.changes;
    c.changed_at = tx.now();
    return {};
}

void add(db::Tx& tx, const Case& c) {
    tx.run(sql::add_case, c.id, c.service, c.service_version, c.team, c.opened_at, c.due_at, c.area, c.opened_at);
}

void add(db::Tx& tx, const Request& r) {
    tx.run(sql::add_request, r.id, r.reference, r.case_id, r.service, r.service_version, if_any(r.person),
           if_any(r.location), r.channel, forms::to_json(r.answers), r.received_at, code_of(r.language), cases::code_of(r.publication));
}

std::optional<Request> find_request(db::Tx& tx, const Reference& reference) {
    for (const auto row : tx.query(sql::find_request, reference)) return request_from(row);
    return std::nullopt;
}

std::optional<Request> find_request(db::Tx& tx, RequestId id) {
    for (const auto row : tx.query(sql::find_request_by_id, id)) return request_from(row);
    return std::nullopt;
}

std::vector<Request> requests_of(db::Tx& tx, CaseId id) {
    std::vector<Request> requests;
    for (const auto row : tx.query(sql::requests_of, id)) requests.push_back(request_from(row));
    std::ranges::sort(requests, {}, [](const Request& request) { return std::pair(request.received_at, request.id); });
    return requests;
}

NoteId add_words(db::Tx& tx, CaseId id, Said said, const std::string& text, RequestId request) {
    const auto note = tx.new_id<NoteId>();
    tx.run(sql::add_note, note, id, tx.now(), tx.actor(), text, code_of(said), request);
    return note;
}

std::vector<Words> words_of(db::Tx& tx, CaseId id) {
    std::vector<Words> all;
    for (const auto row : tx.query(sql::words_of, id))
        all.push_back({.id = row.get<NoteId>(0),
                       .at = row.get<Instant>(1),
                       .actor = row.get<std::string>(2),
                       .text = row.get<std::string>(3),
                       .said = said_from(row.get<std::string_view>(4)),
                       .request = row.get<RequestId>(5)});
    return all;
}

}  // namespace cases::case_store
