#pragma once
// Questions, answers and checks: what a service wants to know, kept as data. The same questions are asked on the web,
// at the agent's desk and over the API; the checks here are the truth for all of them.
//
// Of a question that has a condition (`when`, in FEEL over the answers before it) only who gives such answers is asked: for others it is not
// required, and what they send for it is dropped. Only a condition that is true asks; one that is null, or hits a limit, does not.

#include "base/result.h"
#include "base/words.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace forms {

/// How each answer is kept: a choice by its code; of `choices` all that were chosen, in the order of the form, parted by commas; a number as
/// "12.5"; money in whole pence, "1250"; a date as "2026-11-22", a range with both ends in it as "2026-11-22/2026-12-01"; a time of day as
/// "14:30"; a vehicle's registration number in capitals without spaces; a reference as its shape spells it; an address as one line, of a known one
/// with its property number behind it, "12 Mill Lane, M1 1AE [UPRN 10001]"; files by their names, a line each; a group as JSON, an object of
/// texts for each of its rows; a signature as the name with the moment behind it, "Ann Lee [signed 2026-11-22T09:30:00Z]"; what is calculated as
/// its result is kept. Everything else as it was typed, tidied. `eligibility` asks and keeps nothing.
enum class Type {
    text, long_text, choice, choices, number, money, date, date_range, time, email, phone, postcode, vehicle,
    reference, council_tax_reference, national_insurance_number, address, files, group, signature, calculated, eligibility
};
/// "long_text", as definitions name it.
std::string_view code_of(Type);
/// Whether it is answered in words of one's own.
bool is_in_own_words(Type);
/// Whether it tells who somebody is, how they are reached, or where they live.
bool is_contact_detail(Type);
/// Whether people answer it: not what is calculated of other answers, nor who is eligible.
bool is_answered(Type);
/// Whether it needs bytes beside its words: only a web page sends these.
bool has_files(Type);

struct Choice {
    std::string code, label;
    std::string stop = {};  // chosen, it ends the form: what to do instead, e.g. ring 999
    bool alone = false;     // of several, it goes with no other: "None of these"
};

class Condition;  // inside forms only: branching.h
struct Form;

/// Who is not eligible, why, and what they can do about it. The form ends at the answer that makes `when` true, on every channel.
struct Rule {
    std::string when, reason, appeal;
    std::shared_ptr<const Condition> condition;
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
    std::optional<std::int64_t> from, up_to;  // bounds of a number; of money in pence; of a range how many days it may have at most
    std::int64_t decimals = 0;                // of a number
    std::string when;                         // the condition; empty: everybody is asked
    std::shared_ptr<const Condition> condition;
    std::vector<std::string> shapes;                // of a reference: how it may be spelled, "99/99999/AAA"
    std::shared_ptr<const Form> row;                // of a group: what is asked of each
    std::string one;                                // of a group: what one of them is called, "Person"
    Type as = Type::text;                           // of what is calculated: how it is kept and read
    std::string value, explains;                    // of what is calculated: the FEEL, and in words how it comes about; "{code}" is that answer
    std::shared_ptr<const Condition> reckoning;     // the same FEEL, read
    std::vector<Rule> rules;                        // of eligibility, the first that holds counts
    std::int64_t megabytes = 10;                    // of files: how large each may be
    base::Language language = base::Language::english;  // in which it is written, and what is wrong with an answer is said

    const std::string& spoken() const { return ask.empty() ? label : ask; }
    /// What to do instead, where this answer (of several choices: one of them) ends the form; empty where it does not.
    std::string stop_for(std::string_view answer) const;
};

struct Form {
    std::vector<Question> questions;
    const Question* find(std::string_view code) const;
    /// True if not everybody is asked the same.
    bool has_branches() const;
    /// True if it hangs on the answer to this one of its questions what else is asked.
    bool hangs_on(const Question& question) const;
};

struct Answer {
    std::string question, value;  // a choice is kept as its code
    bool operator==(const Answer&) const = default;
};
using Answers = std::vector<Answer>;

/// What was sent under a name; nothing when it was not sent at all. A question is answered under its code, as it is kept or as people type it;
/// a day may come in three, `code-day`, `code-month` and `code-year`, and a range in six, `code-from-day` to `code-to-year`; a group with its rows
/// in fields of their own, `code-1-name` (group.h).
using Sent = std::function<std::optional<std::string_view>(std::string_view code)>;

/// Tidies and checks every answer in the order of the questions. Refuses with all problems at once, each under its
/// question's code. Fields the form does not know are ignored. Unanswered optional questions are left out. An answer
/// that ends the form is a problem on every channel: its message says what to do instead.
Result<Answers> check(const Form& form, const Sent& sent);

/// The questions that are asked of who answers so, in order, and that people answer. What is wrong with an answer counts as no answer.
std::vector<const Question*> asked(const Form& form, const Sent& sent);

/// All names under which a question may be answered, its code first; none of what people do not answer.
std::vector<std::string> fields_of(const Question& question);
/// The first of them that stands on a page.
std::string first_field(const Question& question);

/// An answer that is kept, as a person reads it: labels of choices, "£12.50", "Sunday 22 November 2026".
std::string shown(const Question& question, std::string_view value, base::Language = base::Language::english);
/// What was sent, so; as it was typed where it is no answer.
std::string shown_as_sent(const Question& question, const Sent& sent, base::Language = base::Language::english);
/// What it is found by: what is shown, and what has spaces in it without them.
std::string searched(const Question& question, std::string_view value);
/// An answer that is kept, as `check` takes it again: money in pence says so.
std::string as_sent(const Question& question, std::string_view value);

std::string to_json(const Answers& answers);
Answers answers_from_json(std::string_view json);

/// Reads the "questions" of a service definition. Refuses what it does not know, naming question and element; also a condition that is no
/// FEEL, asks for what is no earlier question, or comes to neither true nor false.
Result<Form> read_form(std::string_view questions_json, base::Language = base::Language::english);

}  // namespace forms
