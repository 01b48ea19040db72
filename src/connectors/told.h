#pragma once
// What the other side says, as it is read: callbacks and answer files. Pure; hostile until read, and then within limits.

#include "base/result.h"
#include "base/time.h"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

inline constexpr std::size_t told_name = 200, told_words = 2000;  // characters that are kept of a name, and of words

/// One word of the other side.
struct Told {
    std::string message;    // its name there: the same message has the same name. At most 200 characters
    std::string named;      // what it is about: our wire name, or their reference
    std::string reference;  // theirs, where it says one
    std::string status;     // theirs, as they write it; empty: only words
    std::string words;      // theirs, for a person
    // What is older: one side keeps to one of them. Who says neither is believed in the order of arrival.
    std::optional<std::int64_t> position = {};  // grows within an errand, where they count
    std::optional<Instant> at = {};             // when it happened there
    bool operator==(const Told&) const = default;
};

/// A JSON object, at most 16 deep; nothing for anything else.
std::optional<boost::json::object> read_object(std::string_view body);
/// What stands in an object, of our call's answer or of a callback; what it does not say, or says in another shape, stays empty.
Told told_in(const boost::json::object& data);
/// A callback's body; `message` is its webhook-id. Refuses (invalid, "connectors.unreadable") what says nothing about an errand, more
/// than 64 kB, and our own messages come back.
Result<Told> read_callback(std::string_view body, std::string_view message);

struct BadLine {
    std::int64_t line = 0;  // on which the row begins
    std::string why;
    bool operator==(const BadLine&) const = default;
};
struct AnswerFile {
    std::vector<Told> told;
    std::vector<BadLine> bad;
};
/// Columns, in any order: errand or reference; status, words; at or position. Rows that say nothing about anything are bad, and hide no
/// other. A file without the columns has one bad line, its first. Every row is named by the file's content and its line, so the
/// same file again says nothing new.
AnswerFile read_answers(std::string_view text);

}  // namespace connectors
