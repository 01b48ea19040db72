#include "people/personal_words.h"

#include "base/text.h"
#include "base/words.h"
#include "people/contact_details.h"

#include <algorithm>
#include <array>

namespace people {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
/// Part of a word; bytes of letters beyond ASCII too.
bool is_wordly(char c) { return is_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }

struct Piece {
    std::size_t from = 0, length = 0;
    std::size_t end() const { return from + length; }
};

/// Runs of letters and digits.
std::vector<Piece> pieces_of(std::string_view text) {
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < text.size();) {
        const auto from = i;
        while (i < text.size() && is_wordly(text[i])) ++i;
        if (i > from) pieces.push_back({from, i - from});
        else ++i;
    }
    return pieces;
}

/// True if the word has this shape: A a letter, 9 a digit.
bool has_shape(std::string_view word, std::string_view shape) {
    return word.size() == shape.size() && std::ranges::equal(word, shape, [](char c, char s) { return s == 'A' ? is_letter(c) : is_digit(c); });
}
template <std::size_t count>
bool has_shape(std::string_view word, const std::array<std::string_view, count>& shapes) {
    return std::ranges::any_of(shapes, [&](std::string_view shape) { return has_shape(word, shape); });
}

constexpr std::array<std::string_view, 6> outward{"A9", "A99", "AA9", "AA99", "A9A", "AA9A"};
constexpr std::array<std::string_view, 6> whole_postcode{"A99AA", "A999AA", "AA99AA", "AA999AA", "A9A9AA", "AA9A9AA"};

class Finder {
public:
    Finder(std::string_view text, const Contact& reporter) : text_(text), pieces_(pieces_of(text)) {
        find_emails();
        find_phones();
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            find_postcode(i);
            find_registration(i);
            find_house_number(i);
        }
        find_names(reporter);
    }

    /// Where two meet, the one that was found first stays.
    std::vector<PersonalWords> found() && {
        std::vector<PersonalWords> kept;
        for (const auto& each : found_) {
            const bool meets = std::ranges::any_of(kept, [&](const PersonalWords& other) {
                return each.from < other.from + other.length && other.from < each.from + each.length;
            });
            if (!meets) kept.push_back(each);
        }
        std::ranges::sort(kept, {}, &PersonalWords::from);
        return kept;
    }

