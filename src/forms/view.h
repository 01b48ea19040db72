#pragma once
// Questions as they stand on a page, with what was typed and what was wrong with it.

#include "forms/forms.h"
#include "html/html.h"
#include "web/web.h"

#include <functional>
#include <span>
#include <string>

namespace forms {

/// What to put back into a field, however wrong; by the field's name. Of choices all that were ticked, parted by commas.
using Typed = std::function<std::string(std::string_view field)>;

/// What a page's form sent, as `check` asks for it. Lives as long as `fields`; `form` may go.
Sent sent_by(const web::Fields& fields, const Form& form);
/// The same, to be put back.
Typed typed_by(const web::Fields& fields, const Form& form);

/// One question among others, or alone on its page, whose heading it then is, or in the row of a group.
enum class Standing { among_others, alone, in_a_row };

/// One question, as the component for its type. The first input's id is the question's code, so that a problem can point at it; the inputs'
/// names are `fields_of`.
void put_question(html::Html& out, const Question& question, const Typed& typed, std::span<const Problem> problems,
                  Standing standing = Standing::among_others);

/// The questions of one row of a group, under the names of its fields (group.h).
void put_row(html::Html& out, const Question& group, std::size_t number, const Typed& typed, std::span<const Problem> problems,
             Standing standing = Standing::among_others);

/// All of a form's questions in order, also those that not everybody is asked; these say so, and the rest is for `check`.
void put_questions(html::Html& out, const Form& form, const Typed& typed, std::span<const Problem> problems);

}  // namespace forms
