#pragma once
// Questions as they stand on a page, with what was typed and what was wrong with it.

#include "forms/forms.h"
#include "html/html.h"

#include <functional>
#include <span>
#include <string>

namespace forms {

/// What to put back into a field, however wrong; by the field's name.
using Typed = std::function<std::string(std::string_view field)>;

/// One question among others, or alone on its page, whose heading it then is.
enum class Standing { among_others, alone };

/// One question, as the component for its type. The input's name is the question's code.
void put_question(html::Html& out, const Question& question, const Typed& typed, std::span<const Problem> problems,
                  Standing standing = Standing::among_others);

/// All of a form's questions in order.
void put_questions(html::Html& out, const Form& form, const Typed& typed, std::span<const Problem> problems);

}  // namespace forms
