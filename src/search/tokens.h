#pragma once
// Text into tokens: split, folded, stemmed. What is put and what is asked for go through the same hands, so both
// databases, which only index tokens, find the same.
//
//  1. Words are runs of letters and digits. Case and accents are folded (ŵ to w, ß to ss), composed or not.
//  2. An apostrophe inside a word joins (O'Brien is obrien); a final 's is dropped.
//  3. Words of ASCII letters are stemmed as English; names and Welsh words mostly stay themselves, and are treated alike
//     on both sides.
//  4. Each ideograph is a word of its own. Everything else parts words.
//  5. A word longer than 40 bytes counts by its first 40.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace search {

struct Token {
    std::string_view word;      // folded; valid during the call
    std::size_t begin, end;     // bytes of the text it stands for
    bool is_letters;            // nothing but a to z
};

inline constexpr std::size_t longest_word = 40;

/// Hands over every word of the text, in order. Ill-formed UTF-8 parts words.
void for_each_token(std::string_view text, const std::function<void(const Token&)>& take);

/// "collections" → "collect". The view lives until this thread stems the next word.
std::string_view stem(const Token& token);

}  // namespace search
