#pragma once
// JSON on its way in: bounded, unambiguous, and read member by member.

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

#include <boost/json/object.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace openapi {

/// The object a body holds. Refuses as web.malformed (400), saying where: what is no JSON, nesting deeper than 32, a
/// member named twice, a number no double can hold, ill-formed UTF-8, a byte order mark, anything after the object, and
/// a body that is no object.
Result<boost::json::object> parse_body(std::string_view text);

/// Reads the members of one object and gathers all that is wrong with them, each problem under the member's path. What
/// is not asked for is ignored. A member that is null is one that was not given.
class Members {
public:
    Members(const boost::json::object& object, std::vector<Problem>& problems, std::string path = {})
        : object_(&object), problems_(problems), path_(std::move(path)) {}

    bool has(std::string_view member) const { return find(member) != nullptr; }
    /// Empty when not given. Texts with NUL are refused: no database takes them.
    std::string text(std::string_view member);
    /// The same, with a problem when it is not given or empty.
    std::string required_text(std::string_view member);
    /// A string of digits; 0 where it is not given.
    template <class AnyId>
    AnyId id(std::string_view member) {
        const auto given = text(member);
        const auto read = parse_id<AnyId>(given.empty() ? std::string_view("0") : std::string_view(given));
        if (!read && !given.empty()) wrong(member, "openapi.want_id");
        return read.value_or(AnyId{});
    }
    std::optional<double> number(std::string_view member);
    /// RFC 3339, with an offset or Z.
    std::optional<Instant> time(std::string_view member);
    /// An object all of whose members are texts.
    std::map<std::string, std::string, std::less<>> texts(std::string_view member);
    /// The same, some of whose members may be arrays of objects, kept as their JSON.
    std::map<std::string, std::string, std::less<>> texts_or_rows(std::string_view member);
    /// An object of its own; one without members when it is not given.
    Members object(std::string_view member);

    void wrong(std::string_view member, std::string_view words_key);
    std::string path_of(std::string_view member) const;

private:
    const boost::json::value* find(std::string_view member) const;

    const boost::json::object* object_;
    std::vector<Problem>& problems_;
    std::string path_;
};

/// Refuses with all that was gathered, if anything was.
Result<void> no_problems(std::vector<Problem> problems);

}  // namespace openapi
