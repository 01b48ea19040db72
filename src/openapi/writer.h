#pragma once
// JSON on its way out, typed: an id cannot go out as a number, a time cannot go out in another form than RFC 3339, and
// no text goes out unescaped.

#include "base/ids.h"
#include "base/text.h"
#include "base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace openapi {

class Array;

class Object {
public:
    Object& text(std::string_view member, std::string_view value) { return put(member, base::json_string(value)); }
    template <class Thing>
    Object& id(std::string_view member, Id<Thing> value) {
        return text(member, to_string(value));
    }
    Object& time(std::string_view member, Instant value) { return text(member, base::to_iso(value)); }
    Object& time(std::string_view member, std::optional<Instant> value) {
        return value ? time(member, *value) : none(member);
    }
    Object& number(std::string_view member, std::int64_t value) { return put(member, std::to_string(value)); }
    /// The shortest decimal that reads back as the same double; must be finite.
    Object& decimal(std::string_view member, double value);
    Object& flag(std::string_view member, bool value) { return put(member, value ? "true" : "false"); }
    Object& none(std::string_view member) { return put(member, "null"); }
    /// The text, or null where there is none.
    Object& text_or_none(std::string_view member, std::string_view value) {
        return value.empty() ? none(member) : text(member, value);
    }
    Object& object(std::string_view member, const Object& value) { return put(member, value.str()); }
    Object& array(std::string_view member, const Array& value);
    /// What is JSON already, by this program's own hand.
    Object& written(std::string_view member, std::string_view json) { return put(member, json); }

    bool empty() const { return out_.size() == 1; }
    std::string str() const { return out_ + '}'; }

private:
    Object& put(std::string_view member, std::string_view json);
    std::string out_ = "{";
};

class Array {
public:
    Array& add(const Object& value) { return put(value.str()); }
    Array& add(std::string_view value) { return put(base::json_string(value)); }
    std::string str() const { return out_ + ']'; }

private:
    Array& put(std::string_view json);
    std::string out_ = "[";
};

}  // namespace openapi
