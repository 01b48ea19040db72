#pragma once
// Inside search only: the words that were ever put, for near spellings and for beginnings of words.

#include "db/tx.h"
#include "search/tokens.h"

#include <string>
#include <string_view>
#include <vector>

namespace search {

struct KnownWord {
    std::string word, stem;
    auto operator<=>(const KnownWord&) const = default;
};

/// Only words of 3 or more ASCII letters are worth learning.
bool is_worth_learning(const Token& token);
/// On SQLite, inside a write: true if the word is known and committed (see remember_words).
bool is_remembered(std::string_view word);
/// Adds what is not known yet. On SQLite, what is asked for here may be remembered later.
void learn(db::Tx&, std::vector<KnownWord>& words);

/// Stems of known words that begin so although their stems do not ("collectio" → "collect"), at most 64.
std::vector<std::string> continuations(db::Tx&, std::string_view beginning);

/// Known words one change away (from 4 letters), or two (from 8): the nearest first, and only the nearest; at most 5.
std::vector<KnownWord> near_spellings(db::Tx&, std::string_view word);

/// The number of letters added, dropped, replaced, or swapped with their neighbour; `most` + 1 when it is more.
int distance(std::string_view a, std::string_view b, int most);

}  // namespace search
