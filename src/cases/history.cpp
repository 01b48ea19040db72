// Facts tell what happened, notes what was said with it; read together they are the history.

#include "cases/history.h"

#include "cases/case_store.h"
#include "cases/events.h"
#include "cases/joining.h"
#include "cases/passing.h"
#include "cases/splitting_events.h"
#include "cases/standstill.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace cases {
namespace {

constexpr std::array<std::pair<What, std::string_view>, 34> codes{{{What::opened, "opened"},
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
                                                                   {What::passed_on, "passed_on"},
                                                                   {What::published, "published"},
                                                                   {What::withheld, "withheld"},
                                                                   {What::words_taken_out, "words_taken_out"},
                                                                   {What::flagged, "flagged"},
                                                                   {What::flag_lifted, "flag_lifted"},
                                                                   {What::split, "split"},
                                                                   {What::split_off, "split_off"},
                                                                   {What::taken_out, "taken_out"},
                                                                   {What::visit_booked, "visit_booked"},
                                                                   {What::visit_moved, "visit_moved"},
                                                                   {What::visit_cancelled, "visit_cancelled"}}};

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
                                                                {CasePassedOn::kind, {What::passed_on, true}},
                                                                {RequestPublished::kind, {What::published, true}},
                                                                {RequestWithheld::kind, {What::withheld, true}},
                                                                {PublicWordsTakenOut::kind, {What::words_taken_out, true, true}},
                                                                {RequestFlagged::kind, {What::flagged}},
                                                                {FlagLifted::kind, {What::flag_lifted}},
                                                                {CaseSplit::kind, {What::split}},
                                                                {CaseSplitOff::kind, {What::split_off}},
                                                                {RequestTakenOut::kind, {What::taken_out, true}},
                                                                {VisitBooked::kind, {What::visit_booked, true, true}},
                                                                {VisitMoved::kind, {What::visit_moved, true, true}},
                                                                {VisitCancelled::kind, {What::visit_cancelled, true, true}}};
    const auto found = kinds.find(fact);
    return found == kinds.end() ? nullptr : &found->second;
}

/// The fields that any of these facts may have.
struct Told {
    RequestId request;
    NoteId note;
    access::TeamId team;
    access::StaffId owner;
    CaseId other, survivor, origin, home;
    std::string outcome, reason, task_kind, source, reference;
    std::optional<Instant> due, starts;
    std::int64_t number = 0;
    void fields(journal::FieldReader& f) {
        f("request", request);
        f("note", note);
        f("team", team);
        f("owner", owner);
        f("other", other);
        f("survivor", survivor);
        f("origin", origin);
        f("home", home);
        f("outcome", outcome);
        f("reason", reason);
        f("kind", task_kind);
        f("source", source);
        f("reference", reference);
        f("due", due);
        f("starts", starts);
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
                .visit = told.starts,
                .other = told.other ? told.other : told.survivor ? told.survivor : told.origin,
                .home = told.home,
                .note = told.note,
                .file = told.number};
    if (entry.due == no_promise) entry.due.reset();
    if (told.reason == still_standing) entry.resident_sees = false;
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

/// An entry: of which case, and the how manieth.
struct Place {
    CaseId id;
    std::size_t number;
    auto operator<=>(const Place&) const = default;
};

std::vector<Entry> read(db::Tx& tx, CaseId id, std::span<const journal::Fact> facts) {
    std::map<NoteId, Words> words;
    for (auto& each : case_store::words_of(tx, id)) words.emplace(each.id, std::move(each));
    std::vector<Entry> entries;
    for (const auto& fact : facts)
        if (const auto* kind = find_kind(fact.kind)) entries.push_back(entry_of(fact, *kind, words));
    for (auto& entry : entries)
        if (const auto passed = entry.what == What::passed_on ? passed_of(tx, id) : std::nullopt) entry.code = passed->body;
    return entries;
}

/// The histories of some cases, each read once.
class Pages {
public:
    explicit Pages(db::Tx& tx) : tx_(tx) {}
    const std::vector<Entry>& of(CaseId id) {
        const auto found = pages_.find(id);
        return found != pages_.end() ? found->second : add(id, journal::facts_of(tx_, id.value));
    }
    const std::vector<Entry>& add(CaseId id, std::span<const journal::Fact> facts) { return pages_.emplace(id, read(tx_, id, facts)).first->second; }
    const Entry& at(const Place& place) { return of(place.id)[place.number]; }

private:
    db::Tx& tx_;
    std::map<CaseId, std::vector<Entry>> pages_;
};

/// Behind the entry with which `survivor` took in what `place` sends there: the first such entry for the first sending, and so on.
/// Counted, because moments may be equal.
std::size_t arrival(Pages& pages, CaseId survivor, const Place& place) {
    const auto& left = pages.of(place.id);
    const auto leaves = [&](const Entry& entry) { return entry.what == What::joined && entry.other == survivor; };
    auto nth = std::count_if(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(place.number) + 1, leaves);
    const auto& arrived = pages.of(survivor);
    for (std::size_t i = 0; i < arrived.size(); ++i)
        if (arrived[i].what == What::others_joined && arrived[i].other == place.id && --nth == 0) return i + 1;
    return arrived.size();
}

std::vector<Place> way_of(Pages& pages, CaseId home, RequestId request);

/// Where the case of `place` was split off: the entry of the old case that says so; nothing if that is not known.
std::optional<Place> split_that_made(Pages& pages, CaseId part, CaseId origin) {
    const auto& page = pages.of(origin);
    for (std::size_t i = 0; i < page.size(); ++i)
        if (page[i].what == What::split && page[i].other == part) return Place{origin, i};
    return std::nullopt;
}

/// What a request that was taken out of another case went through before that; nothing for any other.
std::vector<Place> way_before(Pages& pages, CaseId home, RequestId request) {
    for (const auto& entry : pages.of(home)) {
        if (entry.what != What::taken_out || entry.request != request) continue;
        const auto until = split_that_made(pages, home, entry.other);
        if (!until || entry.home == home) return {};
        auto way = way_of(pages, entry.home, request);
        way.erase(std::ranges::find(way, *until), way.end());
        return way;
    }
    return {};
}

/// What a request whose home is this case went through: what was before it came there, there, on what it was joined to as long as it was, and
/// there again.
std::vector<Place> way_of(Pages& pages, CaseId home, RequestId request) {
    auto way = way_before(pages, home, request);
    std::vector<Place> chain{{home, 0}};  // the last is where it is, and what comes next; each was joined to the one behind it
    const auto in_chain = [&](CaseId id) { return std::ranges::find(chain, id, &Place::id); };
    while (chain.back().number < pages.of(chain.back().id).size()) {
        const auto place = chain.back();
        ++chain.back().number;
        way.push_back(place);
        const auto& entry = pages.at(place);
        if (entry.what == What::joined) {
            if (in_chain(entry.other) != chain.end()) break;  // no true history goes in a circle
            chain.push_back({entry.other, arrival(pages, entry.other, place)});
        } else if (entry.what == What::others_parted) {
            if (const auto back = in_chain(entry.other); back != chain.end()) chain.erase(back + 1, chain.end());
        }
    }
    return way;
}

/// All that happened on a case up to the `until`th entry, and on the one it was split off, up to then.
void add_line(Pages& pages, CaseId id, std::size_t until, std::set<Place>& line) {
    const auto& page = pages.of(id);
    for (std::size_t i = 0; i < until; ++i) {
        line.insert({id, i});
        if (page[i].what != What::split_off) continue;
        if (const auto split = split_that_made(pages, id, page[i].other); split && !line.contains(*split)) add_line(pages, split->id, split->number, line);
    }
}

bool is_made_by(const Entry& entry, RequestId request) {
    return (entry.what == What::opened || entry.what == What::asked_too) && entry.request == request;
}

/// What is said to the resident with these; the note of any other entry is among colleagues.
bool words_are_for_resident(const Entry& entry) {
    return entry.by_resident || entry.what == What::told || entry.what == What::promised_later || entry.what == What::published;
}

}  // namespace

