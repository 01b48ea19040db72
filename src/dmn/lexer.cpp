#include "dmn/lexer.h"

#include "dmn/utf8.h"

#include <algorithm>
#include <array>

namespace dmn {
namespace {

constexpr std::array<std::string_view, 20> keywords{"and",    "between", "else",   "every", "external", "false", "for",  "function", "if",   "in",
                                                    "instance", "not",     "null",   "of",    "or",       "return", "satisfies", "some",     "then", "true"};
constexpr std::array<std::string_view, 14> long_signs{"..", "**", "<=", ">=", "!=", "->", "<", ">", "=", "+", "-", "*", "/", "."};

bool is_name_start(char32_t c) {
    return c == '?' || c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c <= 0xD6) || (c >= 0xD8 && c <= 0xF6) ||
           (c >= 0xF8 && c <= 0x2FF) || (c >= 0x370 && c <= 0x37D) || (c >= 0x37F && c <= 0x1FFF) || (c >= 0x200C && c <= 0x200D) ||
           (c >= 0x2070 && c <= 0x218F) || (c >= 0x2C00 && c <= 0x2FEF) || (c >= 0x3001 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) ||
           (c >= 0xFDF0 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0xEFFFF);
}
bool is_name_part(char32_t c) {
    return is_name_start(c) || (c >= '0' && c <= '9') || c == 0xB7 || (c >= 0x300 && c <= 0x36F) || (c >= 0x203F && c <= 0x2040);
}
bool is_space(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200B) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/// The end of the word that starts at `place`: the same place where none does.
std::size_t word_end(std::string_view text, std::size_t place) {
    while (place < text.size()) {
        const auto [c, size] = code_point_at(text, place);
        if (!is_name_part(c)) break;
        place += size;
    }
    return place;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t space_end(std::string_view text, std::size_t place) {
    while (place < text.size()) {
        const auto [c, size] = code_point_at(text, place);
        if (!is_space(c)) break;
        place += size;
    }
    return place;
}

/// Four to six hexadecimal digits, or nothing.
std::optional<char32_t> hex(std::string_view digits, std::size_t count) {
    if (digits.size() < count) return std::nullopt;
    char32_t value = 0;
    for (const char c : digits.substr(0, count)) {
        const int digit = is_digit(c) ? c - '0' : (c >= 'a' && c <= 'f') ? c - 'a' + 10 : (c >= 'A' && c <= 'F') ? c - 'A' + 10 : -1;
        if (digit < 0) return std::nullopt;
        value = value * 16 + static_cast<char32_t>(digit);
    }
    return value;
}

/// What a backslash and what follows it stand for; `place` is moved behind it.
std::optional<char32_t> escaped(std::string_view text, std::size_t& place) {
    const char c = place + 1 < text.size() ? text[place + 1] : '\0';
    const auto simple = [&](char32_t means) {
        place += 2;
        return means;
    };
    switch (c) {
        case 'n': return simple('\n');
        case 'r': return simple('\r');
        case 't': return simple('\t');
        case '"': return simple('"');
        case '\'': return simple('\'');
        case '\\': return simple('\\');
        case 'u':
        case 'U': {
            const std::size_t count = c == 'u' ? 4 : 6;
            const auto value = hex(text.substr(place + 2), count);
            if (value) place += 2 + count;
            return value;
        }
        default: return std::nullopt;
    }
}

}  // namespace

bool is_keyword(std::string_view word) { return std::ranges::find(keywords, word) != keywords.end(); }

std::vector<std::string> parts_of(std::string_view name) {
    std::vector<std::string> parts;
    for (std::size_t i = space_end(name, 0); i < name.size(); i = space_end(name, i)) {
        auto end = word_end(name, i);
        if (end == i) end = i + code_point_at(name, i).size;
        parts.emplace_back(name.substr(i, end - i));
        i = end;
    }
    return parts;
}

void Lexer::know(std::string_view name) { known_.push_back({std::string(name), parts_of(name)}); }
void Lexer::know_member(std::string_view name) {
    if (word_end(name, 0) == name.size()) return;  // one word is a name anyway
    auto parts = parts_of(name);
    if (parts.size() > 1) members_.push_back({std::string(name), std::move(parts)});
}
bool Lexer::knows(std::string_view name) const { return std::ranges::find(known_, name, &KnownName::name) != known_.end(); }

std::size_t Lexer::skip(std::size_t place) const {
    for (;;) {
        place = space_end(text_, place);
        if (text_.substr(place, 2) == "//") {
            place = std::min(text_.find('\n', place), text_.size());
        } else if (text_.substr(place, 2) == "/*") {
            const auto close = text_.find("*/", place + 2);
            place = close == std::string_view::npos ? text_.size() : close + 2;
        } else {
            return place;
        }
    }
}

/// Where the name ends if it stands at `place`; `place` itself if it does not.
std::size_t Lexer::match(const KnownName& known, std::size_t place) const {
    auto at = place;
    bool first = true;
    for (const auto& part : known.parts) {
        if (!first) at = space_end(text_, at);
        first = false;
        const auto end = word_end(text_, at);
        const auto size = end == at ? part.size() : end - at;
        if (text_.substr(at, size) != part) return place;
        at += size;
    }
    return at;
}

Token Lexer::name_at(std::size_t place, bool members_too) const {
    const auto word = word_end(text_, place);
    const auto first = text_.substr(place, word - place);
    Token best{Token::Kind::name, std::string(first), place, word, false};
    const auto look = [&](std::span<const KnownName> names) {
        for (const auto& known : names) {
            if (known.parts.empty() || known.parts.front() != first) continue;
            const auto end = match(known, place);
            if (end > place && (end > best.end || (end == best.end && !best.known))) best = {Token::Kind::name, known.name, place, end, true};
        }
    };
    look(always_);
    look(known_);
    if (members_too) look(members_);
    if (best.end == word && is_keyword(first)) {
        best.kind = Token::Kind::keyword;
        return best;
    }
    // What nobody declared is as many words as stand together.
    while (!best.known) {
        const auto next = space_end(text_, best.end);
        const auto end = word_end(text_, next);
        if (next == best.end || end == next || is_keyword(text_.substr(next, end - next))) break;
        best.text += ' ';
        best.text += text_.substr(next, end - next);
        best.end = end;
    }
    return best;
}

Token Lexer::new_name(std::size_t place) const {
    place = skip(place);
    Token name{Token::Kind::name, "", place, place, true};
    auto at = place;
    while (at < text_.size()) {
        const auto word = word_end(text_, at);
        const auto part = text_.substr(at, word == at ? 1 : word - at);
        if (std::string_view(":,(){}[]\"<>=").contains(part[0]) || (part == "in" && at > place)) break;
        if (!name.text.empty() && at > name.end) name.text += ' ';
        name.text += part;
        name.end = at + part.size();
        at = skip(name.end);
    }
    const bool sound = !name.text.empty() && !is_digit(name.text[0]) && is_name_start(code_point_at(name.text, 0).value) && !is_keyword(name.text);
    return sound ? name : Token{Token::Kind::broken, "a name is missing", place, place};
}

Token Lexer::number_at(std::size_t place) const {
    auto end = place;
    const auto digits = [&] {
        while (end < text_.size() && is_digit(text_[end])) ++end;
    };
    digits();
    if (end + 1 < text_.size() && text_[end] == '.' && is_digit(text_[end + 1])) {
        ++end;
        digits();
    }
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
        const auto sign = end + 1 < text_.size() && (text_[end + 1] == '+' || text_[end + 1] == '-') ? 1U : 0U;
        if (end + 1 + sign < text_.size() && is_digit(text_[end + 1 + sign])) {
            end += 1 + sign;
            digits();
        }
    }
    return {Token::Kind::number, std::string(text_.substr(place, end - place)), place, end};
}

