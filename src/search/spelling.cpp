#include "search/spelling.h"

#include "search/queries.h"
#include "search/search.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>
#include <utility>

namespace search {
namespace {

/// As far as words are kept in the order of their ends.
std::string last_letters_backwards(std::string_view word) {
    constexpr std::size_t kept = 5;
    return {word.rbegin(), word.rbegin() + static_cast<std::ptrdiff_t>(std::min(word.size(), kept))};
}

std::set<std::string> grams_of(std::string_view word) {
    const auto padded = "_" + std::string(word) + "_";
    std::set<std::string> grams;
    for (std::size_t i = 0; i + 3 <= padded.size(); ++i) grams.insert(padded.substr(i, 3));
    return grams;
}

/// Letters only, so neither JSON nor an array's text needs escapes.
template <class Texts, class Get>
std::string joined(const Texts& texts, Get get, char open, char close, std::string_view quote) {
    std::string out(1, open);
    for (const auto& text : texts) {
        if (out.size() > 1) out += ',';
        out.append(quote).append(get(text)).append(quote);
    }
    return out + close;
}

void learn_at_once(db::Tx& tx, const std::vector<KnownWord>& words) {
    tx.run(sql::add_words, joined(words, [](const auto& w) { return w.word; }, '{', '}', ""),
           joined(words, [](const auto& w) { return w.stem; }, '{', '}', ""));
}

/// Known words so many changes from another, or fewer. A word cut into one part more than there are changes has a part that no
/// change touched, unless a change swapped the letters on either side of a cut: so these are swapped back, too.
class NearWords {
public:
    NearWords(db::Tx& tx, std::string_view typed, int most) : tx_(tx), typed_(typed), most_(most) { look(std::string(typed), most); }

    /// In order; those with the fewest changes alone, and at most five.
    std::vector<std::string> nearest() const {
        constexpr std::size_t enough = 5;
        std::vector<std::string> words;
        for (const auto& [changes, word] : found_)
            if (changes == found_.begin()->first && words.size() < enough) words.push_back(word);
        return words;
    }

private:
    void look(const std::string& word, int changes) {
        if (changes == 0) return consider(word);
        const auto parts = static_cast<std::size_t>(changes) + 1;
        for (std::size_t part = 0; part < parts; ++part) {
            const auto from = part * word.size() / parts, to = (part + 1) * word.size() / parts;
            look_for_part(word, from, to);
            if (from == 0) continue;
            auto swapped = word;
            std::swap(swapped[from - 1], swapped[from]);
            look(swapped, changes - 1);
        }
    }
    void look_for_part(const std::string& word, std::size_t from, std::size_t to) {
        if (from == 0) return look_for_beginning(sql::words_from, word.substr(0, to));
        if (to == word.size()) return look_for_beginning(sql::words_ending, last_letters_backwards(std::string_view(word).substr(from)));
        // Only a word of eight letters or more has a part between two others, and it has three letters or more.
        const auto part = std::string_view(word).substr(from, to - from);
        for (const auto row : tx_.query(sql::words_with, part.substr(0, 3), shortest_, longest_)) {
            const auto known = row.get<std::string_view>(0);
            if (const auto around = from - std::min(from, static_cast<std::size_t>(most_)); known.find(part, around) <= from + static_cast<std::size_t>(most_)) consider(known);
        }
    }
    void look_for_beginning(const db::Sql& words, const std::string& beginning) {
        for (const auto row : tx_.query(words, beginning, beginning + "\x7f", shortest_, longest_)) consider(row.get<std::string_view>(0));
    }
    void consider(std::string_view known) {
        const int changes = distance(typed_, known, most_);
        if (changes <= most_ && tx_.find<std::string>(sql::find_word, known)) found_.emplace(changes, known);
    }

