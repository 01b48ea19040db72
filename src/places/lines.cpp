#include "places/lines.h"

#include <fmt/format.h>

#include <charconv>

namespace places {

std::string to_text(const std::vector<Ring>& rings) {
    std::string text;
    for (const auto& ring : rings) {
        if (!text.empty()) text += ';';
        for (std::size_t i = 0; i < ring.size(); ++i)
            fmt::format_to(std::back_inserter(text), "{}{},{}", i == 0 ? "" : " ", ring[i].latitude, ring[i].longitude);
    }
    return text;
}

std::vector<Ring> rings_from(std::string_view text) {
    std::vector<Ring> rings;
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    const auto number = [&] {
        double value = 0;
        at = std::from_chars(at, end, value).ptr;
        return value;
    };
    for (bool begins = true; at < end; ++at) {
        if (begins) rings.emplace_back();
        const double latitude = number();
        ++at;  // the comma
        rings.back().push_back({latitude, number()});
        if (at == end) break;
        begins = *at == ';';
    }
    return rings;
}

}  // namespace places
