#include "cases/past.h"

#include "base/random.h"
#include "cases/case_store.h"
#include "cases/course.h"
#include "cases/events.h"
#include "cases/finding.h"
#include "cases/history.h"
#include "cases/queries.h"
#include "cases/spot.h"
#include "db/lists.h"
#include "journal/journal.h"

namespace cases {
namespace {

Case case_of(db::Tx& tx, const PastRequest& past) {
    return {.id = tx.new_id<CaseId>(),
            .service = past.service->code,
            .service_version = past.service->version,
            .team = past.team,
            .state = past.closed_at ? State::closed : State::open,
            .opened_at = past.received_at,
            .closed_at = past.closed_at,
            .outcome = past.closed_at ? past.outcome : std::string(),
            .due_at = no_promise,
            .area = past.area};
}

Request request_of(db::Tx& tx, Random& random, const PastRequest& past, const Case& c) {
    return {.id = tx.new_id<RequestId>(),
            .reference = Reference::random(random),
            .case_id = c.id,
            .service = c.service,
            .service_version = c.service_version,
            .person = past.person,
            .location = past.location,
            .channel = past.channel,
            .answers = {},
            .received_at = past.received_at};
}

/// What was said with it, and that it ended, each at its own moment; notes bear none, so they are of now.
void tell(db::Tx& tx, const PastRequest& past, const Case& c, const Request& r) {
    journal::announce_past(tx, CaseOpened{c.id, r.id, r.person, c.service, c.service_version, c.team, c.due_at, c.area}, past.received_at);
    if (!past.words.empty()) {
        const auto word = case_store::add_words(tx, c.id, Said::word, past.words, r.id);
        journal::announce_past(tx, WordAdded{c.id, r.id, word, c.team}, past.received_at);
    }
    if (c.closed_at) journal::announce_past(tx, CaseClosed{c.id, c.service, c.team, c.outcome, c.owner, c.due_at, c.objections, {}}, *c.closed_at);
    for (const auto& text : past.notes) {
        const auto note = case_store::add_words(tx, c.id, Said::note, text);
        journal::announce(tx, NoteAdded{c.id, note, c.team});
    }
}

/// Somebody here did something with it, or said something, since it was taken over.
bool is_worked_on(db::Tx& tx, const Case& c) {
    if (c.changes != 1 || c.tasks > 0 || case_store::requests_of(tx, c.id).size() != 1) return true;
    const auto history = history_of(tx, c.id);
    return history.empty() || history.back().what != What::taken_over;
}

}  // namespace

TakenOver take_over(db::Tx& tx, Random& random, const PastRequest& past) {
    const auto c = case_of(tx, past);
    const auto r = request_of(tx, random, past, c);
    tx.run(sql::add_past_case, c.id, c.service, c.service_version, c.team, case_store::code_of(c.state), c.opened_at, c.closed_at, c.outcome,
           c.due_at, c.area, tx.now());  // who asks what has changed since then hears of it
    case_store::add(tx, r);
    if (!c.closed_at) put_spot_again(tx, c, *past.service);
    tx.run(sql::add_taken_over, past.source, past.reference, c.id, past.oddities);
    index(tx, c, r, *past.service, past.searchable + ' ' + past.words, past.reference);
    tell(tx, past, c, r);
    journal::announce(tx, CaseTakenOver{c.id, r.id, c.service, c.team, past.source, past.reference, past.oddities});
    return {r.id, r.reference, c.id};
}

std::map<std::string, State> taken_over(db::Tx& tx, std::string_view source, std::span<const std::string> references) {
    std::map<std::string, State> found;
    const db::TextList list(references);
    std::vector<db::Value> values(list.values().begin(), list.values().end());
    values.push_back(db::to_value(source));
    values.insert(values.begin(), values.back());
    values.pop_back();
    auto cursor = tx.query_text("SELECT reference, state FROM (SELECT column1 AS reference, (SELECT c.state FROM cases_taken_over t"
                                " JOIN cases_case c ON c.id = t.case_id WHERE t.source = ? AND t.reference = asked.column1) AS state FROM " +
                                    list.rows() + ") AS known WHERE state IS NOT NULL",
                                values);
    for (const auto row : db::Rows(std::move(cursor)))
        found.emplace(row.get<std::string>(0), row.get<std::string_view>(1) == case_store::code_of(State::open) ? State::open : State::closed);
    return found;
}

Result<ClosedSince> close_since(db::Tx& tx, std::string_view source, std::string_view reference, Instant closed_at, std::string_view outcome, bool rehearsal) {
    const auto id = tx.find<CaseId>(sql::case_taken_over, source, reference);
    auto c = id ? case_store::find(tx, *id) : std::nullopt;
    if (!c) return refuse(Kind::not_found, "cases.no_such_case");
    if (is_worked_on(tx, *c)) return ClosedSince::worked_on;
    if (rehearsal) return ClosedSince::closed;
    TRY(c->close(std::string(outcome), {}, closed_at));
    TRY(case_store::save(tx, *c));
    drop_spot(tx, c->id);
    journal::announce_past(tx, CaseClosed{c->id, c->service, c->team, c->outcome, c->owner, c->due_at, c->objections, {}}, closed_at);
    TRY(course().closed(tx, *c));
    const auto requests = case_store::requests_of(tx, c->id);
    journal::announce(tx, CaseTakenOver{c->id, requests.empty() ? RequestId{} : requests.front().id, c->service, c->team, std::string(source), std::string(reference), {}});
    return ClosedSince::closed;
}

std::optional<Origin> origin_of(db::Tx& tx, CaseId id) {
    for (const auto row : tx.query(sql::origin_of, id)) return Origin{row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2)};
    return std::nullopt;
}

}  // namespace cases