    db::Tx& tx_;
    std::string_view typed_;
    int most_;
    std::size_t shortest_ = typed_.size() - static_cast<std::size_t>(most_), longest_ = typed_.size() + static_cast<std::size_t>(most_);
    std::set<std::pair<int, std::string>> found_;
};

/// What the writer's thread of one SQLite database remembers. All writes of such a database run on one thread of its
/// own, so a word put under one can never be taken for known in another, and nobody needs a lock.
struct Memory {
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Words = std::unordered_set<std::string, Hash, std::equal_to<>>;
    Words committed;  // seen by a reader, hence committed; words are never deleted
    Words met;        // put since the last look; their transactions may yet have been rolled back
};
Memory& memory() {
    thread_local Memory words;
    return words;
}
constexpr std::size_t most_remembered = 100'000;
constexpr std::size_t most_met = 10'000;

void learn_one_by_one(db::Tx& tx, const std::vector<KnownWord>& words) {
    for (const auto& [word, stem] : words) {
        if (tx.change(sql::add_word, word, stem) == 1)
            for (const auto& gram : grams_of(word)) tx.run(sql::add_gram, gram, word);
        if (memory().met.size() < most_met) memory().met.insert(word);
    }
}

}  // namespace

bool is_worth_learning(const Token& token) { return token.is_letters && token.word.size() >= 3; }

void learn(db::Tx& tx, std::vector<KnownWord>& words) {
    std::ranges::sort(words);  // the same order everywhere, so that two transactions cannot lock each other out
    const auto repeated = std::ranges::unique(words);
    words.erase(repeated.begin(), repeated.end());
    if (words.empty()) return;
    if (tx.engine() == db::Engine::postgres)
        learn_at_once(tx, words);
    else
        learn_one_by_one(tx, words);
}

bool is_remembered(std::string_view word) { return memory().committed.contains(word); }

void remember_words(db::Database& database, Instant now) {
    if (database.engine() != db::Engine::sqlite) return;
    const db::Context context{.actor = "system:search", .channel = "", .request_id = "", .now = now};
    const auto met = database.write(context, [](db::Tx&) -> Result<Memory::Words> {
        if (memory().committed.size() >= most_remembered) return Memory::Words{};
        return std::exchange(memory().met, {});
    });
    if (!met || met->empty()) return;
    const auto committed = database.read(context, [&](db::Tx& tx) -> Result<std::vector<std::string>> {
        std::vector<std::string> words;
        for (const auto& word : *met)
            if (tx.find<std::string>(sql::find_word, word)) words.push_back(word);
        return words;
    });
    if (!committed) return;
    (void)database.write(context, [&](db::Tx&) -> Result<void> {
        memory().committed.insert(committed->begin(), committed->end());
        return {};
    });
}

std::vector<std::string> continuations(db::Tx& tx, std::string_view beginning) {
    std::vector<std::string> stems;
    if (beginning.size() < 3) return stems;
    const auto behind_all = std::string(beginning) + "\x7f";
    for (const auto row : tx.query(sql::continuations, beginning, behind_all, beginning.size(), beginning))
        stems.push_back(row.get<std::string>(0));
    return stems;
}

std::vector<KnownWord> near_spellings(db::Tx& tx, std::string_view word) {
    const int most = word.size() < 4 ? 0 : word.size() < 8 ? 1 : 2;
    std::vector<KnownWord> nearest;
    for (int changes = 1; changes <= most && nearest.empty(); ++changes)
        for (auto& near : NearWords(tx, word, changes).nearest()) nearest.push_back({near, tx.find<std::string>(sql::find_word, near).value_or("")});
    return nearest;
}

int distance(std::string_view a, std::string_view b, int most) {
    std::array<std::array<int, longest_word + 2>, 3> rows{};  // the row before last, the last, this one
    const auto width = std::min(b.size(), longest_word);
    for (std::size_t j = 0; j <= width; ++j) rows[1][j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= std::min(a.size(), longest_word); ++i) {
        auto& now = rows[2];
        now[0] = static_cast<int>(i);
        int least = now[0];
        for (std::size_t j = 1; j <= width; ++j) {
            now[j] = std::min({rows[1][j] + 1, now[j - 1] + 1, rows[1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], rows[0][j - 2] + 1);
            least = std::min(least, now[j]);
        }
        rows[0] = rows[1];
        rows[1] = rows[2];
        if (least > most) return most + 1;
    }
    return std::min(rows[1][width], most + 1);
}

}  // namespace search
