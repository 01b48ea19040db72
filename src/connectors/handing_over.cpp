// Handing an errand over, taking it back, looking at it, erasing what it said.

#include "base/text.h"
#include "connectors/connectors.h"
#include "connectors/destination.h"
#include "connectors/errand_store.h"
#include "connectors/events.h"
#include "connectors/queries.h"
#include "connectors/sending.h"

#include <algorithm>
#include <charconv>

namespace connectors {
namespace {

constexpr std::size_t most_key = 100, most_kind = 40, most_destination = 40;

std::string line_of(const Errand& errand) {
    const auto key = errand.order_key.empty() ? errand.subject.kind + ':' + std::to_string(errand.subject.id) : errand.order_key;
    return errand.destination.substr(0, most_destination) + '/' + std::string(base::first_characters(key, most_key));
}

/// Erased before it was sent, it cannot be sent any more.
void erase(db::Tx& tx, Kept errand) {
    tx.run(sql::blank_matter, tx.now(), errand.id);
    tx.run(sql::blank_entries, errand.id);
    tx.run(sql::blank_messages, errand.id);
    if (errand.state == State::waiting || errand.state == State::sending) get_stuck(tx, errand, "erased", 0, "");
}

}  // namespace

ErrandId hand_over(db::Tx& tx, const Errand& given) {
    Kept errand;
    errand.id = tx.new_id<ErrandId>();
    errand.destination = given.destination.substr(0, most_destination);
    errand.subject = given.subject;
    errand.kind = status_code(given.kind).substr(0, most_kind);
    errand.reply_by = given.reply_by;
    errand.line = line_of(given);
    errand.place = errand_store::next_place(tx, errand.line);
    errand.matter = to_json(given.matter);
    errand.due = errand.handed_over = errand.changed = tx.now();
    errand_store::add(tx, errand);
    errand_store::note(tx, errand.id, {.what = "handed_over"});
    journal::announce(tx, event_of<ErrandHandedOver>(errand));
    schedule_line(tx, errand.line, jobs::at_once);
    return errand.id;
}

bool take_back(db::Tx& tx, ErrandId id) {
    auto errand = errand_store::find(tx, id);
    if (!errand || errand->attempts > 0 || (errand->state != State::waiting && errand->state != State::stuck)) return false;
    give_up(tx, *errand, "taken_back", "taken_back", "");
    return true;
}

std::optional<Standing> find(db::Tx& tx, ErrandId id) { return errand_store::find(tx, id); }

std::vector<Standing> errands_about(db::Tx& tx, const journal::Subject& subject) {
    const auto kept = errand_store::about(tx, subject);
    return {kept.begin(), kept.end()};
}

std::int64_t erase_about(db::Tx& tx, const journal::Subject& subject) {
    const auto all = errand_store::about(tx, subject);
    for (const auto& errand : all) erase(tx, errand);
    return static_cast<std::int64_t>(all.size());
}

}  // namespace connectors
