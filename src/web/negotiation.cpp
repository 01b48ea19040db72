#include "web/negotiation.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace web {
namespace {

/// Takes the next element of a list parted by `separator`, quotes respected; linear.
std::string_view next_element(std::string_view& list, char separator) {
    bool quoted = false;
    std::size_t i = 0;
    for (; i < list.size(); ++i) {
        if (quoted && list[i] == '\\')
            ++i;
        else if (list[i] == '"')
            quoted = !quoted;
        else if (!quoted && list[i] == separator)
            break;
    }
    i = std::min(i, list.size());
    const auto element = list.substr(0, i);
    list.remove_prefix(std::min(i + 1, list.size()));
    return base::trim(element);
}

std::string unquoted(std::string_view text) {
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
    std::string out;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] == '\\' && i + 2 < text.size()) ++i;
        out += text[i];
    }
    return out;
}

/// A weight "q=0.8" in thousandths; 1000 without one, 0 when malformed.
int weight_of(std::string_view parameters) {
    while (!parameters.empty()) {
        const auto each = next_element(parameters, ';');
        if (each.size() < 3 || (each[0] != 'q' && each[0] != 'Q') || each[1] != '=') continue;
        const auto digits = each.substr(2);
        if (digits[0] != '0' && digits[0] != '1') return 0;
        int weight = (digits[0] - '0') * 1000;
        int scale = 100;
        for (const char c : digits.substr(std::min<std::size_t>(2, digits.size()))) {
            if (c < '0' || c > '9' || scale == 0) return 0;
            weight += (c - '0') * scale;
            scale /= 10;
        }
        return std::min(weight, 1000);
    }
    return 1000;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return std::isalnum(c) || std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos;
    });
}

std::optional<std::uint64_t> read_number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

ContentType read_content_type(std::string_view field) {
    ContentType content;
    const auto type = next_element(field, ';');
    const auto slash = type.find('/');
    if (slash == std::string_view::npos || !is_token(type.substr(0, slash)) || !is_token(type.substr(slash + 1)))
        return content;
    content.type = base::lower_ascii(type);
    while (!field.empty()) {
        const auto parameter = next_element(field, ';');
        const auto equals = parameter.find('=');
        if (equals == std::string_view::npos) continue;
        const auto name = base::trim(parameter.substr(0, equals));
        auto value = unquoted(base::trim(parameter.substr(equals + 1)));
        if (base::equal_ignoring_case(name, "boundary") && content.boundary.empty()) content.boundary = std::move(value);
        else if (base::equal_ignoring_case(name, "charset")) content.charset = base::lower_ascii(value);
    }
    return content;
}

base::Language read_accept_language(std::string_view list, base::Language otherwise) {
    int best = 0;
    auto chosen = otherwise;
    for (int looked_at = 0; !list.empty() && looked_at < 20; ++looked_at) {
        auto element = next_element(list, ',');
        const auto tag = base::lower_ascii(next_element(element, ';'));
        const bool welsh = tag == "cy" || tag.starts_with("cy-");
        if (!welsh && tag != "en" && !tag.starts_with("en-")) continue;
        if (const int weight = weight_of(element); weight > best) {
            best = weight;
            chosen = welsh ? base::Language::welsh : base::Language::english;
        }
    }
    return chosen;
}

bool accepts_coding(std::string_view list, std::string_view coding) {
    while (!list.empty()) {
        auto element = next_element(list, ',');
        if (base::equal_ignoring_case(next_element(element, ';'), coding)) return weight_of(element) > 0;
    }
    return false;
}

RangeAnswer read_range(std::string_view field, std::uint64_t size, ByteRange& range) {
    if (!field.starts_with("bytes=") || field.find(',') != std::string_view::npos) return RangeAnswer::whole;
    field = base::trim(field.substr(6));
    const auto dash = field.find('-');
    if (dash == std::string_view::npos) return RangeAnswer::whole;
    const auto first = read_number(field.substr(0, dash)), last = read_number(field.substr(dash + 1));
    if (dash == 0) {  // the last so many bytes
        if (!last) return RangeAnswer::whole;
        if (*last == 0 || size == 0) return RangeAnswer::not_satisfiable;
        const auto length = std::min(*last, size);
        range = {size - length, length};
        return RangeAnswer::part;
    }
    const bool open = dash + 1 == field.size();
    if (!first || (!last && !open) || (last && *last < *first)) return RangeAnswer::whole;
    if (*first >= size) return RangeAnswer::not_satisfiable;
    const auto end = open ? size - 1 : std::min(*last, size - 1);
    range = {*first, end - *first + 1};
    return RangeAnswer::part;
}

bool names_tag(std::string_view list, std::string_view quoted_tag, bool weak) {
    if (base::trim(list) == "*") return true;
    while (!list.empty()) {
        auto each = next_element(list, ',');
        if (each.starts_with("W/")) {
            if (!weak) continue;
            each.remove_prefix(2);
        }
        if (each == quoted_tag) return true;
    }
    return false;
}

}  // namespace web
