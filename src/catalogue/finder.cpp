// What residents call a service, and which one they mean.

#include "catalogue/finder.h"

#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/queries.h"
#include "search/search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace catalogue {
namespace {

/// Words that stand in every sentence and tell no service from another.
constexpr std::array<std::string_view, 62> empty_words{
    "a",    "an",   "and",  "are",  "as",    "at",    "be",   "been", "but",  "by",   "can",  "do",   "for",
    "from", "get",  "had",  "has",  "have",  "i",     "in",   "is",   "it",   "its",  "me",   "my",   "near",
    "next", "no",   "not",  "of",   "off",   "on",    "or",   "our",  "out",  "please", "report", "so", "some",
    "somebody", "someone", "that", "the", "their", "there", "they", "this", "to", "up", "us", "want", "was",
    "we",   "were", "what", "with", "would", "you",   "your", "need", "s",    "t"};

/// The words that say something; all of them where none does.
std::vector<std::string> telling_words(std::string_view typed) {
    constexpr std::size_t most_words = 12, most_bytes = 400;
    std::vector<std::string> all, telling;
    std::string word;
    const auto end_word = [&] {
        if (word.empty()) return;
        if (std::ranges::find(empty_words, word) == empty_words.end()) telling.push_back(word);
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

/// A word counts the more, the fewer services know it, and the higher it stands in them.
Result<std::map<std::int64_t, double>> score(db::Tx& tx, const std::vector<std::string>& words) {
    constexpr int deepest = 40;
    std::map<std::int64_t, double> scores;
    for (const auto& word : words) {
        const auto found = TRY(search::find(tx, {.index = services_index, .words = word, .order = search::Order::best, .limit = deepest,
                                                 .as_typed = &word == &words.back()}));
        const double weight = found.subjects.empty() ? 0 : 1 / std::sqrt(static_cast<double>(found.subjects.size()));
        for (std::size_t rank = 0; rank < found.subjects.size(); ++rank)
            scores[found.subjects[rank]] += weight * (1 + 1 / static_cast<double>(1 + rank));
    }
    return scores;
}

}  // namespace

Result<std::vector<DefinitionPtr>> find_services(db::Tx& tx, std::string_view typed, int limit) {
    const auto words = telling_words(typed);
    const auto scores = TRY(score(tx, words));
    std::vector<std::pair<double, std::int64_t>> best;
    for (const auto& [service, points] : scores) best.emplace_back(-points, service);
    std::ranges::sort(best);
    std::vector<DefinitionPtr> services;
    for (const auto& [points, service] : best) {
        if (std::ssize(services) >= limit) break;
        if (const auto code = tx.find<std::string>(sql::code_of, service)) {
            auto live = TRY(find_live(tx, *code));
            services.push_back(std::move(live));
        }
    }
    return services;
}

}  // namespace catalogue
