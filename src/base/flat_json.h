#pragma once
// Flat JSON objects as this program writes them itself, read where they stand: one look at each byte, no tree, no copies.

#include <algorithm>
#include <optional>
#include <string_view>

namespace base {

namespace flat_json {

inline bool take(std::string_view& rest, char wanted) {
    if (!rest.starts_with(wanted)) return false;
    rest.remove_prefix(1);
    return true;
}

/// A text in quotes in which every byte stands for itself.
inline std::optional<std::string_view> take_text(std::string_view& rest) {
    if (!take(rest, '"')) return std::nullopt;
    const auto end = std::ranges::find_if(rest, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
    if (end == rest.end() || *end != '"') return std::nullopt;
    const auto text = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    rest.remove_prefix(text.size() + 1);
    return text;
}

/// A whole number, true, false or null.
inline std::optional<std::string_view> take_word(std::string_view& rest) {
    const auto end = std::ranges::find_if_not(rest, [](char c) { return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
    const auto word = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    if (word.empty()) return std::nullopt;
    rest.remove_prefix(word.size());
    return word;
}

}  // namespace flat_json

/// `hear(name, value, is_text)` for each field of {"name":"text","other":7}, in its order; views into `json`. False where there is more to it
/// (escapes, blanks, fractions, things within things) or where it is none: then what was heard is not to be believed, and a parser must look.
template <class Hear>
bool read_flat_json(std::string_view json, Hear hear) {
    using namespace flat_json;
    if (!take(json, '{')) return false;
    if (json == "}") return true;
    do {
        const auto name = take_text(json);
        if (!name || !take(json, ':')) return false;
        const bool is_text = json.starts_with('"');
        const auto value = is_text ? take_text(json) : take_word(json);
        if (!value) return false;
        hear(*name, *value, is_text);
    } while (take(json, ','));
    return json == "}";
}

}  // namespace base
