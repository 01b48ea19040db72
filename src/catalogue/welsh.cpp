#include "catalogue/welsh.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace catalogue {
namespace {

namespace json = boost::json;

constexpr std::string_view welsh = ".cy";
/// Members that residents read, wherever they stand.
constexpr std::array<std::string_view, 13> read_by_residents{"name", "summary", "text", "label", "hint", "missing", "stop", "one", "explains", "reason", "appeal", "greeting", "closing"};
/// What nobody but colleagues and this program reads.
constexpr std::array<std::string_view, 7> not_for_residents{"examples", "levels", "tasks", "forms", "script", "lawful_basis", "not_permitted"};

bool among(const auto& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

/// Puts the Welsh in its place; true if there was any.
bool put_welsh(json::value& value) {
    bool any = false;
    if (value.is_array())
        for (auto& each : value.as_array()) any = put_welsh(each) || any;
    if (!value.is_object()) return any;
    auto& object = value.as_object();
    std::vector<std::string> names;
    for (auto& [name, member] : object) {
        any = put_welsh(member) || any;
        if (std::string_view(name).ends_with(welsh) && member.is_string()) names.emplace_back(name);
    }
    for (const auto& name : names) {
        object[name.substr(0, name.size() - welsh.size())] = json::string(object.at(name).as_string());
        object.erase(name);
        any = true;
    }
    return any;
}

/// How an element of a list is called: by its code, else by its place.
std::string name_in_list(const json::value& item, std::size_t place) {
    const auto* code = item.is_object() ? item.as_object().if_contains("code") : nullptr;
    return code != nullptr && code->is_string() ? std::string(code->as_string()) : std::to_string(place + 1);
}

bool has_words(const json::object& object, std::string_view name) {
    const auto* member = object.if_contains(name);
    return member != nullptr && member->is_string() && !member->as_string().empty();
}

void look_for_missing(const json::value& value, const std::string& path, std::vector<std::string>& missing) {
    const auto below = [&](std::string_view name) { return path.empty() ? std::string(name) : path + '.' + std::string(name); };
    if (value.is_array())
        for (std::size_t i = 0; i < value.as_array().size(); ++i) look_for_missing(value.as_array()[i], below(name_in_list(value.as_array()[i], i)), missing);
    if (!value.is_object()) return;
    const auto& object = value.as_object();
    for (const auto& [name, member] : object) {
        if (among(not_for_residents, name)) continue;
        const bool is_read = member.is_string() && !member.as_string().empty() && among(read_by_residents, name);
        if (is_read && !has_words(object, std::string(name) + std::string(welsh))) missing.push_back(below(name));
        if (!member.is_string()) look_for_missing(member, below(name), missing);
    }
}

std::optional<json::value> parsed(std::string_view document) {
    boost::system::error_code error;
    auto value = json::parse({document.data(), document.size()}, error);
    return error ? std::nullopt : std::optional(std::move(value));
}

}  // namespace

std::optional<std::string> in_welsh(std::string_view document) {
    if (document.find(".cy\"") == document.npos) return std::nullopt;
    auto value = parsed(document);
    return value && put_welsh(*value) ? std::optional(json::serialize(*value)) : std::nullopt;
}

std::vector<std::string> missing_in_welsh(std::string_view document) {
    std::vector<std::string> missing;
    if (const auto value = parsed(document)) look_for_missing(*value, {}, missing);
    return missing;
}

}  // namespace catalogue
