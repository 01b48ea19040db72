#include "base/text.h"

#include <sodium.h>

#include <algorithm>

namespace base {
namespace {

struct Character {
    char32_t code;
    std::size_t length;  // 0: ill-formed here
};

Character next_character(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    if (length == 0 || lead > 0xf4 || text.size() < length) return {0, 0};
    char32_t code = lead & (0x7f >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {0, 0};
        code = (code << 6) | (byte(i) & 0x3f);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < least[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return {0, 0};
    return {code, length};
}

/// Line breaks, other controls and the marks that reorder text on screen.
bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

bool is_ascii(char c) { return c >= 0; }
bool is_ascii_sign(char c) { return c > 0; }
bool is_visible(char c) { return c > ' ' && c < 0x7f; }
bool is_visible_or_blank(char c) { return c >= ' ' && c < 0x7f; }

template <class IsPlain>
std::size_t count_plain(std::string_view text, IsPlain is_plain) {
    return static_cast<std::size_t>(std::ranges::find_if_not(text, is_plain) - text.begin());
}

/// What is plain, as most of any text is, goes to `each` in one piece, under the code of its last character; all else character by
/// character.
template <class IsPlain, class Each>
void for_each_piece(std::string_view text, IsPlain is_plain, Each each) {
    while (!text.empty()) {
        if (const auto plain = count_plain(text, is_plain); plain > 0) {
            each(static_cast<char32_t>(text[plain - 1]), text.substr(0, plain));
            text.remove_prefix(plain);
            continue;
        }
        const auto [code, length] = next_character(text);
        if (length == 0) {
            each(U'\ufffd', std::string_view("\xef\xbf\xbd"));
            text.remove_prefix(1);
        } else {
            each(code, text.substr(0, length));
            text.remove_prefix(length);
        }
    }
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (text.remove_prefix(count_plain(text, is_ascii)); !text.empty(); text.remove_prefix(count_plain(text, is_ascii))) {
        const auto length = next_character(text).length;
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string to_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for_each_piece(text, is_ascii_sign, [&](char32_t code, std::string_view bytes) {
        if (code != 0) out += bytes;
    });
    return out;
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string_view first_characters(std::string_view text, std::size_t most) {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80 && seen++ == most) return text.substr(0, i);
    return text;
}

std::string tidy_line(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for_each_piece(text, is_visible, [&](char32_t code, std::string_view bytes) {
        const bool blank = code == ' ' || code == 0xa0 || is_control(code);
        if (!blank)
            out += bytes;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    });
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string tidy_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    char32_t before = 0;
    for_each_piece(text, is_visible_or_blank, [&](char32_t code, std::string_view bytes) {
        const bool line_break = code == '\r' || code == 0x2028 || code == 0x2029 || (code == '\n' && before != '\r');
        if (line_break) {
            while (!out.empty() && out.back() == ' ') out.pop_back();
            out += '\n';
        } else if (code == '\t') {
            out += ' ';
        } else if (!is_control(code)) {
            out += bytes;
        }
        before = code;
    });
    const auto kept = trim(out);
    return std::string(kept);
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return a.size() == b.size() && lower_ascii(a) == lower_ascii(b);
}

std::string json_string(std::string_view text) {
    std::string out = "\"";
    out.reserve(text.size() + 2);
    constexpr char digits[] = "0123456789abcdef";
    const auto is_plain = [](char c) { return is_visible_or_blank(c) && c != '"' && c != '\\'; };
    for_each_piece(text, is_plain, [&](char32_t code, std::string_view bytes) {
        switch (code) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (code < 0x20) {
                    out += "\\u00";
                    out += digits[code >> 4];
                    out += digits[code & 15];
                } else {
                    out += bytes;
                }
        }
    });
    return out + '"';
}

std::string to_hex(std::span<const std::byte> bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out(bytes.size() * 2, '0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        out[2 * i] = digits[std::to_integer<unsigned>(bytes[i]) >> 4];
        out[2 * i + 1] = digits[std::to_integer<unsigned>(bytes[i]) & 15];
    }
    return out;
}

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::string out(text.size() / 2, '\0');
    std::size_t written = 0;
    if (sodium_hex2bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr,
                       &written, nullptr) != 0 ||
        written != out.size())
        return std::nullopt;
    return out;
}

namespace {

std::string encode64(std::string_view text, int variant) {
    std::string out(sodium_base64_encoded_len(text.size(), variant), '\0');
    sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), variant);
    out.pop_back();  // the terminating NUL
    return out;
}

}  // namespace

std::string to_base64url(std::string_view text) { return encode64(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING); }
std::string to_base64(std::string_view text) { return encode64(text, sodium_base64_VARIANT_ORIGINAL); }

std::optional<std::string> from_base64url(std::string_view text) {
    std::string out(text.size(), '\0');
    std::size_t written = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr,
                          &written, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return std::nullopt;
    out.resize(written);
    return out;
}

std::string to_hex(const Digest& digest) { return to_hex(std::span<const std::byte>{digest}); }

bool equal_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace base
