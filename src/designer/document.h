#pragma once
// Inside designer only: service.json as a designer changes it, one part at a time. What a page does not know of stays as it stands.
//
// A part is named "questions/bin" (one of a list, by its code), "examples/2" (by its place, from 0), "outcomes" or "promise,levels" (whole members).
// Its seal says what it said: who saves a part sends the seal of what they saw, and a part that somebody else changed meanwhile has another.

#include "base/result.h"

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace designer {

class Document {
public:
    /// Refuses (invalid) what is no object in JSON.
    static Result<Document> read(std::string_view text);
    /// As people would write it: short things on one line.
    std::string text() const;

    boost::json::object& root() { return root_; }
    const boost::json::object& root() const { return root_; }

    /// "promise.working_days" as it stands in a field: numbers as digits, flags as "yes", lists of texts a line each; empty where absent.
    std::string value(std::string_view path) const;
    /// The list at that path, "levels.pauses"; an empty one where there is none.
    const boost::json::array& list(std::string_view path) const;
    /// The same of a member of the document itself, to be changed; begun where there is none.
    boost::json::array& list(std::string_view name);
    std::string seal(std::string_view part) const;

    /// Sets a text, a number, a list, or takes the member away where it is empty; so it does with an object that holds nothing more.
    void set_text(std::string_view path, std::string_view text);
    void set_number(std::string_view path, std::string_view digits);
    void set_flag(std::string_view path, bool on);
    void set_lines(std::string_view path, std::string_view lines);
    void set_list(std::string_view path, boost::json::array items);

private:
    void set(std::string_view path, boost::json::value value, bool is_empty);
    boost::json::object root_;
};

/// The item whose code it is; none: its size.
std::size_t place_of(const boost::json::array& items, std::string_view code);
/// A text of an object; empty where there is none.
std::string text_in(const boost::json::value& item, std::string_view name);
/// "brown_bin" for "Brown bin!", at most 40 characters.
std::string code_from(std::string_view label, char joint = '_');

}  // namespace designer
