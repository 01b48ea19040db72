// Search: what goes into the index, and what comes out of it.

#include "cases/finding.h"

#include "base/text.h"
#include "cases/case_store.h"
#include "cases/events.h"
#include "cases/lines.h"
#include "cases/past.h"
#include "cases/worklist.h"
#include "journal/journal.h"
#include "search/search.h"

#include <algorithm>

namespace cases {
namespace {

/// Names, places and answers of further requests of a case, and their references. Of very many the first are enough: the others
/// are found by reference all the same.
struct Others {
    std::string words, references;
};
Others others_of(db::Tx& tx, const catalogue::Definition& service, std::span<const Request> others) {
    constexpr std::size_t most = 50;
    others = others.first(std::min(others.size(), most));
    if (others.empty()) return {};
    std::vector<people::PersonId> persons;
    std::vector<places::LocationId> locations;
    Others found;
    for (const auto& request : others) {
        persons.push_back(request.person);
        locations.push_back(request.location);
        found.references += request.reference.text() + ' ' + request.reference.spoken() + ' ';
        for (const auto& answer : request.answers)
            if (const auto* question = service.form.find(answer.question)) found.words += forms::searched(*question, answer.value) + ' ';
    }
    for (const auto& [id, person] : people::find_many(tx, persons)) found.words += person.name + ' ';
    for (const auto& [id, words] : places::words_of(tx, locations)) found.words += words + ' ';
    return found;
}

}  // namespace

void index(db::Tx& tx, const Case& c, const Request& first, const catalogue::Definition& service, const std::string& searchable,
           const std::string& old_name) {
    std::string words = searchable;
    for (const auto& answer : first.answers) {
        const auto* question = service.form.find(answer.question);
        words += ' ' + (question != nullptr ? forms::searched(*question, answer.value) : answer.value);
    }
    search::put(tx, {.index = "cases",
                     .subject = c.id.value,
                     .at = c.opened_at,
                     .texts = {{first.reference.text() + ' ' + first.reference.spoken(), true, true}, {service.name, true}, {words}, {old_name, true, true}},
                     .tags = access::tags_of(c.owned())});
}

Result<void> index_again(db::Tx& tx, const Case& c) {
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    const auto requests = case_store::requests_of(tx, c.id);
    if (requests.empty()) return {};  // it was joined to another
    const auto& first = requests.front();
    std::string searchable;
    if (first.person) {
        const auto person = TRY(people::find(tx, first.person));
        searchable = person.name;
    }
    const places::LocationId location[] = {first.location};
    for (const auto& [id, place] : places::find_many(tx, location)) searchable += ' ' + place.text;
    const auto origin = origin_of(tx, c.id);
    if (origin)
        for (const auto& words : case_store::words_of(tx, c.id))
            if (words.said == Said::word) searchable += ' ' + words.text;
    const auto others = others_of(tx, *service, std::span(requests).subspan(1));
    index(tx, c, first, *service, searchable + ' ' + others.words, others.references + (origin ? origin->reference : std::string()));
    return {};
}

void note_search(db::Tx& tx, std::string_view words, std::size_t hits) {
    const auto id = tx.new_id<Id<CasesSearched>>();
    journal::announce(tx, CasesSearched{id.value, static_cast<std::int64_t>(base::split(words, ' ').size()),
                                        static_cast<std::int64_t>(hits)});
}

Result<std::vector<Line>> search(db::Tx& tx, const access::Actor& who, std::string_view words, int limit, bool* as_typed) {
    const auto scope = access::scope_of(who, access::Permission::read_case);
    const auto look_for = [&](std::string_view what) -> Result<std::vector<Line>> {
        const auto found = TRY(search::find(tx, {.index = "cases", .words = what, .within = scope.tag_groups(), .limit = limit}));
        if (as_typed != nullptr) *as_typed = !found.subjects.empty() && found.corrections.empty();
        std::vector<CaseId> ids;
        for (const auto subject : found.subjects) ids.push_back({subject});
        return ids.empty() ? std::vector<Line>{} : lines_of(tx, scope, ids);
    };
    // A reference is typed as it is read out: with hyphens, spaces, an O for a 0.
    if (const auto reference = Reference::parse(words)) {
        auto lines = TRY(look_for(reference->text()));
        if (!lines.empty()) return lines;
        if (const auto one_of_many = case_store::find_request(tx, *reference)) {
            const CaseId id[] = {one_of_many->case_id};
            lines = lines_of(tx, scope, id);
        }
        if (!lines.empty()) return lines;
    }
    return look_for(words);
}

}  // namespace cases
