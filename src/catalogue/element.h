#pragma once
// Inside catalogue only: one object of a definition's JSON, read by name.

#include "base/result.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace catalogue {

inline std::unexpected<Refusal> wrong(std::string_view element, std::string_view why) {
    return refuse(Kind::invalid, "catalogue.definition", fmt::format("{}: {}", element, why));
}

/// What is absent, or of another kind, reads as empty.
class Element {
public:
    explicit Element(const boost::json::value* value) : object_(value != nullptr ? value->if_object() : nullptr) {}
    std::string text(std::string_view name) const {
        const auto* v = find(name);
        return v != nullptr && v->is_string() ? std::string(v->as_string()) : std::string();
    }
    std::int64_t number(std::string_view name) const {
        const auto* v = find(name);
        return v != nullptr && v->is_int64() ? v->as_int64() : 0;
    }
    bool flag(std::string_view name) const {
        const auto* v = find(name);
        return v != nullptr && v->is_bool() && v->as_bool();
    }
    const boost::json::value* find(std::string_view name) const { return object_ == nullptr ? nullptr : object_->if_contains(name); }
    /// Whether it is an object at all.
    explicit operator bool() const { return object_ != nullptr; }
    const boost::json::object& object() const { return *object_; }

private:
    const boost::json::object* object_;
};

}  // namespace catalogue
