#pragma once
// Questions, answers and checks: what a service wants to know, kept as data. The same questions are asked on the web,
// at the agent's desk and over the API; the checks here are the truth for all of them.

#include "base/result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace forms {

enum class Type { text, long_text, choice, email, phone, date };

struct Choice {
    std::string code, label;
    std::string stop = {};  // chosen, it ends the form: what to do instead, e.g. ring 999
};

struct Question {
    std::string code;  // a-z, 0-9 and _, unique in its form
    Type type = Type::text;
    std::string label, hint;
    std::string ask;   // the same asked aloud by an agent; empty: as the label says
    std::string help;  // Markdown beside the question, for the agent
    bool required = false;
    std::string missing;      // what to say when a required answer is not there; empty: made from the label
    std::size_t most = 200;   // characters
    std::vector<Choice> choices;

    const std::string& spoken() const { return ask.empty() ? label : ask; }
    /// What to do instead, where this answer ends the form; empty where it does not.
    std::string stop_for(std::string_view answer) const;
};

struct Form {
    std::vector<Question> questions;
    const Question* find(std::string_view code) const;
};

struct Answer {
    std::string question, value;  // a choice is kept as its code
    bool operator==(const Answer&) const = default;
};
using Answers = std::vector<Answer>;

/// What was sent for a question; nothing when the question was not sent at all.
using Sent = std::function<std::optional<std::string_view>(std::string_view code)>;

/// Tidies and checks every answer in the order of the questions. Refuses with all problems at once, each under its
/// question's code. Fields the form does not know are ignored. Unanswered optional questions are left out. An answer
/// that ends the form is a problem on every channel: its message says what to do instead.
Result<Answers> check(const Form& form, const Sent& sent);

/// The label of a choice, or the value itself: what a person reads.
std::string shown(const Question& question, std::string_view value);

std::string to_json(const Answers& answers);
Answers answers_from_json(std::string_view json);

/// Reads the "questions" of a service definition. Refuses what it does not know, naming the element.
Result<Form> read_form(std::string_view questions_json);

}  // namespace forms
