#include "search/copy.h"

#include "base/text.h"
#include "search/queries.h"
#include "search/vector.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <vector>

namespace search {
namespace {

constexpr std::string_view gap = "\u00A6";

/// What stands at one place, counted from 1 through the title and on through the body.
struct Place {
    std::string word;
    bool in_title = false;
};
using Places = std::map<int, Place>;

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    for (auto& word : base::split(text, ' '))
        if (!word.empty()) words.emplace_back(word);
    return words;
}

void tell(EntryAsKept& entry, const Places& places, const std::set<std::string>& tags) {
    int last_of_title = 0;
    for (const auto& [number, place] : places)
        if (place.in_title) last_of_title = number;
    int next = 1;
    for (const auto& [number, place] : places) {
        auto& text = number <= last_of_title ? entry.title : entry.body;
        for (; next < number; ++next) text.append(text.empty() ? "" : " ").append(gap);
        text.append(text.empty() ? "" : " ").append(place.word);
        ++next;
    }
    entry.tags = fmt::format("{}", fmt::join(tags, " "));
}

void tell_from_sqlite(EntryAsKept& entry, std::string_view title, std::string_view body, std::string_view tags) {
    Places places;
    int number = 0;
    for (const bool in_title : {true, false})
        for (auto& word : words_in(in_title ? title : body))
            if (++number; word != gap) places[number] = {std::move(word), in_title};
    const auto all = words_in(tags);
    tell(entry, places, {all.begin(), all.end()});
}

void tell_from_postgres(EntryAsKept& entry, std::string_view vector) {
    Places places;
    std::set<std::string> tags;
    for_each_lexeme(vector, [&](const Lexeme& lexeme) {
        if (lexeme.word.starts_with('=')) tags.insert(lexeme.word.substr(1));
        for (const auto& [number, in_title] : lexeme.places) places[number] = {lexeme.word, in_title};
    });
    tell(entry, places, tags);
}

std::string quoted(std::string_view word) {
    std::string out = "'";
    for (const char c : word) out.append(c == '\'' || c == '\\' ? 2 : 1, c);
    return out + '\'';
}

std::string vector_of(const EntryAsKept& entry) {
    std::string out;
    int number = 0;
    for (const bool in_title : {true, false})
        for (const auto& word : words_in(in_title ? entry.title : entry.body))
            if (++number; word != gap) out += fmt::format("{}:{}{} ", quoted(word), number, in_title ? "A" : "");
    for (const auto& tag : words_in(entry.tags)) out += quoted("=" + tag) + ' ';
    return out;
}

}  // namespace

void each_entry(db::Tx& tx, const std::function<void(const EntryAsKept&)>& take) {
    constexpr int page = 1000;
    auto after = std::numeric_limits<std::int64_t>::min();
    for (int read = page; read == page;) {
        read = 0;
        for (const auto row : tx.query(tx.engine() == db::Engine::sqlite ? sql::entries_as_kept : sql::vectors_as_kept, after, page)) {
            EntryAsKept entry{.entry = row.get<std::int64_t>(0), .index = row.get<std::string>(1), .subject = row.get<std::int64_t>(2)};
            if (tx.engine() == db::Engine::sqlite)
                tell_from_sqlite(entry, row.get<std::string_view>(3), row.get<std::string_view>(4), row.get<std::string_view>(5));
            else
                tell_from_postgres(entry, row.get<std::string_view>(3));
            take(entry);
            after = entry.entry;
            ++read;
        }
    }
}

void put_back(db::Tx& tx, const EntryAsKept& entry) {
    if (tx.engine() == db::Engine::postgres) return tx.run(sql::put_entry, entry.entry, entry.index, entry.subject, vector_of(entry));
    tx.run(sql::add_entry, entry.entry, entry.index, entry.subject, entry.title, entry.body, entry.tags);
    tx.run(entry.index == "people" ? sql::add_person_tokens : sql::add_tokens, entry.entry, entry.title, entry.body, entry.tags);
}

}  // namespace search
