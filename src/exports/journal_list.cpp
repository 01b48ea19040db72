#include "exports/journal_list.h"

#include "journal/journal.h"

#include <memory>

namespace exports {
namespace {

constexpr int page_size = 1000;

Row row_of(const journal::Fact& fact) {
    return {.cells = {Cell(fact.position), cell(fact.at), cell(fact.kind), cell(fact.subject.kind), cell(std::to_string(fact.subject.id)), Cell(fact.number),
                      cell(fact.actor), cell(fact.channel), cell(fact.request_id), cell(fact.data)}};
}

}  // namespace

List list_of_facts(FactsWanted wanted, Format format) {
    const auto after = std::make_shared<journal::Position>(0);
    return {.what = "events",
            .format = format,
            .columns = {"position", "at", "kind", "subject", "subject_id", "number", "actor", "channel", "request", "data"},
            .next = [wanted = std::move(wanted), after](db::Tx& tx, std::vector<Row>& rows) -> Result<void> {
                auto position = *after;
                while (rows.empty()) {
                    const auto facts = journal::facts_after(tx, position, page_size);
                    if (facts.empty()) break;
                    position = facts.back().position;
                    for (const auto& fact : facts) {
                        const bool in_time = (!wanted.from || fact.at >= *wanted.from) && (!wanted.before || fact.at < *wanted.before);
                        if (in_time && (wanted.kind.empty() || fact.kind == wanted.kind)) rows.push_back(row_of(fact));
                    }
                }
                *after = position;
                return {};
            }};
}

}  // namespace exports