private:
    std::string_view word(std::size_t i) const { return i < pieces_.size() ? text_.substr(pieces_[i].from, pieces_[i].length) : std::string_view(); }
    void add(std::size_t from, std::size_t end, Personal what) {
        constexpr std::size_t most = 200;  // enough to be warned
        if (found_.size() < most) found_.push_back({from, end - from, what});
    }
    /// True if nothing but blanks or an apostrophe lies between this piece and the next.
    bool goes_on(std::size_t i) const {
        if (i + 1 >= pieces_.size()) return false;
        const auto between = text_.substr(pieces_[i].end(), pieces_[i + 1].from - pieces_[i].end());
        return between.size() <= 2 && between.find_first_not_of(" '") == between.npos;
    }

    void find_emails() {
        const auto is_local = [](char c) { return is_wordly(c) || std::string_view("._%+-'").find(c) != std::string_view::npos; };
        const auto is_domain = [](char c) { return is_digit(c) || is_letter(c) || c == '.' || c == '-'; };
        for (auto at = text_.find('@'); at != text_.npos; at = text_.find('@', at + 1)) {
            auto from = at, end = at + 1;
            while (from > 0 && is_local(text_[from - 1])) --from;
            while (end < text_.size() && is_domain(text_[end])) ++end;
            while (end > at + 1 && (text_[end - 1] == '.' || text_[end - 1] == '-')) --end;
            const bool dotted = text_.substr(at, end - at).find('.') != std::string_view::npos;
            if (from < at && dotted) add(from, end, Personal::email);
        }
    }

    /// Of a run of digits and what goes between them the longest beginning that is a number: others, or "24 hours", may follow it.
    void find_phones() {
        constexpr std::size_t fewest = 9, most = 15, longest = 40;
        const auto goes_in = [](char c) { return is_digit(c) || std::string_view(" -().").find(c) != std::string_view::npos; };
        for (std::size_t i = 0; i < text_.size(); ++i) {
            const bool begins = text_[i] == '+' || text_[i] == '0' || text_[i] == '(';
            if (!begins || (i > 0 && is_wordly(text_[i - 1]))) continue;
            auto end = i + 1;
            const auto last = std::min(text_.size(), i + longest);
            while (end < last && goes_in(text_[end])) ++end;
            const auto leave_out = [&](bool out_digits) {
                while (end > i + 1 && is_digit(text_[end - 1]) == out_digits) --end;
            };
            if (end < text_.size() && is_digit(text_[end])) leave_out(true);
            for (leave_out(false); end > i + 1; leave_out(true), leave_out(false)) {
                const auto run = text_.substr(i, end - i);
                const auto digits = static_cast<std::size_t>(std::ranges::count_if(run, is_digit));
                if (digits < fewest) break;
                if (digits > most || !tidy_phone(run)) continue;
                add(i, end, Personal::phone);
                i = end - 1;
                break;
            }
        }
    }

    void find_postcode(std::size_t i) {
        if (has_shape(word(i), whole_postcode)) return add(pieces_[i].from, pieces_[i].end(), Personal::postcode);
        if (has_shape(word(i), outward) && goes_on(i) && has_shape(word(i + 1), "9AA")) add(pieces_[i].from, pieces_[i + 1].end(), Personal::postcode);
    }

    /// Of the present kind in any case; of the older ones only in capitals, as they would take words for it.
    void find_registration(std::size_t i) {
        static constexpr std::array<std::string_view, 6> older{"A9AAA", "A99AAA", "A999AAA", "AAA9A", "AAA99A", "AAA999A"};
        const auto all_upper = [](std::string_view w) { return std::ranges::none_of(w, [](char c) { return is_letter(c) && !is_upper(c); }); };
        const auto first = word(i), second = word(i + 1);
        if (has_shape(first, "AA99AAA") || (has_shape(first, older) && all_upper(first))) return add(pieces_[i].from, pieces_[i].end(), Personal::registration);
        if (!goes_on(i)) return;
        const auto joined = std::string(first) + std::string(second);
        const bool present = has_shape(first, "AA99") && has_shape(second, "AAA");
        const bool split_older = has_shape(joined, older) && all_upper(joined) && (has_shape(second, "AAA") || has_shape(first, "AAA"));
        if (present || split_older) add(pieces_[i].from, pieces_[i + 1].end(), Personal::registration);
    }

    bool is_street(std::size_t i) const {
        static constexpr std::array<std::string_view, 32> sorts{"street", "st",   "road",     "rd",      "lane",   "ln",    "avenue", "ave",
                                                                "close",  "drive", "way",     "court",   "terrace", "grove", "place",  "crescent",
                                                                "gardens", "row",  "square",  "walk",    "hill",   "park",  "view",   "mews",
                                                                "green",  "parade", "rise",   "heol",    "stryd",  "ffordd", "lon",    "cwrt"};
        return std::ranges::find(sorts, base::lower_ascii(word(i))) != sorts.end();
    }

    void find_house_number(std::size_t i) {
        static constexpr std::array<std::string_view, 7> before{"flat", "house", "number", "no", "nos", "apartment", "apt"};
        static constexpr std::array<std::string_view, 8> numbers{"9", "99", "999", "9999", "9A", "99A", "999A", "9999A"};
        if (!has_shape(word(i), numbers)) return;
        const bool named = i > 0 && std::ranges::find(before, base::lower_ascii(word(i - 1))) != before.end() && pieces_[i].from - pieces_[i - 1].end() <= 2;
        bool street = false;
        for (std::size_t ahead = 1; ahead <= 4 && goes_on(i + ahead - 1) && !street; ++ahead) {
            const auto first = word(i + ahead).front();
            const bool names = is_upper(first) || static_cast<unsigned char>(first) >= 0x80 || is_street(i + ahead) || word(i + ahead) == "s";
            if (!names) break;
            street = ahead > 1 && is_street(i + ahead);
        }
        if (named || street) add(pieces_[i].from, pieces_[i].end(), Personal::house_number);
    }

    void find_names(const Contact& reporter) {
        constexpr std::size_t shortest = 3;
        std::vector<std::string> names;
        for (const auto& piece : pieces_of(reporter.name))
            if (piece.length >= shortest) names.push_back(base::lower_ascii(std::string_view(reporter.name).substr(piece.from, piece.length)));
        if (names.empty()) return;
        for (const auto& piece : pieces_)
            if (std::ranges::find(names, base::lower_ascii(text_.substr(piece.from, piece.length))) != names.end())
                add(piece.from, piece.end(), Personal::name);
    }

    std::string_view text_;
    std::vector<Piece> pieces_;
    std::vector<PersonalWords> found_;
};

}  // namespace

std::string_view code_of(Personal what) {
    switch (what) {
        case Personal::email: return "email";
        case Personal::phone: return "phone";
        case Personal::postcode: return "postcode";
        case Personal::registration: return "registration";
        case Personal::house_number: return "house_number";
        case Personal::name: return "name";
    }
    return "name";
}

std::vector<PersonalWords> personal_words_in(std::string_view text, const Contact& reporter) { return Finder(text, reporter).found(); }

std::string masked(std::string_view text, const Contact& reporter) {
    std::string out;
    std::size_t at = 0;
    for (const auto& found : personal_words_in(text, reporter)) {
        out += text.substr(at, found.from - at);
        out += say("people.masked_" + std::string(code_of(found.what)));
        at = found.from + found.length;
    }
    return out += text.substr(at);
}

}  // namespace people
