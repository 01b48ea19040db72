#pragma once
// The frame that every question of a form has: group, label, hint, error message, and which of them describe the input
// to a screen reader. For the components only.

#include "html/govuk_parts.h"

namespace html::govuk {

struct Question {
    const std::string& id;  // hint and error take their ids from it
    const Hint& hint;
    const ErrorMessage& error;
    const FormGroup& group;
};

/// The ids in aria-describedby: what the caller gave, then hint, then error.
std::string describing_ids(std::string_view given, const Question&);
void open_group(Html& out, const Question&);
void put_label(Html& out, const Label&, std::string_view for_id);
void put_hint_and_error(Html& out, const Question&);
/// ` data-i18n.key="text"`, or one attribute per plural rule.
void add_i18n(Attributes&, std::string_view key, std::string_view text);
void add_i18n(Attributes&, std::string_view key, const Plurals&);
/// "first more", or first alone.
std::string joined(std::string_view first, std::string_view more);

}  // namespace html::govuk
