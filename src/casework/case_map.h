#pragma once
// What a council says at the elements of a service's map beside what BPMN says: attributes in the namespace urn:guildhall:bpmn.
//
//   userTask               team (name; empty: whichever has the case), skill, form (of the service's `forms`), withinWorkingDays, field ("true": done
//                          out there), notBy (the task that somebody else must have done), closes ("true": what is chosen at closing ends it)
//   businessRuleTask       decision (in any of the service's .dmn files), into (the variable)
//   serviceTask            destination, errand ("open", "update", "cancel"), into, replyWithinWorkingDays (required), words (as at a sendTask; the back
//                          office reads them)
//   sendTask               letter (to the residents), words (variables, with blanks between: "discount.reason discount.appeal"; their texts, each a
//                          paragraph, stand where the letter says {words})
//   endEvent               outcome (of the service); reminder (a letter), remindOn (the variable with a day, "issue.ends"), remindDaysBefore: whoever asked
//                          is reminded so long before that day (reminders.h)
//   where a case waits     pause (a reason of the service's "pauses"): its clocks stand still as long as it waits there
//   any of them            plain: what residents read while the case stands there; empty: it is not told
//
// Promises
//  1. A map that `of` gives can be carried out: what names a form, a task, a decision or an outcome that is not there was refused.
//  2. It never changes; all councils with the same text share it.

#include "base/result.h"
#include "bpmn/model.h"
#include "catalogue/catalogue.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace casework {

inline constexpr std::string_view own_attributes = "urn:guildhall:bpmn";

/// What a task asks of people.
struct Duty {
    std::string element, name, team, skill, form, not_by;
    std::int64_t within_working_days = 0;        // 0: by the case's own promise
    std::int64_t reply_within_working_days = 0;  // of an errand; 0: no answer is expected by a day
    bool in_the_field = false, closes = false;
};

class CaseMap;
using CaseMapPtr = std::shared_ptr<const CaseMap>;

class CaseMap {
public:
    /// Of a service that has a map (`Definition::process`). Refuses (invalid, "casework.map") with the element and what is wrong.
    static Result<CaseMapPtr> of(const catalogue::Definition& service);

    const bpmn::Model& model() const { return model_; }
    /// Where a case begins: the first process that is to be carried out.
    const bpmn::Element& process() const { return *process_; }
    /// Of an element that is no task: empty.
    Duty duty(std::string_view element) const;
    std::string_view attribute(std::string_view element, std::string_view name) const;
    std::string_view name(std::string_view element) const;
    /// What residents read while a case stands there; empty: nothing.
    std::string_view plain(std::string_view element) const { return attribute(element, "plain"); }
    /// Received, one thing to do, done: the map says no more than that somebody has the case.
    bool has_one_step() const { return has_one_step_; }
    /// Whether what somebody does first is done where the record is: not out there, and not by another system.
    bool begins_at_the_desk() const;
    /// Its steps in words, one line each: "4. Clear it (user task, Clearance crew). If …, go to 7."
    const std::vector<std::string>& in_words() const { return in_words_; }
    /// Says all of its content: maps with the same key are the same.
    const std::string& key() const { return key_; }
    /// Names of the teams that do tasks on it.
    std::vector<std::string> teams() const;
    /// Codes of the skills that tasks on it want.
    std::vector<std::string> skills() const;

private:
    /// What any of its tasks says there; each once, in order.
    std::vector<std::string> said_of_tasks(std::string_view name) const;

    bpmn::Model model_;
    const bpmn::Element* process_ = nullptr;
    bool has_one_step_ = false;
    std::vector<std::string> in_words_;
    std::string key_;
};

}  // namespace casework
