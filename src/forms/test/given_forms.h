#pragma once
// Forms from JSON, and what became of answers to them.

#include "forms/forms.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

namespace forms::given {

using Told = std::map<std::string, std::string, std::less<>>;

inline Form form(std::string_view json) {
    auto read = read_form(json);
    REQUIRE_MESSAGE(read, json);
    return std::move(*read);
}

/// Why a list of questions is refused; empty: it is not.
inline std::string refused(std::string_view json) {
    const auto read = read_form(json);
    return read ? std::string() : read.error().log;
}

inline Sent sent(const Told& told) {
    return [&told](std::string_view name) -> std::optional<std::string_view> {
        const auto found = told.find(name);
        return found == told.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    };
}

/// What a form of the one question q keeps of these fields, or "!" and what was said of it.
inline std::string kept(const Form& form, const Told& told) {
    const auto checked = check(form, sent(told));
    if (!checked) return "!" + checked.error().fields.front().message;
    return checked->empty() ? std::string() : checked->front().value;
}
inline std::string kept(const Form& form, const std::string& typed) { return kept(form, Told{{"q", typed}}); }

/// The same, as a person reads it.
inline std::string read_back(const Form& form, const Told& told) { return shown_as_sent(form.questions.front(), sent(told)); }

/// The codes of what is asked, in order: "size lorry details".
inline std::string asked_of(const Form& form, const Told& told) {
    std::string codes;
    for (const auto* question : asked(form, sent(told))) codes += (codes.empty() ? "" : " ") + question->code;
    return codes;
}

}  // namespace forms::given
