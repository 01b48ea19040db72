#include "journal/event.h"

#include "base/flat_json.h"

#include <boost/json.hpp>

namespace journal {

FieldReader::FieldReader(std::string_view json) {
    if (read_plain(json)) return;
    fields_.clear();
    read_any(json);
}

/// What FieldWriter writes as a rule. False where there is more to it.
bool FieldReader::read_plain(std::string_view json) {
    constexpr std::size_t usual = 12;
    fields_.reserve(usual);
    return base::read_flat_json(json, [&](std::string_view name, std::string_view value, bool) { fields_.push_back({name, value}); });
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
