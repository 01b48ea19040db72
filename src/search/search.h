#pragma once
// The door of search: full text over what the rooms put in, with the same hits on both databases.
//
// Promises
//  1. What was put is found by every search that begins after its transaction was acknowledged; what was removed is not.
//  2. The same entries and the same question give the same set of hits on SQLite and PostgreSQL. Newest first, the order
//     is the same too; best first, it may differ.
//  3. Nothing a person types is syntax of a database, and nothing makes a search take more than bounded work to read.
//  4. Neither hits nor suggestions tell anything of entries outside the scope that the caller asked within.

#include "base/result.h"
#include "base/time.h"
#include "db/db.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace search {

/// A text that can be found. Phrases do not reach from one text into the next.
struct Text {
    std::string_view text;
    bool is_title = false;  // counts four times as much when the best come first
    bool is_code = false;   // a reference: found as it is, and never what a misspelt word was meant to be
};

/// What can be found of one subject. At most 10,000 words count, and each word's first 200 places.
struct Entry {
    std::string_view index;          // "cases": at most 40 characters
    std::int64_t subject;
    Instant at;                      // newest first goes by this, to the second
    std::vector<Text> texts;
    std::vector<std::string> tags = {};  // "team:7": whole, not read as words; for `Query::within`
};

/// Puts the entry in the place of the subject's former one.
void put(db::Tx&, const Entry&);
void remove(db::Tx&, std::string_view index, std::int64_t subject);

enum class Order {
    newest,
    best,  // the newest 1,000 hits, those first that hold the words in their titles, and more often
};

struct Query {
    std::string_view index;
    std::string_view words;  // as typed; see question.h for what a person may type
    /// The scope: a hit carries a tag of every group. An empty group lets nothing through.
    std::vector<std::vector<std::string>> within = {};
    Order order = Order::newest;
    int limit = 20;               // 1 to 1,000
    std::string_view after = {};  // Found::next of the page before
    bool as_typed = false;        // the last word may be unfinished: for suggestions while typing
    bool forgiving = true;        // if nothing is found, try near spellings
};

/// A word under which nothing was found, and the near spellings that were taken instead. They occur in entries within
/// the scope.
struct Correction {
    std::string typed;
    std::vector<std::string> taken;
};

struct Found {
    std::vector<std::int64_t> subjects;
    std::string next = {};  // where the next page goes on; empty: that was all
    std::vector<Correction> corrections = {};
};

/// Words that hold no letter and no digit find nothing. Refuses with `invalid` what is too long, and a cursor that is
/// none.
Result<Found> find(db::Tx&, const Query&);

/// For what somebody says in a sentence, "my bin was not emptied": each telling word counts for itself, the more, the fewer
/// entries know it and the higher it stands in them; "my", "was" and "not" count nothing. Subjects, likeliest first; up to
/// `limit`. `order` and `after` do not matter.
Result<std::vector<std::int64_t>> likeliest(db::Tx&, const Query&);

/// `put` on SQLite asks for every word whether it is known, unless it remembers. Called every second for each open
/// database, this lets it remember those that are committed; `put` takes a third of the time then. Does nothing on
/// PostgreSQL.
void remember_words(db::Database&, Instant now);

}  // namespace search
