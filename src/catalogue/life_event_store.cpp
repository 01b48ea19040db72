// Life events as rows, and how residents find them.

#include "base/shelf.h"
#include "catalogue/element.h"
#include "catalogue/finder.h"
#include "catalogue/life_events.h"
#include "catalogue/queries.h"
#include "catalogue/stored_texts.h"
#include "search/search.h"

#include <algorithm>
#include <map>

namespace catalogue {
namespace {

using LifeEventId = Id<LifeEvent>;
constexpr std::string_view events_index = "life_events";

/// The same text is read once per program.
Result<LifeEventPtr> read_once(const std::string& digest, std::string_view document) {
    static base::Shelf<LifeEventPtr, 100> shelf;
    if (auto known = shelf.find(digest)) return *std::move(known);
    auto event = TRY(parse_life_event(document));
    const auto read = std::make_shared<const LifeEvent>(std::move(event));
    shelf.keep(digest, read);
    return LifeEventPtr(read);
}

void make_findable(db::Tx& tx, LifeEventId id, const Definition& asked) {
    std::string keywords;
    for (const auto& word : asked.keywords) keywords += word + ". ";
    search::put(tx, {.index = events_index, .subject = id.value, .at = tx.now(), .texts = {{asked.name, true}, {keywords, true}, {asked.summary}}});
}

/// True if it is another than before.
bool keep(db::Tx& tx, const LifeEvent& event, const std::string& document) {
    const auto digest = digest_of({document});
    LifeEventId id;
    for (const auto row : tx.query(sql::life_event_row, event.asked.code)) {
        if (row.get<std::string_view>(1) == digest) return false;
        id = row.get<LifeEventId>(0);
    }
    if (id) {
        tx.run(sql::set_life_event, document, digest, tx.now(), id);
    } else {
        id = tx.new_id<LifeEventId>();
        tx.run(sql::add_life_event, id, event.asked.code, document, digest, tx.now());
    }
    make_findable(tx, id, event.asked);
    return true;
}

Result<void> require_known_services(db::Tx& tx, const LifeEvent& event) {
    for (const auto& offer : event.offers) {
        bool known = false;
        for ([[maybe_unused]] const auto row : tx.query(sql::find_service, offer.service)) known = true;
        if (!known) return wrong(fmt::format("_events/{}.json: services.{}", event.asked.code, offer.service), "there is no such service: name one by its code");
    }
    return {};
}

std::map<std::string, LifeEventId> kept_events(db::Tx& tx) {
    std::map<std::string, LifeEventId> kept;
    for (const auto row : tx.query(sql::life_event_codes)) kept.emplace(row.get<std::string>(0), row.get<LifeEventId>(1));
    return kept;
}

}  // namespace

Result<std::vector<std::string>> publish_life_events(db::Tx& tx, const std::filesystem::path& services) {
    std::vector<std::string> changed;
    const auto events = TRY(read_life_events(services));
    auto gone = kept_events(tx);
    for (const auto& event : events) {
        gone.erase(event.asked.code);
        TRY(require_known_services(tx, event));
        const auto document = TRY(read_file(services / "_events" / (event.asked.code + ".json")));
        if (keep(tx, event, document)) changed.push_back(event.asked.code);
    }
    for (const auto& [code, id] : gone) {
        tx.run(sql::forget_life_event, id);
        search::remove(tx, events_index, id.value);
        changed.push_back(code);
    }
    return changed;
}

Result<LifeEventPtr> find_life_event(db::Tx& tx, std::string_view code) {
    for (const auto row : tx.query(sql::life_event_text, code)) return read_once(row.get<std::string>(0), row.get<std::string_view>(1));
    return refuse(Kind::not_found, "catalogue.no_such_event");
}

Result<std::vector<LifeEventPtr>> all_life_events(db::Tx& tx) {
    std::vector<LifeEventPtr> all;
    for (const auto& [code, id] : kept_events(tx)) {
        auto event = TRY(find_life_event(tx, code));
        all.push_back(std::move(event));
    }
    return all;
}

Result<std::vector<LifeEventPtr>> find_life_events(db::Tx& tx, std::string_view words, int limit, bool forgiving) {
    const auto found = TRY(search::likeliest(tx, {.index = events_index, .words = words, .limit = limit, .as_typed = true, .forgiving = forgiving}));
    std::vector<LifeEventPtr> events;
    for (const auto id : found)
        if (const auto code = tx.find<std::string>(sql::life_event_code_of, id)) {
            auto event = TRY(find_life_event(tx, *code));
            events.push_back(std::move(event));
        }
    return events;
}

}  // namespace catalogue