Token Lexer::text_at(std::size_t place) const {
    Token token{Token::Kind::text, "", place, place};
    char32_t high = 0;  // the first half of a pair
    for (auto at = place + 1; at < text_.size();) {
        if (text_[at] == '"') {
            token.end = at + 1;
            if (high != 0) token.text += "\uFFFD";
            return token;
        }
        auto [c, size] = code_point_at(text_, at);
        bool half_possible = false;
        if (c == '\\') {
            const auto before = at;
            const auto means = escaped(text_, at);
            half_possible = means.has_value() && text_[before + 1] == 'u';
            if (means) c = *means;
            if (at == before) at += 1;
        } else {
            at += size;
        }
        if (high != 0 && half_possible && c >= 0xDC00 && c < 0xE000) {
            append_utf8(token.text, 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00));
            high = 0;
            continue;
        }
        if (high != 0) token.text += "\uFFFD";
        high = half_possible && c >= 0xD800 && c < 0xDC00 ? c : 0;
        if (high == 0) append_utf8(token.text, c);
    }
    return {Token::Kind::broken, "a text has no closing quote", place, text_.size()};
}

Token Lexer::at(std::size_t place, bool members_too) const {
    place = skip(place);
    if (place >= text_.size()) return {Token::Kind::end, "", place, place};
    const char c = text_[place];
    if (is_digit(c) || (c == '.' && place + 1 < text_.size() && is_digit(text_[place + 1]))) return number_at(place);
    if (c == '"') return text_at(place);
    if (c == '@') {
        auto text = place + 1 < text_.size() && text_[place + 1] == '"' ? text_at(place + 1) : Token{Token::Kind::broken, "@ wants a text", place, place + 1};
        if (text.kind == Token::Kind::text) text.kind = Token::Kind::at;
        return text;
    }
    if (is_name_start(code_point_at(text_, place).value)) return name_at(place, members_too);
    for (const auto sign : long_signs)
        if (text_.substr(place, sign.size()) == sign) return {Token::Kind::sign, std::string(sign), place, place + sign.size()};
    if (std::string_view("()[]{},:").contains(c)) return {Token::Kind::sign, std::string(1, c), place, place + 1};
    return {Token::Kind::broken, "a sign that FEEL does not know", place, place + 1};
}

}  // namespace dmn
