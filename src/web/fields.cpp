#include "web/fields.h"

#include "base/text.h"

#include <algorithm>

namespace web {
namespace {

/// Header names are short; comparing in place beats lower-casing a copy.
bool same_name(std::string_view a, std::string_view b) {
    return a.size() == b.size() && base::equal_ignoring_case(a, b);
}

}  // namespace

const std::string* Fields::find(std::string_view name) const {
    for (const auto& [each, value] : fields_)
        if (each == name) return &value;
    return nullptr;
}

std::string_view Fields::text(std::string_view name) const {
    const auto* value = find(name);
    return value ? std::string_view(*value) : std::string_view();
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [each, value] : fields_)
        if (each == name) values.push_back(value);
    return values;
}

void Headers::set(std::string_view name, std::string value) {
    const auto first = std::ranges::find_if(fields_, [&](const auto& f) { return same_name(f.first, name); });
    if (first == fields_.end()) return add(std::string(name), std::move(value));
    first->second = std::move(value);
    fields_.erase(std::remove_if(first + 1, fields_.end(), [&](const auto& f) { return same_name(f.first, name); }),
                  fields_.end());
}

void Headers::remove(std::string_view name) {
    std::erase_if(fields_, [&](const auto& f) { return same_name(f.first, name); });
}

const std::string* Headers::find(std::string_view name) const {
    for (const auto& [each, value] : fields_)
        if (same_name(each, name)) return &value;
    return nullptr;
}

std::string_view Headers::text(std::string_view name) const {
    const auto* value = find(name);
    return value ? std::string_view(*value) : std::string_view();
}

std::size_t Headers::count(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count_if(fields_, [&](const auto& f) { return same_name(f.first, name); }));
}

}  // namespace web
