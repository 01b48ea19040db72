// Entries into tokens, and tokens into the database.

#include "search/queries.h"
#include "search/question.h"
#include "search/search.h"
#include "search/shelf.h"
#include "search/spelling.h"
#include "search/tokens.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace search {
namespace {

constexpr std::size_t most_tokens = 10'000;
constexpr int most_places = 200;  // PostgreSQL keeps 255 places of a lexeme

/// The tokens of an entry, in the form that the database at hand indexes. In both forms an unheard word, and the place
/// where one text ends, leave a gap that no phrase bridges.
class Tokens {
public:
    Tokens(db::Engine engine, const std::vector<Text>& texts) : engine_(engine) {
        std::size_t bytes = 0;
        for (const auto& text : texts) bytes += text.text.size();
        counts_places_ = bytes > 2 * most_places;  // a shorter one cannot hold a word so often
        for (const bool is_title : {true, false}) add(texts, is_title);
    }

    void add_tags(std::string_view index, const std::vector<std::string>& given) {
        add_tag(fmt::format("index:{}", index));
        for (const auto& tag : given) add_tag(tag);
    }

    // On PostgreSQL all is in `title`.
    std::string title, body, tags;
    std::vector<KnownWord> words;

private:
    void add(const std::vector<Text>& texts, bool is_title) {
        for (const auto& text : texts) {
            if (text.is_title != is_title) continue;
            for_each_token(text.text, [&](const Token& token) { add(token, is_title, text.is_code); });
            leave_gap(is_title);
        }
    }
    void add(const Token& token, bool is_title, bool is_code) {
        if (++count_ > most_tokens) return;
        const auto stemmed = stem(token);
        if (!is_code && is_worth_learning(token) && !(engine_ == db::Engine::sqlite && is_remembered(token.word)))
            words.push_back({std::string(token.word), std::string(stemmed)});
        if (is_heard(stemmed))
            write(stemmed, is_title);
        else
            leave_gap(is_title);
    }
    bool is_heard(std::string_view stemmed) { return !counts_places_ || ++places_[std::string(stemmed)] <= most_places; }
    void write(std::string_view stemmed, bool is_title) {
        ++place_;
        if (engine_ == db::Engine::sqlite)
            (is_title ? title : body).append(stemmed).append(" ");
        else
            fmt::format_to(std::back_inserter(title), "'{}':{}{} ", stemmed, place_, is_title ? "A" : "");
    }
    void leave_gap(bool is_title) {
        ++place_;
        if (engine_ == db::Engine::sqlite) (is_title ? title : body).append("\u00A6 ");  // a sign no word holds
    }
    void add_tag(std::string_view tag) {
        if (engine_ == db::Engine::sqlite)
            tags.append(tag_token(tag)).append(" ");
        else
            title.append("'=").append(tag_token(tag)).append("' ");
    }

    db::Engine engine_;
    std::size_t count_ = 0;
    int place_ = 0;
    bool counts_places_ = false;
    std::unordered_map<std::string, int> places_;
};

void remove_on_sqlite(db::Tx& tx, std::string_view index, std::int64_t subject) {
    std::int64_t entry = 0;
    for (const auto row : tx.query(sql::find_entry, subject, index)) {
        entry = row.get<std::int64_t>(0);
        // FTS5 forgets an entry only when told what it was.
        tx.run(index == "people" ? sql::delete_person_tokens : sql::delete_tokens, entry, row.get<std::string_view>(1), row.get<std::string_view>(2),
               row.get<std::string_view>(3));
    }
    if (entry != 0) tx.run(sql::delete_entry, entry);
}

}  // namespace

void put(db::Tx& tx, const Entry& entry) {
    Tokens tokens(tx.engine(), entry.texts);
    tokens.add_tags(entry.index, entry.tags);
    const auto key = key_of(tx, entry.index, entry.at);
    if (tx.engine() == db::Engine::sqlite) {
        remove_on_sqlite(tx, entry.index, entry.subject);  // also of a subject that this transaction made: it may be put twice
        tx.run(sql::add_entry, key, entry.index, entry.subject, tokens.title, tokens.body, tokens.tags);
        tx.run(entry.index == "people" ? sql::add_person_tokens : sql::add_tokens, key, tokens.title, tokens.body, tokens.tags);
    } else {
        tx.run(sql::put_entry, key, entry.index, entry.subject, tokens.title);
    }
    learn(tx, tokens.words);
}

void remove(db::Tx& tx, std::string_view index, std::int64_t subject) {
    if (tx.engine() == db::Engine::sqlite)
        remove_on_sqlite(tx, index, subject);
    else
        tx.run(sql::remove_entry, subject, index);
}

}  // namespace search