std::string_view code_of(What what) { return std::ranges::find(codes, what, &std::pair<What, std::string_view>::first)->second; }

std::vector<Entry> history_of(db::Tx& tx, CaseId id) {
    return history_of(tx, id, journal::facts_of(tx, id.value), case_store::requests_of(tx, id));
}

std::vector<Entry> history_of(db::Tx& tx, CaseId id, std::span<const journal::Fact> facts, std::span<const Request> requests) {
    Pages pages(tx);
    pages.add(id, facts);
    const auto homes = with_all_joined(tx, id);
    const auto is_own = [&](const Place& place) { return std::ranges::find(homes, place.id) != homes.end(); };
    const auto is_theirs = [&](const Entry& entry) {
        return !entry.request || std::ranges::find(requests, entry.request, &Request::id) != requests.end();
    };
    std::set<Place> line, places;
    for (const auto home : homes) add_line(pages, home, pages.of(home).size(), line);
    for (const auto& place : line)
        if (is_own(place) || is_theirs(pages.at(place))) places.insert(place);
    for (const auto& request : requests)
        for (const auto& place : way_of(pages, request.home, request.id))
            if (pages.at(place).resident_sees && is_theirs(pages.at(place))) places.insert(place);
    std::vector<Entry> entries;
    for (const auto& place : places) {
        auto entry = pages.at(place);
        if (!line.contains(place) && !words_are_for_resident(entry)) entry.words.clear();  // what colleagues said there stays there
        entries.push_back(std::move(entry));
    }
    std::ranges::stable_sort(entries, {}, &Entry::at);
    put_names(tx, entries);
    return entries;
}

std::vector<Entry> history_for(db::Tx& tx, const Request& request) {
    Pages pages(tx);
    const auto way = way_of(pages, request.home ? request.home : request.case_id, request.id);
    const auto makes = [&](const Place& place) { return is_made_by(pages.at(place), request.id); };
    auto from = std::ranges::find_if(way, makes);
    if (from == way.end()) from = way.begin();
    std::vector<Entry> entries;
    for (const auto& place : std::ranges::subrange(from, way.end())) {
        auto entry = pages.at(place);
        const bool theirs = !entry.request || entry.request == request.id;
        if (!entry.resident_sees || !theirs || entry.at < request.received_at) continue;
        if (!words_are_for_resident(entry)) entry.words.clear();
        entry.actor.clear();
        entry.team = {};
        entry.owner = {};
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace cases
