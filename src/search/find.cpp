// Questions to the database, and what to do when there is no answer.

#include "search/few.h"
#include "search/hits.h"
#include "search/queries.h"
#include "search/question.h"
#include "search/rank.h"
#include "search/search.h"
#include "search/shelf.h"
#include "search/spelling.h"
#include "search/tokens.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace search {
namespace {

struct Question {
    std::string_view index;
    std::vector<Term> terms;
    Groups groups;

    Asked asked(db::Engine engine) const { return {index, text(engine)}; }
    std::string text(db::Engine engine) const {
        return engine == db::Engine::sqlite ? to_fts5(terms, groups) : to_tsquery(terms, groups);
    }
};

struct Page {
    Order order;
    std::int64_t from;  // the last entry seen, or the number of hits to skip
    int limit;
};

/// A shelf of its own tells the index; a mark on every entry of it would be a long way to walk. But some word must be asked for.
Groups groups_of(const Query& query, const std::vector<Term>& terms) {
    Groups groups = query.within;
    const bool has_word = !groups.empty() || !std::ranges::all_of(terms, &Term::is_excluded);
    if (!has_word || !has_own_shelf(query.index)) groups.push_back({fmt::format("index:{}", query.index)});
    return groups;
}

bool lets_nothing_through(const Query& query) {
    return std::ranges::any_of(query.within, [](const auto& group) { return group.empty(); });
}

/// Nothing if the words hold none.
Result<std::optional<Question>> understand(db::Tx& tx, const Query& query) {
    auto terms = TRY(parse(query.words));
    Question question{query.index, {}, groups_of(query, terms)};
    question.terms = std::move(terms);
    if (question.terms.empty() || lets_nothing_through(query)) return std::nullopt;
    const bool last_is_open = query.as_typed && !query.words.empty() && query.words.back() != ' ';
    if (auto& last = question.terms.back(); last_is_open && last.is_plain_word()) {
        last.is_prefix = true;
        last.or_else = {last.stems.back()};
        last.stems.back() = last.last_word;
    }
    for (auto& term : question.terms)
        if (term.is_prefix && term.stems.size() == 1)
            std::ranges::move(continuations(tx, term.last_word), std::back_inserter(term.or_else));
    return question;
}

Result<std::int64_t> read_cursor(const Query& query) {
    if (query.after.empty()) return query.order == Order::newest ? std::numeric_limits<std::int64_t>::max() : 0;
    std::int64_t from = 0;
    const auto [end, error] = std::from_chars(query.after.data(), query.after.data() + query.after.size(), from);
    const bool is_number = error == std::errc{} && end == query.after.data() + query.after.size() && from >= 0;
    if (!is_number || (query.order == Order::best && from > most_ranked)) return refuse(Kind::invalid, "search.bad_cursor");
    return from;
}

Found ask_newest(db::Tx& tx, const Question& question, const Page& page) {
    const auto hits = newest_hits(tx, question.asked(tx.engine()), page.from, page.limit + 1);
    Found found;
    for (const auto& hit : hits) {
        if (static_cast<int>(found.subjects.size()) == page.limit) {
            found.next = std::to_string(hits[static_cast<std::size_t>(page.limit) - 1].entry);
            break;
        }
        found.subjects.push_back(hit.subject);
    }
    return found;
}

struct Best {
    std::vector<Hit> hits;
    std::string next;
};

Best best_of(std::vector<Hit> ranked, const Page& page) {
    std::ranges::sort(ranked, [](const auto& a, const auto& b) {
        return std::tie(a.worth, a.entry) > std::tie(b.worth, b.entry);
    });
    const auto begin = std::min(static_cast<std::size_t>(page.from), ranked.size());
    const auto end = std::min(begin + static_cast<std::size_t>(page.limit), ranked.size());
    Best best{.hits = {ranked.begin() + static_cast<std::ptrdiff_t>(begin), ranked.begin() + static_cast<std::ptrdiff_t>(end)}, .next = {}};
    if (end < ranked.size()) best.next = std::to_string(end);
    return best;
}

Found ask_best(db::Tx& tx, const Question& question, const Page& page) {
    const auto best = best_of(hits_to_rank(tx, question.asked(tx.engine())), page);
    return {.subjects = subjects_of(tx, best.hits), .next = best.next};
}

/// FTS5 gathers all entries of all words that begin so before it looks at the other words, so these are asked for first.
bool can_be_answered(db::Tx& tx, const Question& question) {
    const auto& last = question.terms.back();
    if (tx.engine() == db::Engine::postgres || !last.is_prefix || question.terms.size() == 1) return true;
    auto rest = question;
    rest.terms.pop_back();
    if (rest.groups.empty() && std::ranges::all_of(rest.terms, &Term::is_excluded)) return true;
    return occurs(tx, rest.asked(tx.engine()));
}

Found ask(db::Tx& tx, const Question& question, const Page& page) {
    if (!can_be_answered(tx, question)) return {};
    return page.order == Order::newest ? ask_newest(tx, question, page) : ask_best(tx, question, page);
}

bool occurs(db::Tx& tx, std::string_view stemmed, const Question& asked) {
    const Question question{asked.index, {Term{.stems = {std::string(stemmed)}}}, asked.groups};
    return occurs(tx, question.asked(tx.engine()));
}

/// Puts near spellings in the place of words that occur nowhere within the scope. What is taken instead must occur
/// there, so that a suggestion tells nothing of other entries.
template <class Occurs>
std::vector<Correction> correct(db::Tx& tx, Question& question, const Occurs& known) {
    std::vector<Correction> corrections;
    for (auto& term : question.terms) {
        const bool is_letters = std::ranges::all_of(term.last_word, [](char c) { return c >= 'a' && c <= 'z'; });
        if (!term.is_plain_word() || !is_letters || known(term.stems[0])) continue;
        Correction correction{term.typed, {}};
        std::vector<std::string> stems;
        for (const auto& [word, stemmed] : near_spellings(tx, term.last_word)) {
            if (!known(stemmed)) continue;
            correction.taken.push_back(word);
            stems.push_back(stemmed);
        }
        if (stems.empty()) continue;
        term.or_else = std::move(stems);
        corrections.push_back(std::move(correction));
    }
    return corrections;
}

Found ask_few(const Few& few, const Question& question, const Page& page) {
    std::vector<Hit> ranked;
    for (const auto& entry : few)
        if (const auto worth = worth_of(question.terms, entry.title, entry.body); worth > 0) ranked.push_back({worth, entry.entry, entry.subject});
    const auto best = best_of(std::move(ranked), page);
    Found found{.subjects = {}, .next = best.next};
    for (const auto& each : best.hits) found.subjects.push_back(each.subject);
    return found;
}

}  // namespace

