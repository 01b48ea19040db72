#include "cases/check_store.h"

#include "base/text.h"
#include "cases/case_store.h"
#include "cases/queries.h"

#include <charconv>

namespace cases::check_store {
namespace {

std::string in_one(const std::vector<int>& photos) {
    std::string out;
    for (const auto number : photos) (out += out.empty() ? "" : " ") += std::to_string(number);
    return out;
}

std::vector<int> photos_in(std::string_view text) {
    std::vector<int> photos;
    for (const auto part : base::split(text, ' ')) {
        int number = 0;
        if (std::from_chars(part.data(), part.data() + part.size(), number).ec == std::errc{} && number > 0) photos.push_back(number);
    }
    return photos;
}

}  // namespace

Check check_from(const db::Row& row) {
    return {.request = row.get<RequestId>(0),
            .state = case_store::publication_from(row.get<std::string_view>(1)),
            .since = row.get<Instant>(2),
            .due_at = row.get<Instant>(3),
            .decided_at = row.get<std::optional<Instant>>(4),
            .decided_by = row.get<std::string>(5),
            .reason = row.get<std::string>(6),
            .copy = {row.get<std::string>(7), row.get<std::string>(8), photos_in(row.get<std::string_view>(9))},
            .changes = row.get<std::int64_t>(10)};
}

void add(db::Tx& tx, const Check& check) {
    tx.run(sql::add_check, check.request, cases::code_of(Publication::waiting), check.since, check.due_at);
}

bool save(db::Tx& tx, Check& check) {
    const auto changed = tx.change(sql::save_check, cases::code_of(check.state), check.decided_at, check.decided_by, check.reason, check.copy.title,
                                   check.copy.words, in_one(check.copy.photos), check.request, check.changes);
    if (changed == 0) return false;
    ++check.changes;
    return true;
}

}  // namespace cases::check_store
