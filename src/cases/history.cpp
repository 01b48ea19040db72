// Facts tell what happened, notes what was said with it; read together they are the history.

#include "cases/history.h"

#include "cases/case_store.h"
#include "cases/events.h"
#include "cases/joining.h"
#include "cases/passing.h"
#include "journal/journal.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

namespace cases {
namespace {

constexpr std::array<std::pair<What, std::string_view>, 23> codes{{{What::opened, "opened"},
                                                                   {What::taken, "taken"},
                                                                   {What::released, "released"},
                                                                   {What::handed_over, "handed_over"},
                                                                   {What::noted, "noted"},
                                                                   {What::told, "told"},
                                                                   {What::promised_later, "promised_later"},
                                                                   {What::closed, "closed"},
                                                                   {What::reopened, "reopened"},
                                                                   {What::word, "word"},
                                                                   {What::photo, "photo"},
                                                                   {What::withdrawn, "withdrawn"},
                                                                   {What::objected, "objected"},
                                                                   {What::confirmed, "confirmed"},
                                                                   {What::task_made, "task_made"},
                                                                   {What::task_done, "task_done"},
                                                                   {What::taken_over, "taken_over"},
                                                                   {What::asked_too, "asked_too"},
                                                                   {What::joined, "joined"},
                                                                   {What::parted, "parted"},
                                                                   {What::others_joined, "others_joined"},
                                                                   {What::others_parted, "others_parted"},
                                                                   {What::passed_on, "passed_on"}}};

/// Which fact is which entry, whether the resident sees it, and whether they did it. Other facts are not history.
struct Sort {
    What what;
    bool resident_sees = false;
    bool by_resident = false;
};
const Sort* find_kind(std::string_view fact) {
    static const std::map<std::string_view, Sort> kinds{{CaseOpened::kind, {What::opened, true, true}},
                                                                {CaseTaken::kind, {What::taken}},
                                                                {CaseReleased::kind, {What::released}},
                                                                {CaseHandedOver::kind, {What::handed_over}},
                                                                {NoteAdded::kind, {What::noted}},
                                                                {ResidentTold::kind, {What::told, true}},
                                                                {PromiseMoved::kind, {What::promised_later, true}},
                                                                {CaseClosed::kind, {What::closed, true}},
                                                                {CaseReopened::kind, {What::reopened, true}},
                                                                {WordAdded::kind, {What::word, true, true}},
                                                                {PhotoAdded::kind, {What::photo, true, true}},
                                                                {RequestWithdrawn::kind, {What::withdrawn, true, true}},
                                                                {RequestObjected::kind, {What::objected, true, true}},
                                                                {FixConfirmed::kind, {What::confirmed, true, true}},
                                                                {TaskMade::kind, {What::task_made}},
                                                                {TaskDone::kind, {What::task_done}},
                                                                {CaseTakenOver::kind, {What::taken_over}},
                                                                {RequestJoined::kind, {What::asked_too, true, true}},
                                                                {CaseJoined::kind, {What::joined, true}},
                                                                {CaseParted::kind, {What::parted, true}},
                                                                {OthersJoined::kind, {What::others_joined}},
                                                                {OthersParted::kind, {What::others_parted}},
                                                                {CasePassedOn::kind, {What::passed_on, true}}};
    const auto found = kinds.find(fact);
    return found == kinds.end() ? nullptr : &found->second;
}

/// The fields that any of these facts may have.
struct Told {
    RequestId request;
    NoteId note;
    access::TeamId team;
    access::StaffId owner;
    CaseId other, survivor;
    std::string outcome, reason, task_kind, source, reference;
    std::optional<Instant> due;
    std::int64_t number = 0;
    void fields(journal::FieldReader& f) {
        f("request", request);
        f("note", note);
        f("team", team);
        f("owner", owner);
        f("other", other);
        f("survivor", survivor);
        f("outcome", outcome);
        f("reason", reason);
        f("kind", task_kind);
        f("source", source);
        f("reference", reference);
        f("due", due);
        f("number", number);
    }
};

Entry entry_of(const journal::Fact& fact, const Sort& kind, const std::map<NoteId, Words>& words) {
    Told told;
    journal::FieldReader reader(fact.data);
    told.fields(reader);
    Entry entry{.what = kind.what,
                .at = fact.at,
                .actor = fact.actor,
                .by_resident = fact.actor.starts_with("person:") || (kind.by_resident && !fact.actor.starts_with("staff:") && !fact.actor.starts_with("token:")),
                .resident_sees = kind.resident_sees,
                .request = told.request,
                .code = told.outcome + told.reason + told.task_kind,
                .due = told.due,
                .other = told.other ? told.other : told.survivor,
                .file = told.number};
    if (entry.due == no_promise) entry.due.reset();
    if (kind.what == What::taken_over) entry.code = told.source + ' ' + told.reference;
    if (kind.what == What::handed_over) entry.team = told.team;
    if (kind.what == What::handed_over || kind.what == What::taken) entry.owner = told.owner;
    if (const auto found = words.find(told.note); found != words.end()) entry.words = found->second.text;
    return entry;
}

access::StaffId staff_named(std::string_view actor) {
    constexpr std::string_view prefix = "staff:";
    if (!actor.starts_with(prefix)) return {};
    return parse_id<access::StaffId>(actor.substr(prefix.size())).value_or(access::StaffId{});
}

/// One look for all members of staff; programs, of which there are few, one each.
void put_names(db::Tx& tx, std::vector<Entry>& entries) {
    std::set<access::StaffId> ids;
    for (const auto& entry : entries)
        for (const auto id : {staff_named(entry.actor), entry.owner})
            if (id) ids.insert(id);
    const std::vector<access::StaffId> list(ids.begin(), ids.end());
    const auto names = list.empty() ? std::map<access::StaffId, std::string>{} : access::staff_names(tx, list);
    const auto name_of = [&](access::StaffId id) {
        const auto found = names.find(id);
        return found == names.end() ? std::string() : found->second;
    };
    for (auto& entry : entries) {
        entry.owner_name = name_of(entry.owner);
        if (entry.by_resident) continue;
        const auto id = staff_named(entry.actor);
        entry.name = id ? name_of(id) : access::name_of_actor(tx, entry.actor);
    }
}

std::vector<Entry> read(db::Tx& tx, CaseId id) {
    std::map<NoteId, Words> words;
    for (auto& each : case_store::words_of(tx, id)) words.emplace(each.id, std::move(each));
    std::vector<Entry> entries;
    for (const auto& fact : journal::facts_of(tx, id.value))
        if (const auto* kind = find_kind(fact.kind)) entries.push_back(entry_of(fact, *kind, words));
    for (auto& entry : entries)
        if (const auto passed = entry.what == What::passed_on ? passed_of(tx, id) : std::nullopt) entry.code = passed->body;
    return entries;
}

/// What is said to the resident with these; the note of any other entry is among colleagues.
bool words_are_for_resident(const Entry& entry) {
    return entry.by_resident || entry.what == What::told || entry.what == What::promised_later;
}

}  // namespace

std::string_view code_of(What what) { return std::ranges::find(codes, what, &std::pair<What, std::string_view>::first)->second; }

std::vector<Entry> history_of(db::Tx& tx, CaseId id) {
    std::vector<Entry> entries;
    for (const auto each : with_all_joined(tx, id)) std::ranges::move(read(tx, each), std::back_inserter(entries));
    std::ranges::stable_sort(entries, {}, &Entry::at);
    put_names(tx, entries);
    return entries;
}

std::vector<Entry> history_for(db::Tx& tx, const Request& request) {
    std::vector<Entry> entries;
    auto from = request.received_at;
    for (auto id = request.home ? request.home : request.case_id; id;) {
        for (auto& entry : read(tx, id)) {
            const bool theirs = !entry.request || entry.request == request.id;
            if (entry.resident_sees && theirs && entry.at >= from) entries.push_back(std::move(entry));
        }
        const auto joined = joined_from(tx, id);
        id = joined ? joined->survivor : CaseId{};
        if (joined) from = joined->at;
    }
    for (auto& entry : entries) {
        if (!words_are_for_resident(entry)) entry.words.clear();
        entry.actor.clear();
        entry.team = {};
        entry.owner = {};
    }
    return entries;
}

}  // namespace cases
