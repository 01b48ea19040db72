#include "search/few.h"

#include "search/queries.h"
#include "search/shelf.h"
#include "search/vector.h"

namespace search {
namespace {

/// As often as it stands there, in whatever order: a question to few entries asks for single words.
void put_words(Known& entry, std::string_view vector) {
    for_each_lexeme(vector, [&](const Lexeme& lexeme) {
        for (const auto& place : lexeme.places) (place.in_title ? entry.title : entry.body).append(lexeme.word).append(" ");
    });
}

}  // namespace

std::optional<Few> read_few(db::Tx& tx, std::string_view index) {
    constexpr std::size_t most = 100;
    const bool on_sqlite = tx.engine() == db::Engine::sqlite;
    Few few;
    const auto [first, end] = keys_on_shelf_of(index);
    for (const auto row : tx.query(on_sqlite ? sql::first_entries : sql::first_vectors, first, end, index, most + 1)) {
        if (few.size() == most) return std::nullopt;
        auto& entry = few.emplace_back(row.get<std::int64_t>(0), row.get<std::int64_t>(1));
        if (on_sqlite) {
            entry.title = row.get<std::string>(2);
            entry.body = row.get<std::string>(3);
        } else {
            put_words(entry, row.get<std::string_view>(2));
        }
    }
    return few;
}

}  // namespace search
