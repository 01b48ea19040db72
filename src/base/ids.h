#pragma once
// Ids and public references.
//
// An id is a 64-bit integer made by the application, unique in its tenant, in no meaningful order. It is a type of its
// own per thing, so a CaseId cannot be handed where a PersonId is wanted. JSON carries ids as strings. An id never
// stands in a URL meant for the public: there a public Reference stands.

#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace base {

template <class Thing>
struct Id {
    std::int64_t value = 0;
    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return value != 0; }
};

template <class Thing>
std::string to_string(Id<Thing> id) {
    return std::to_string(id.value);
}

/// Reads a positive decimal id as it stands in a staff URL or in JSON; anything else is nothing.
template <class AnyId>
std::optional<AnyId> parse_id(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value <= 0 || text.front() == '0')
        return std::nullopt;
    return AnyId{value};
}

class Random;

/// What a person is given to quote: 55 random bits in Crockford base32 and Crockford's check symbol, e.g.
/// "7TQ2-M9KX-4BRW". References whose check symbol falls outside the 32 ordinary symbols are never issued, so one is
/// always twelve letters and digits that can be read out over the phone.
class Reference {
public:
    static Reference random(Random&);
    /// Forgives case, spaces, hyphens, and O for 0, I and L for 1; refuses a wrong check symbol.
    static std::optional<Reference> parse(std::string_view);

    /// "7TQ2M9KX4BRW", as stored and as it stands in a URL.
    const std::string& text() const { return text_; }
    /// "7TQ2-M9KX-4BRW", as shown and read out.
    std::string spoken() const;

    auto operator<=>(const Reference&) const = default;

private:
    explicit Reference(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

}  // namespace base

using base::Id;
using base::parse_id;
using base::Reference;

template <class Thing>
struct std::hash<base::Id<Thing>> {
    std::size_t operator()(base::Id<Thing> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
