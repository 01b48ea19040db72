#include "connectors/errand_store.h"

#include "base/text.h"
#include "connectors/events.h"
#include "connectors/queries.h"

#include <array>

namespace connectors {
namespace {

constexpr std::array<std::string_view, 6> states{"waiting", "sending", "sent", "answered", "stuck", "given_up"};

State state_from(std::string_view code) {
    for (std::size_t i = 0; i < states.size(); ++i)
        if (states[i] == code) return static_cast<State>(i);
    return State::stuck;
}

Kept kept_from(const db::Row& row) {
    Kept e;
    e.id = row.get<ErrandId>(0);
    e.destination = row.get<std::string>(1);
    e.line = row.get<std::string>(2);
    e.place = row.get<std::int64_t>(3);
    e.subject = {row.get<std::string>(4), row.get<std::int64_t>(5)};
    e.kind = row.get<std::string>(6);
    e.state = state_from(row.get<std::string_view>(7));
    e.problem = row.get<std::string>(8);
    e.attempts = row.get<std::int64_t>(9);
    e.due = row.get<Instant>(10);
    e.slot = row.get<std::optional<Instant>>(11);
    e.batch = row.get<std::optional<std::int64_t>>(12);
    e.reply_by = row.get<std::optional<Instant>>(13);
    e.token = row.get<std::string>(14);
    e.external_reference = row.get<std::string>(15);
    e.external_status = row.get<std::string>(16);
    e.position = row.get<std::int64_t>(17);
    e.outcome = row.get<std::string>(18);
    e.handed_over = row.get<Instant>(19);
    e.first_tried = row.get<std::optional<Instant>>(20);
    e.sent_at = row.get<std::optional<Instant>>(21);
    e.changed = row.get<Instant>(22);
    e.matter = row.get<std::string>(23);
    return e;
}

std::vector<Kept> all_from(db::Rows rows) {
    std::vector<Kept> all;
    for (const auto row : rows) all.push_back(kept_from(row));
    return all;
}

std::optional<Kept> one_from(db::Rows rows) {
    for (const auto row : rows) return kept_from(row);
    return std::nullopt;
}

}  // namespace

std::string_view code_of(State state) { return states[static_cast<std::size_t>(state)]; }

namespace errand_store {

void add(db::Tx& tx, const Kept& e) {
    tx.run(sql::add_errand, e.id, e.destination, e.line, e.place, e.subject.kind, e.subject.id, e.kind, e.matter, e.due, e.reply_by, e.handed_over, e.changed);
}

std::int64_t next_place(db::Tx& tx, const std::string& line) {
    const auto last = tx.find<std::optional<std::int64_t>>(sql::last_place, line);
    return last.value_or(std::nullopt).value_or(0) + 1;
}

std::optional<Kept> find(db::Tx& tx, ErrandId id) { return one_from(tx.query(sql::find_errand, id)); }

std::optional<Kept> first_unsent(db::Tx& tx, const std::string& line) { return one_from(tx.query(sql::first_unsent, line)); }

void save(db::Tx& tx, const Kept& e) {
    tx.run(sql::save_errand, code_of(e.state), e.problem, e.attempts, e.due, e.slot, e.batch, e.token, e.external_reference, e.external_status, e.position,
           e.outcome, e.first_tried, e.sent_at, tx.now(), e.id);
}

void note(db::Tx& tx, ErrandId id, const Entry& entry) {
    constexpr std::size_t most_words = 2000, most_detail = 200;
    const auto last = tx.find<std::optional<std::int64_t>>(sql::last_entry, id).value_or(std::nullopt).value_or(0);
    tx.run(sql::add_entry, id, last + 1, tx.now(), entry.what, entry.code, base::first_characters(entry.detail, most_detail),
           base::first_characters(entry.words, most_words), tx.actor());
}

std::vector<Entry> history(db::Tx& tx, ErrandId id) {
    std::vector<Entry> all;
    for (const auto row : tx.query(sql::entries_of, id))
        all.push_back({row.get<Instant>(0), row.get<std::string>(1), row.get<std::int64_t>(2), row.get<std::string>(3), row.get<std::string>(4), row.get<std::string>(5)});
    return all;
}

std::vector<Kept> about(db::Tx& tx, const journal::Subject& subject) { return all_from(tx.query(sql::errands_about, subject.id, subject.kind)); }
std::vector<Kept> stuck(db::Tx& tx, int limit) { return all_from(tx.query(sql::stuck_errands, limit)); }
std::vector<Kept> waiting(db::Tx& tx, const std::string& destination, int limit) { return all_from(tx.query(sql::waiting_errands, destination, limit)); }
std::vector<Kept> recent(db::Tx& tx, const std::string& destination, int limit) { return all_from(tx.query(sql::recent_errands, destination, limit)); }
std::vector<Kept> unanswered(db::Tx& tx, const std::string& destination, ErrandId after, int limit) {
    return all_from(tx.query(sql::unanswered_errands, destination, after, limit));
}

}  // namespace errand_store

void get_stuck(db::Tx& tx, Kept& errand, const char* problem, std::int64_t code, std::string_view words) {
    errand.state = State::stuck;
    errand.problem = problem;
    errand_store::save(tx, errand);
    errand_store::note(tx, errand.id, {.what = "stuck", .code = code, .detail = problem, .words = std::string(words)});
    ErrandStuck event;
    event.reason = problem;
    journal::announce(tx, event_of(errand, event));
}

}  // namespace connectors
