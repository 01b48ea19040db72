#pragma once
// A file that somebody may see, as an answer.

#include "files/files.h"
#include "web/web.h"

namespace website {

/// With the heads that keep a browser from taking it for anything else. Refused while it waits to be looked at, and where nobody keeps files.
Result<web::Response> file_answer(const web::Context& context, const files::File& file);

}  // namespace website
