#pragma once
// A refused form, shown: the summary at the top and the message at each field, both from base's Problems. The id of a
// field's input is the field's name; a message that is a key is said in the house's words, any other as it stands.

#include "base/result.h"
#include "base/words.h"
#include "html/govuk_messages.h"

#include <span>

namespace html {

/// The error summary, or nothing when there is no problem. Set Page::has_errors along with it.
Html problem_summary(std::span<const Problem>, base::Language = base::Language::english);

/// What is wrong with one field, for a component's `error_message`; empty when nothing is.
govuk::ErrorMessage problem_at(std::span<const Problem>, std::string_view field,
                               base::Language = base::Language::english);

}  // namespace html
