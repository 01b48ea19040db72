#pragma once
// The kinds of ASCII characters that the mail standards speak of, regardless of locale.

#include <algorithm>
#include <string_view>

namespace mail {

constexpr bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

constexpr bool is_one_of(char c, std::string_view those) { return those.find(c) != those.npos; }

constexpr bool is_plain_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// What an atom may be made of (RFC 5322 3.2.3).
constexpr bool is_atom_character(char c) { return is_letter_or_digit(c) || is_one_of(c, "!#$%&'*+-/=?^_`{|}~"); }

}  // namespace mail
