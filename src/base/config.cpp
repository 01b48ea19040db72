#include "base/config.h"

#include "base/text.h"

#include <fmt/format.h>
#include <toml.hpp>

#include <charconv>
#include <cstdlib>

namespace base {
namespace {

std::string variable_of(std::string_view name) {
    std::string variable = "GUILDHALL_";
    for (const char c : name) variable += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return variable;
}

}  // namespace

Result<Config> Config::from_file(const std::string& path) {
    try {
        Config config;
        const auto file = toml::parse(path);  // must outlive the loop, which g++ 12 does not see to
        for (const auto& [name, value] : file.as_table()) {
            if (value.is_string())
                config.filed_[name] = value.as_string().str;
            else if (value.is_integer())
                config.filed_[name] = std::to_string(value.as_integer());
            else if (value.is_boolean())
                config.filed_[name] = value.as_boolean() ? "true" : "false";
            else
                return refuse(Kind::invalid, "base.config_shape",
                              fmt::format("{}:{}: {} must be a text, a whole number or true/false", path,
                                          value.location().line(), name));
        }
        return config;
    } catch (const std::exception& problem) {
        return refuse(Kind::invalid, "base.config_unreadable", problem.what());
    }
}

void Config::set(std::string name, std::string value) { given_[std::move(name)] = std::move(value); }

std::optional<std::string> Config::find(std::string_view name) const {
    if (const auto given = given_.find(name); given != given_.end()) return given->second;
    if (const char* variable = std::getenv(variable_of(name).c_str())) return std::string(variable);
    if (const auto filed = filed_.find(name); filed != filed_.end()) return filed->second;
    return std::nullopt;
}

std::string Config::text(std::string_view name, std::string_view otherwise) const {
    return find(name).value_or(std::string(otherwise));
}

Result<std::int64_t> Config::number(std::string_view name, std::int64_t otherwise, std::int64_t least,
                                    std::int64_t most) const {
    const auto text = find(name);
    if (!text) return otherwise;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || value < least || value > most)
        return refuse(Kind::invalid, "base.config_number",
                      fmt::format("{} must be a whole number from {} to {}, not '{}'", variable_of(name), least, most,
                                  *text));
    return value;
}

Result<bool> Config::flag(std::string_view name, bool otherwise) const {
    const auto text = find(name);
    if (!text) return otherwise;
    const auto word = lower_ascii(*text);
    if (word == "true" || word == "yes" || word == "1" || word == "on") return true;
    if (word == "false" || word == "no" || word == "0" || word == "off" || word.empty()) return false;
    return refuse(Kind::invalid, "base.config_flag",
                  fmt::format("{} must be true or false, not '{}'", variable_of(name), *text));
}

}  // namespace base
