#include "places/typed.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace places {
namespace {

constexpr std::size_t longest_text = 200, longest_word = 40, most_words = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Letters with accents that occur in names on these islands, and the apostrophe of print.
struct Folding {
    std::string_view accented, plain;
};
constexpr Folding foldings[] = {
    {"â", "a"}, {"ê", "e"}, {"î", "i"}, {"ô", "o"}, {"û", "u"}, {"ŵ", "w"}, {"ŷ", "y"}, {"á", "a"}, {"é", "e"}, {"í", "i"},
    {"ó", "o"}, {"ú", "u"}, {"à", "a"}, {"è", "e"}, {"ì", "i"}, {"ò", "o"}, {"ù", "u"}, {"ä", "a"}, {"ë", "e"}, {"ï", "i"},
    {"ö", "o"}, {"ü", "u"}, {"Â", "a"}, {"Ê", "e"}, {"Î", "i"}, {"Ô", "o"}, {"Û", "u"}, {"Ŵ", "w"}, {"Ŷ", "y"}, {"Á", "a"},
    {"É", "e"}, {"Í", "i"}, {"Ó", "o"}, {"Ú", "u"}, {"’", ""},  {"‘", ""}};

struct Spelling {
    std::string_view name, brief;
};
constexpr Spelling spellings[] = {{"street", "st"},    {"saint", "st"},    {"road", "rd"},      {"lane", "ln"},    {"court", "ct"},
                                  {"avenue", "av"},    {"gardens", "gdns"}, {"square", "sq"},   {"terrace", "tce"}, {"terrace", "terr"},
                                  {"crescent", "cr"},  {"boulevard", "blvd"}, {"green", "grn"}, {"grove", "gr"},   {"mount", "mt"},
                                  {"place", "pl"},     {"drive", "dr"},     {"close", "cl"},    {"buildings", "bldgs"}, {"cottages", "cotts"},
                                  {"north", "n"},      {"south", "s"},      {"east", "e"},      {"west", "w"}};

constexpr std::string_view flat_words[] = {"flat", "apartment", "apt", "unit", "room", "fl"};

/// Takes words off a text one character at a time.
class Folder {
public:
    void read(std::string_view text) {
        while (!text.empty() && words_.size() < most_words) text.remove_prefix(step(text));
        finish();
    }
    std::vector<std::string> words() && { return std::move(words_); }

private:
    std::size_t step(std::string_view text) {
        const char c = text.front();
        if (static_cast<unsigned char>(c) >= 0x80) return step_beyond_ascii(text);
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (is_letter(low) || is_digit(low))
            add({&low, 1});
        else if (c == '-' && text.size() > 1 && is_digit(text[1]) && !word_.empty() && std::ranges::all_of(word_, is_digit))
            return 1 + rest_of_range(text.substr(1));
        else if (c != '\'' && c != '`')
            finish();
        return 1;
    }
    static std::size_t rest_of_range(std::string_view text) {
        return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
    }
    std::size_t step_beyond_ascii(std::string_view text) {
        for (const auto& [accented, plain] : foldings)
            if (text.starts_with(accented)) {
                add(plain);
                return accented.size();
            }
        std::size_t size = 1;  // the rest of the character
        while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80) ++size;
        finish();
        return size;
    }
    void add(std::string_view letters) {
        if (word_.size() + letters.size() <= longest_word) word_ += letters;
    }
    void finish() {
        if (!word_.empty()) words_.push_back(std::exchange(word_, {}));
    }

    std::string word_;
    std::vector<std::string> words_;
};

/// How much of a postcode the letters and digits are: 0 none, 1 the start of one, 2 the whole.
int postcode_in(std::string_view text) {
    const auto letters = static_cast<std::size_t>(std::ranges::find_if_not(text, is_letter) - text.begin());
    if (letters < 1 || letters > 2 || letters == text.size() || text.size() > 7) return 0;
    const auto rest = text.substr(letters);
    const auto fits = [&](std::size_t outward) {  // so many characters before the inward part
        if (rest.size() <= outward) return outward == 1 || is_digit(rest[1]) || is_letter(rest[1]) ? 1 : 0;
        const auto inward = rest.substr(outward);
        if (inward.size() > 3 || !is_digit(inward.front())) return 0;
        if (!std::ranges::all_of(inward.substr(1), is_letter)) return 0;
        return inward.size() == 3 ? 2 : 1;
    };
    return std::max(is_digit(rest[0]) ? fits(1) : 0, is_digit(rest[0]) ? fits(2) : 0);
}

