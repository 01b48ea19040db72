#include "search/rank.h"

#include <algorithm>
#include <cstring>

namespace search {
namespace {

bool answers(const Term& term, std::string_view token) {
    if (term.is_prefix && token.starts_with(term.stems.back())) return true;
    return std::ranges::find(term.stems, token) != term.stems.end() ||
           std::ranges::find(term.or_else, token) != term.or_else.end();
}

/// Sooner told than in which token it stands.
bool may_answer(const Term& term, std::string_view tokens) {
    const auto stands = [&](std::string_view word) { return memmem(tokens.data(), tokens.size(), word.data(), word.size()) != nullptr; };
    return std::ranges::any_of(term.stems, stands) || std::ranges::any_of(term.or_else, stands);
}

int places_in(std::string_view tokens, const Term& term) {
    int places = 0;
    if (!may_answer(term, tokens)) return places;
    while (!tokens.empty()) {
        const auto end = std::min(tokens.find(' '), tokens.size());
        places += answers(term, tokens.substr(0, end));
        tokens.remove_prefix(std::min(end + 1, tokens.size()));
    }
    return places;
}

}  // namespace

double worth_of(const std::vector<Term>& terms, std::string_view title, std::string_view body) {
    double worth = 0;
    for (const auto& term : terms) {
        if (term.is_excluded) continue;
        const double in_title = places_in(title, term), in_body = places_in(body, term);
        worth += 4 * in_title / (in_title + 1) + in_body / (in_body + 1);
    }
    return worth;
}

}  // namespace search
