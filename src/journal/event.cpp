#include "journal/event.h"

#include <boost/json.hpp>

#include <algorithm>

namespace journal {
namespace {

bool take(std::string_view& text, char wanted) {
    if (!text.starts_with(wanted)) return false;
    text.remove_prefix(1);
    return true;
}

/// A text in quotes in which every byte stands for itself.
std::optional<std::string_view> take_text(std::string_view& rest) {
    if (!take(rest, '"')) return std::nullopt;
    const auto end = std::ranges::find_if(rest, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
    if (end == rest.end() || *end != '"') return std::nullopt;
    const auto text = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    rest.remove_prefix(text.size() + 1);
    return text;
}

/// A whole number, true or false.
std::optional<std::string_view> take_word(std::string_view& rest) {
    const auto end = std::ranges::find_if_not(rest, [](char c) { return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
    const auto word = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    if (word.empty()) return std::nullopt;
    rest.remove_prefix(word.size());
    return word;
}

}  // namespace

FieldReader::FieldReader(std::string_view json) {
    if (read_plain(json)) return;
    fields_.clear();
    read_any(json);
}

/// What FieldWriter writes as a rule: one look at each byte, and no copies. False where there is more to it.
bool FieldReader::read_plain(std::string_view json) {
    constexpr std::size_t usual = 12;
    fields_.reserve(usual);
    if (!take(json, '{')) return false;
    if (json == "}") return true;
    do {
        const auto name = take_text(json);
        if (!name || !take(json, ':')) return false;
        const auto value = json.starts_with('"') ? take_text(json) : take_word(json);
        if (!value) return false;
        fields_.push_back({*name, *value});
    } while (take(json, ','));
    return json == "}";
}

void FieldReader::read_any(std::string_view json) {
    boost::system::error_code error;
    const auto parsed = boost::json::parse({json.data(), json.size()}, error);
    if (error || !parsed.is_object()) return;
    for (const auto& [name, value] : parsed.as_object()) {
        const std::string_view key = decoded_.emplace_back(name);
        fields_.push_back({key, decoded_.emplace_back(value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value))});
    }
}

}  // namespace journal
