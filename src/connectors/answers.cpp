#include "connectors/answers.h"

#include "base/text.h"
#include "connectors/errand_store.h"
#include "connectors/events.h"
#include "connectors/queries.h"
#include "connectors/sending.h"

#include <array>

namespace connectors {
namespace {

constexpr std::array<std::string_view, 7> verdicts{"answers", "updates", "notes", "late", "after_answer", "repeated", "unknown"};
std::string cut(std::string_view text, std::size_t most) { return std::string(base::first_characters(text, most)); }

std::optional<Kept> errand_named(db::Tx& tx, const Destination& destination, const Told& told) {
    const auto ours = read_wire_name(told.named);
    const auto id = ours ? ours : tx.find<ErrandId>(sql::by_reference, destination.code, told.named);
    if (!id) return std::nullopt;
    auto errand = errand_store::find(tx, *id);
    if (!errand || errand->destination != destination.code) return std::nullopt;
    return errand;
}

/// Who neither counts nor tells the time is believed in the order of arrival.
std::int64_t position_of(const Told& told, std::int64_t known) {
    if (told.position) return *told.position;
    return told.at ? told.at->time_since_epoch().count() : known;
}

/// Who speaks of it has it, whatever became of our try.
void note_taken(db::Tx& tx, Kept& errand) {
    if (errand.sent_at) return;
    errand.sent_at = tx.now();
    errand.state = State::sent;
    errand.problem.clear();
    ErrandSent event;
    event.reference = errand.external_reference;
    journal::announce(tx, event_of(errand, event));
}

void answer(db::Tx& tx, Kept& errand, const std::string& outcome) {
    errand.state = State::answered;
    errand.outcome = outcome;
    errand.problem.clear();
    ErrandAnswered event;
    event.outcome = outcome;
    event.reference = errand.external_reference;
    journal::announce(tx, event_of(errand, event));
}

void tell_update(db::Tx& tx, const Kept& errand) {
    ErrandUpdated event;
    event.status = errand.external_status;
    event.reference = errand.external_reference;
    event.position = errand.position;
    event.after_answer = errand.state == State::answered || errand.state == State::given_up;
    journal::announce(tx, event_of(errand, event));
}

/// Whether somebody knows this status as an answer: as it is written, or as a code.
const std::string* outcome_of(const Destination& destination, const std::string& status) {
    for (const auto& [theirs, ours] : destination.outcomes)
        if (theirs == status || status_code(theirs) == status_code(status)) return &ours;
    static const std::string done = "done";
    return destination.way == Way::open311 && destination.outcomes.empty() && status_code(status) == "closed" ? &done : nullptr;
}

Verdict apply(db::Tx& tx, const Destination& destination, const Told& told, Kept& errand, std::int64_t position) {
    const auto* outcome = told.status.empty() ? nullptr : outcome_of(destination, told.status);
    const bool settled = errand.state == State::answered || errand.state == State::given_up;
    const bool said_again = status_code(told.status) == errand.external_status;
    const auto verdict = judge({settled, said_again, errand.position}, position, !told.status.empty(), outcome != nullptr);
    if (errand.external_reference.empty()) errand.external_reference = cut(told.reference, told_name);
    const bool is_newest = !told.status.empty() && position >= errand.position;
    if (is_newest) {
        errand.position = position;
        errand.external_status = status_code(told.status);
    }
    if (!settled) note_taken(tx, errand);
    if (verdict == Verdict::answers) answer(tx, errand, *outcome);
    if (verdict == Verdict::updates || verdict == Verdict::after_answer) tell_update(tx, errand);
    errand_store::save(tx, errand);
    errand_store::note(tx, errand.id, {.what = std::string(code_of(verdict)), .detail = told.status.empty() ? "" : status_code(told.status),
                                       .words = cut(told.words, told_words)});
    return verdict;
}

}  // namespace

std::string_view code_of(Verdict verdict) { return verdicts[static_cast<std::size_t>(verdict)]; }

Verdict judge(const Known& known, std::int64_t position, bool has_status, bool is_answer) {
    if (!has_status) return Verdict::notes;
    if (is_answer && !known.settled) return Verdict::answers;
    if (position < known.position) return Verdict::late;
    if (known.settled && known.said_again) return Verdict::repeated;
    return known.settled ? Verdict::after_answer : Verdict::updates;
}

Verdict take(db::Tx& tx, const Destination& destination, const Told& told) {
    const auto message = cut(told.message, told_name);
    if (tx.change(sql::note_repeat, destination.code, message) > 0) return Verdict::repeated;
    auto errand = errand_named(tx, destination, told);
    const auto position = position_of(told, errand ? errand->position : 0);
    auto verdict = Verdict::unknown;
    if (errand) {
        verdict = apply(tx, destination, told, *errand, position);
        schedule_line(tx, errand->line, jobs::at_once);
    }
    tx.run(sql::add_message, destination.code, message, errand ? errand->id : ErrandId{}, tx.now(), cut(told.named, told_name), status_code(told.status), position,
           code_of(verdict), cut(told.words, told_words));
    return verdict;
}

}  // namespace connectors
