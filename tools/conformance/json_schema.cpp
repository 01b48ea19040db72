#include "json_schema.h"

#include "suite.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace conformance {
namespace {

namespace json = boost::json;

constexpr std::array known{"type",      "enum",     "required",    "properties", "anyOf", "items",      "$ref",
                           "maxLength", "minItems", "uniqueItems", "format",     "title", "description"};

bool is_of_type(const json::value& value, std::string_view type) {
    return (type == "string" && value.is_string()) || (type == "null" && value.is_null()) || (type == "boolean" && value.is_bool()) ||
           (type == "integer" && (value.is_int64() || value.is_uint64())) || (type == "number" && value.is_number()) ||
           (type == "array" && value.is_array()) || (type == "object" && value.is_object());
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

bool all_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == text.npos; }

/// RFC 3339, by its shape.
bool is_date_time(std::string_view text) {
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return false;
    for (const auto& [from, length] : {std::pair(0, 4), {5, 2}, {8, 2}, {11, 2}, {14, 2}, {17, 2}})
        if (!all_digits(text.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(length)))) return false;
    auto zone = text.substr(19);
    if (zone.starts_with('.')) zone.remove_prefix(std::min(zone.find_first_of("Z+-"), zone.size()));
    return zone == "Z" || (zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':');
}

bool has_format(std::string_view text, std::string_view format) {
    if (format == "date-time") return is_date_time(text);
    if (format == "uri") return text.find(':') != text.npos && text.find(' ') == text.npos;
    return true;
}

}  // namespace

const json::value& Schemas::find(const std::string& file) {
    if (const auto found = files_.find(file); found != files_.end()) return found->second;
    return files_.emplace(file, json::parse(read_file(folder_ / file))).first->second;
}

std::vector<std::string> Schemas::problems(const std::string& schema, const json::value& value) {
    std::vector<std::string> problems;
    json::object reference;
    reference["$ref"] = schema;
    hold({}, reference, value, "", problems);
    return problems;
}

void Schemas::hold(const std::string& file, const json::value& schema, const json::value& value, const std::string& where,
                   std::vector<std::string>& problems) {
    const auto& s = schema.as_object();
    if (const auto* reference = s.if_contains("$ref")) {  // what stands beside it does not count
        const std::string target(reference->as_string());
        const auto hash = target.find('#');
        const auto name = hash == 0 ? file : target.substr(0, hash);
        const auto pointer = hash == std::string::npos ? std::string() : target.substr(hash + 1);
        return hold(name, pointer.empty() ? find(name) : find(name).at_pointer(pointer), value, where, problems);
    }
    for (const auto& [keyword, ignored] : s)
        if (std::ranges::count(known, std::string_view(keyword)) == 0) throw std::runtime_error("the schema says what is not known here: " + std::string(keyword));
    const auto wrong = [&](const std::string& why) { problems.push_back((where.empty() ? "the whole" : where) + ": " + why); };
    if (const auto* type = s.if_contains("type"); type != nullptr && !is_of_type(value, type->as_string()))
        return wrong("is no " + std::string(type->as_string()));
    if (const auto* words = s.if_contains("enum"); words != nullptr && std::ranges::find(words->as_array(), value) == words->as_array().end())
        wrong("not one of those listed");
    if (const auto* either = s.if_contains("anyOf")) {
        const auto fits = [&](const json::value& one) {
            std::vector<std::string> here;
            hold(file, one, value, where, here);
            return here.empty();
        };
        if (!std::ranges::any_of(either->as_array(), fits)) wrong("fits none of those allowed");
    }
    if (value.is_string()) {
        const std::string_view text = value.get_string();
        if (const auto* most = s.if_contains("maxLength"); most != nullptr && characters(text) > most->to_number<std::size_t>()) wrong("too long");
        if (const auto* format = s.if_contains("format"); format != nullptr && !has_format(text, format->as_string()))
            wrong("no " + std::string(format->as_string()));
    }
    if (value.is_array())
        if (const auto* items = s.if_contains("items"))
            for (std::size_t i = 0; i < value.get_array().size(); ++i)
                hold(file, *items, value.get_array()[i], where + '[' + std::to_string(i) + ']', problems);
    if (value.is_object()) hold_members(file, s, value.get_object(), where, problems);
}

void Schemas::hold_members(const std::string& file, const json::object& schema, const json::object& value, const std::string& where,
                           std::vector<std::string>& problems) {
    if (const auto* required = schema.if_contains("required"))
        for (const auto& name : required->as_array())
            if (!value.contains(name.as_string())) problems.push_back(where + '.' + std::string(name.as_string()) + ": is missing");
    if (const auto* properties = schema.if_contains("properties"))
        for (const auto& [name, each] : properties->as_object())
            if (const auto* found = value.if_contains(name)) hold(file, each, *found, where + '.' + std::string(name), problems);
}

}  // namespace conformance
