#include "base/ids.h"

#include "base/random.h"

#include <array>
#include <cstdint>

namespace base {
namespace {

constexpr std::string_view symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t symbol_count = 11;  // 11 × 5 = 55 random bits
constexpr std::uint64_t check_modulus = 37;

constexpr std::uint8_t no_symbol = 0xff;

/// What each byte is worth, small letters and those that are taken for a digit too: lists read a reference for each row.
constexpr auto values = [] {
    std::array<std::uint8_t, 256> all;
    all.fill(no_symbol);
    const auto set = [&](char c, std::size_t value) {
        all[static_cast<unsigned char>(c)] = static_cast<std::uint8_t>(value);
        if (c >= 'A' && c <= 'Z') all[static_cast<unsigned char>(c - 'A' + 'a')] = static_cast<std::uint8_t>(value);
    };
    for (std::size_t i = 0; i < symbols.size(); ++i) set(symbols[i], i);
    set('O', 0);
    set('I', 1);
    set('L', 1);
    return all;
}();

std::optional<unsigned> value_of(char c) {
    const auto value = values[static_cast<unsigned char>(c)];
    return value == no_symbol ? std::nullopt : std::optional<unsigned>(value);
}

}  // namespace

Reference Reference::random(Random& random) {
    for (;;) {
        const auto number = random.number() >> 9;
        const auto check = number % check_modulus;
        if (check >= symbols.size()) continue;
        std::string text(symbol_count + 1, '0');
        for (std::size_t i = 0; i < symbol_count; ++i)
            text[symbol_count - 1 - i] = symbols[(number >> (5 * i)) & 31];
        text[symbol_count] = symbols[check];
        return Reference{std::move(text)};
    }
}

std::optional<Reference> Reference::parse(std::string_view typed) {
    std::string text;
    std::uint64_t number = 0;
    for (const char c : typed) {
        if (c == '-' || c == ' ') continue;
        const auto value = value_of(c);
        if (!value || text.size() > symbol_count) return std::nullopt;
        if (text.size() < symbol_count) number = number * 32 + *value;
        text += symbols[*value];
    }
    if (text.size() != symbol_count + 1 || number % check_modulus != *value_of(text.back())) return std::nullopt;
    return Reference{std::move(text)};
}

std::string Reference::spoken() const {
    return text_.substr(0, 4) + '-' + text_.substr(4, 4) + '-' + text_.substr(8);
}

}  // namespace base
