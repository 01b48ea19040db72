#include "web/forms.h"

#include "base/text.h"
#include "web/paths.h"

#include <algorithm>

namespace web {

std::string clean_value(std::string value) {
    const bool plain = std::ranges::all_of(value, [](char c) { return c > 0; });
    if (plain || (value.find('\0') == std::string::npos && base::is_utf8(value))) return value;
    return base::to_utf8(value);
}

bool read_urlencoded(std::string_view text, Fields& fields, std::size_t most) {
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) continue;
        if (fields.size() == most) return false;
        const auto equals = std::min(pair.find('='), pair.size());
        fields.add(clean_value(decode_percent(pair.substr(0, equals), true)),
                   equals == pair.size() ? std::string() : clean_value(decode_percent(pair.substr(equals + 1), true)));
    }
    return true;
}

}  // namespace web