Result<Found> find(db::Tx& tx, const Query& query) {
    const auto from = TRY(read_cursor(query));
    auto question = TRY(understand(tx, query));
    if (!question) return Found{};
    const Page page{query.order, from, std::clamp(query.limit, 1, 1000)};
    auto found = ask(tx, *question, page);
    if (!found.subjects.empty() || !query.forgiving) return found;
    auto corrections = correct(tx, *question, [&](std::string_view stemmed) { return occurs(tx, stemmed, *question); });
    if (corrections.empty()) return found;
    found = ask(tx, *question, page);
    found.corrections = std::move(corrections);
    return found;
}

Result<Found> find_among(db::Tx& tx, const Few& few, const Query& query) {
    auto question = TRY(understand(tx, query));
    if (!question) return Found{};
    const bool is_one_word = question->terms.size() == 1 && question->terms.front().stems.size() == 1 && !question->terms.front().is_excluded;
    if (!is_one_word) return find(tx, query);
    const Page page{Order::best, 0, query.limit};
    auto found = ask_few(few, *question, page);
    if (!found.subjects.empty() || !query.forgiving) return found;
    found.corrections = correct(tx, *question, [&](std::string_view stemmed) {
        const Question one{query.index, {Term{.stems = {std::string(stemmed)}}}, {}};
        return !ask_few(few, one, page).subjects.empty();
    });
    if (!found.corrections.empty()) found.subjects = ask_few(few, *question, page).subjects;
    return found;
}

}  // namespace search
