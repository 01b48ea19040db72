// What somebody means who says it in a sentence.

#include "base/text.h"
#include "search/few.h"
#include "search/search.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace search {
namespace {

/// Words that stand in every sentence and tell no entry from another.
constexpr std::string_view empty_words[] = {
    "a",    "about", "an",   "and",  "any",    "are",    "as",   "at",       "be",      "been", "but",  "by",    "can",   "did",  "do",
    "does", "for",   "from", "get",  "had",    "has",    "have", "how",      "i",       "if",   "in",   "is",    "it",    "its",  "long",
    "me",   "my",    "near", "need", "next",   "no",     "not",  "of",       "off",     "on",   "or",   "our",   "out",   "please", "report",
    "s",    "should", "so",  "some", "somebody", "someone", "t", "that",     "the",     "their", "there", "they", "this",  "to",   "up",
    "us",   "want",  "was",  "we",   "were",   "what",   "when", "where",    "which",   "who",  "why",  "will",  "with",  "you",  "your"};

/// The words that say something; all of them where none does.
std::vector<std::string> telling_words(std::string_view typed) {
    constexpr std::size_t most_words = 12, most_bytes = 400;
    std::vector<std::string> all, telling;
    std::string word;
    const auto end_word = [&] {
        if (word.empty()) return;
        if (std::ranges::find(empty_words, word) == std::end(empty_words)) telling.push_back(word);
        all.push_back(std::move(word));
        word.clear();
    };
    for (const char c : base::lower_ascii(typed.substr(0, most_bytes))) {
        const bool part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (part)
            word += c;
        else
            end_word();
    }
    end_word();
    auto& chosen = telling.empty() ? all : telling;
    if (chosen.size() > most_words) chosen.resize(most_words);
    return std::move(chosen);
}

}  // namespace

Result<std::vector<std::int64_t>> likeliest(db::Tx& tx, const Query& said) {
    constexpr int deepest = 40;
    const auto words = telling_words(said.words);
    const auto few = words.empty() || !said.within.empty() ? std::nullopt : read_few(tx, said.index);
    std::map<std::int64_t, double> scores;
    for (const auto& word : words) {
        auto query = said;
        query.words = word;
        query.order = Order::best;
        query.limit = deepest;
        query.after = {};
        query.as_typed = said.as_typed && &word == &words.back();
        auto found = TRY(few ? find_among(tx, *few, query) : find(tx, query));
        if (query.as_typed && found.subjects.empty()) {  // it is finished, then, and perhaps misspelt
            query.as_typed = false;
            found = TRY(few ? find_among(tx, *few, query) : find(tx, query));
        }
        const double weight = found.subjects.empty() ? 0 : 1 / std::sqrt(static_cast<double>(found.subjects.size()));
        for (std::size_t rank = 0; rank < found.subjects.size(); ++rank)
            scores[found.subjects[rank]] += weight * (1 + 1 / static_cast<double>(1 + rank));
    }
    std::vector<std::pair<double, std::int64_t>> best;
    for (const auto& [subject, points] : scores) best.emplace_back(-points, subject);
    std::ranges::sort(best);
    std::vector<std::int64_t> subjects;
    for (const auto& [points, subject] : best)
        if (std::ssize(subjects) < said.limit) subjects.push_back(subject);
    return subjects;
}

}  // namespace search
