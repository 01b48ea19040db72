#include "knowledge/plain_words.h"

#include "base/ids.h"
#include "base/text.h"

#include <algorithm>

namespace knowledge {
namespace {

constexpr std::size_t most_kept = 200, most_counted = 80, longest_word = 30;

bool may_be_kept(std::string_view word) {
    return word.find('@') == word.npos && !std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; }) &&
           !Reference::parse(word) && base::count_characters(word) <= longest_word;
}

/// Marks of ASCII become spaces, but for those inside a word.
std::string without_marks(std::string_view line) {
    std::string out;
    for (const char c : base::lower_ascii(line)) {
        const bool is_of_a_word = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80 || c == '\'' || c == '-';
        out += is_of_a_word ? c : ' ';
    }
    return out;
}

}  // namespace

std::string without_details(std::string_view typed) {
    const auto line = base::tidy_line(base::first_characters(base::tidy_line(typed.substr(0, 2000)), most_kept));
    if (Reference::parse(line)) return {};
    std::string out;
    for (const auto word : base::split(line, ' '))
        if (may_be_kept(word)) (out += out.empty() ? "" : " ") += word;
    return out;
}

std::string words_to_count(std::string_view typed) {
    const auto plain = base::tidy_line(without_marks(without_details(typed)));
    return std::string(base::trim(base::first_characters(plain, most_counted)));
}

}  // namespace knowledge
