#pragma once
// Inside forms only: when a question is asked.

#include "dmn/feel.h"
#include "forms/forms.h"

#include <span>
#include <utility>

namespace forms {

/// A condition in FEEL over the answers before it. Each is known by its question's code: a number and money (in pence) as number, a date as
/// date, a range as range of dates, a time as time, several choices as list of their codes, files as list of their names, a group as list of contexts with an
/// entry for each of its questions, an address as context of `text` and `uprn`, what is calculated as its result, everything else as text. What was not answered
/// is null; of several choices, files and a group it is the empty list.
class Condition {
public:
    /// Refuses, with why in the log line, what is no FEEL, asks for anything but `earlier`, or for what time it is, and what comes to
    /// neither true nor false where all of them are answered.
    static Result<std::shared_ptr<const Condition>> read(std::string_view feel, std::span<const Question> earlier);

    /// The same for what is calculated: what it comes to must be kept as `as` says.
    static Result<std::shared_ptr<const Condition>> read_reckoning(std::string_view feel, const Question& calculated, std::span<const Question> earlier);
    /// What it comes to, as it is kept; empty where it comes to nothing of the kind.
    std::string reckoned(const Question& calculated, std::span<const Question> questions, std::span<const std::string> kept) const;

    /// `kept`: what is answered to each of the form's questions so far.
    bool holds(std::span<const Question> questions, std::span<const std::string> kept) const;

    /// Places of the questions that it asks for.
    std::span<const std::size_t> needs() const { return needs_; }

private:
    static Result<Condition> parsed(std::string_view feel, std::span<const Question> earlier);
    dmn::Outcome tried(std::span<const Question> earlier) const;
    Condition(dmn::Expression expression, std::vector<std::size_t> needs) : expression_(std::move(expression)), needs_(std::move(needs)) {}
    dmn::Outcome outcome(std::span<const Question> questions, std::span<const std::string> kept) const;

    dmn::Expression expression_;
    std::vector<std::size_t> needs_;
};

/// One answer as FEEL knows it.
dmn::Value as_feel(const Question& question, std::string_view kept);

}  // namespace forms