std::string upper(std::string text) {
    for (char& c : text)
        if (is_letter(c)) c = static_cast<char>(c - 'a' + 'A');
    return text;
}

/// Takes a postcode, or the start of one, off the end of the words.
void take_postcode(std::vector<std::string>& words, Typed& typed) {
    for (const std::size_t count : {2U, 1U}) {
        if (words.size() < count) continue;
        const auto& first = words[words.size() - count];
        if (count == 2 && (postcode_in(first) == 0 || !is_digit(words.back().front()))) continue;
        const auto joined = count == 2 ? first + words.back() : first;
        const int found = postcode_in(joined);
        if (found == 0) continue;
        const bool is_flat = words.size() > count && std::ranges::find(flat_words, words[words.size() - count - 1]) != std::end(flat_words);
        if (is_flat && found == 1) continue;  // "flat b2"
        typed.postcode = upper(joined);
        typed.whole_postcode = found == 2;
        words.resize(words.size() - count);
        return;
    }
}

void take_flat(std::vector<std::string>& words, Typed& typed) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (std::ranges::find(flat_words, words[i]) == std::end(flat_words)) continue;
        const auto number = read_number(words[i + 1]);
        if (!number) continue;
        typed.flat = number->number;
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(i), words.begin() + static_cast<std::ptrdiff_t>(i) + 2);
        return;
    }
}

/// The first number is the house; where two stand together, the flat and the house ("3, 12 Albion Street").
void take_house(std::vector<std::string>& words, Typed& typed) {
    const auto at = std::ranges::find_if(words, [](const std::string& word) { return read_number(word).has_value(); });
    if (at == words.end()) return;
    typed.house = read_number(*at);
    const auto after = words.erase(at);
    if (typed.flat || after == words.end()) return;
    if (const auto second = read_number(*after)) {
        typed.flat = typed.house->number;
        typed.house = second;
        words.erase(after);
    }
}

}  // namespace

std::vector<std::string> fold_words(std::string_view text) {
    Folder folder;
    folder.read(text.substr(0, longest_text));
    return std::move(folder).words();
}

std::vector<std::string> index_words(std::string_view name) {
    auto words = fold_words(name);
    for (std::size_t i = 0, own = words.size(); i < own; ++i)
        for (const auto& [full, brief] : spellings) {
            if (words[i] == full) words.emplace_back(brief);
            if (words[i] == brief && (full != "street" || i + 1 == own) && (full != "saint" || i == 0) && brief.size() > 1) words.emplace_back(full);
        }
    std::ranges::sort(words);
    words.erase(std::ranges::unique(words).begin(), words.end());
    return words;
}

std::optional<HouseNumber> read_number(std::string_view word) {
    HouseNumber read;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), read.number);
    if (error != std::errc{} || read.number < 0 || read.number >= walk::no_number) return std::nullopt;
    const auto rest = word.substr(static_cast<std::size_t>(end - word.data()));
    if (rest.size() > 1 || (rest.size() == 1 && !is_letter(rest.front()))) return std::nullopt;
    if (!rest.empty()) read.letter = rest.front() - 'a' + 1;
    return read;
}

Typed read_typed(std::string_view text) {
    Typed typed;
    auto words = fold_words(text);
    take_postcode(words, typed);
    take_flat(words, typed);
    take_house(words, typed);
    typed.words = std::move(words);
    return typed;
}

bool all_begin(const std::vector<std::string>& typed, const std::vector<std::string>& words) {
    return std::ranges::all_of(typed, [&](const std::string& start) {
        return std::ranges::any_of(words, [&](const std::string& word) { return word.starts_with(start); });
    });
}

std::int64_t walk_of(std::string_view flat, std::string_view number) {
    const auto first_number = [](std::string_view text) -> std::optional<HouseNumber> {
        for (const auto& word : fold_words(text))
            if (const auto read = read_number(word)) return read;
        return std::nullopt;
    };
    const auto house = first_number(number), in_house = first_number(flat);
    const auto at = house ? house->number * walk::letters + house->letter : walk::no_number * walk::letters;
    return at * walk::flats + (in_house ? in_house->number : 0);
}

}  // namespace places
