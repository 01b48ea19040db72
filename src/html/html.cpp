#include "html/html.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace html {
namespace {

using Escapes = std::array<const char*, 256>;

constexpr Escapes text_escapes() {
    Escapes table{};
    table['&'] = "&amp;";
    table['<'] = "&lt;";
    table['>'] = "&gt;";
    return table;
}

constexpr Escapes value_escapes() {
    Escapes table = text_escapes();
    table['"'] = "&quot;";
    table['\''] = "&#39;";
    table['`'] = "&#96;";
    return table;
}

constexpr Escapes in_text = text_escapes();
constexpr Escapes in_value = value_escapes();

/// Eight bytes at a time: true where one of them may want an escape in a value, and with it in text.
bool may_want_escapes(std::uint64_t bytes) {
    constexpr std::uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    const auto holds = [](std::uint64_t all, std::uint64_t wanted) {  // whether a byte of `all` is `wanted`
        const auto gone = all ^ (ones * wanted);
        return (gone - ones) & ~gone & tops;
    };
    // Each pair differs in one bit: & and ', < and >.
    return (holds(bytes | ones, '\'') | holds(bytes | (ones * 2), '>') | holds(bytes, '"') | holds(bytes, '`')) != 0;
}

/// The first byte from `i` on that wants one, or the end.
std::size_t next_escape(std::string_view text, std::size_t i, const Escapes& escapes) {
    std::uint64_t bytes = 0;
    while (i < text.size()) {
        for (; i + sizeof bytes <= text.size(); i += sizeof bytes) {
            std::memcpy(&bytes, text.data() + i, sizeof bytes);
            if (may_want_escapes(bytes)) break;
        }
        for (const auto until = std::min(i + sizeof bytes, text.size()); i < until; ++i)
            if (escapes[static_cast<unsigned char>(text[i])]) return i;
    }
    return i;
}

/// Copies run by run, so that ordinary text is one append.
void append_escaped(std::string& out, std::string_view text, const Escapes& escapes) {
    std::size_t start = 0;
    for (auto i = next_escape(text, 0, escapes); i < text.size(); i = next_escape(text, start, escapes)) {
        out.append(text, start, i - start).append(escapes[static_cast<unsigned char>(text[i])]);
        start = i + 1;
    }
    out.append(text, start, text.size() - start);
}

/// Browsers drop tabs and line breaks anywhere in an address, and controls and spaces at its ends.
std::string as_browsers_read(std::string_view address) {
    std::string seen;
    seen.reserve(address.size());
    for (const char c : address)
        if (c != '\t' && c != '\n' && c != '\r') seen += c;
    const auto is_edge = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
    const auto first = std::ranges::find_if_not(seen, is_edge);
    seen.erase(seen.begin(), first);
    while (!seen.empty() && is_edge(seen.back())) seen.pop_back();
    return seen;
}

/// A path of this site without anything that browsers drop: safe as it stands.
bool is_plainly_ours(std::string_view address) {
    return address.starts_with('/') && std::ranges::all_of(address, [](char c) { return static_cast<unsigned char>(c) > 0x20; });
}

}  // namespace

Html& Html::operator<<(std::string_view text) {
    append_escaped(markup_, text, in_text);
    return *this;
}

Html& Html::attribute(Name name, std::string_view value) {
    (markup_ += ' ').append(name.view()).append("=\"");
    append_escaped(markup_, value, in_value);
    markup_ += '"';
    return *this;
}

Html& Html::attribute_if(Name name, std::string_view value) { return value.empty() ? *this : attribute(name, value); }

Html& Html::url(Name name, std::string_view address) {
    if (is_plainly_ours(address)) return attribute(name, address);
    return attribute(name, safe_url(address));
}

Html& Html::flag(Name name, bool on) {
    if (on) (markup_ += ' ').append(name.view());
    return *this;
}

Html& Html::value(std::string_view text) {
    append_escaped(markup_, text, in_value);
    return *this;
}

Html text(std::string_view text) {
    Html out;
    out << text;
    return out;
}

Html trusted(std::string markup) {
    Html out;
    out.markup_ = std::move(markup);
    return out;
}

std::string safe_url(std::string_view address) {
    std::string seen = as_browsers_read(address);
    const auto stop = seen.find_first_of(":/?#");
    if (stop == std::string::npos || seen[stop] != ':') return seen;
    const std::string scheme = base::lower_ascii(std::string_view(seen).substr(0, stop));
    if (scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel" || scheme == "geo") return seen;
    return "#";
}

Html json_in_script(std::string_view json) {
    std::string out;
    out.reserve(json.size() + 16);
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (json[i] == '<')
            out += "\\u003c";
        else if (json[i] == '>')
            out += "\\u003e";
        else if (json[i] == '&')
            out += "\\u0026";
        else
            out += json[i];
    }
    return trusted(std::move(out));  // nothing in it can be read as markup any more
}

}  // namespace html
