#pragma once
// What two programs could read differently in a request's head: refused before it can matter (request smuggling).

#include "web/request.h"

#include <string_view>

namespace web {

/// No folded line, no line end other than CRLF, no NUL. `head` ends with its blank line.
bool is_plain_head(std::string_view head);

/// One way only to tell where the body ends and whose request it is: at most one Content-Length, in digits, or one
/// Transfer-Encoding: chunked, not both; one Host (HTTP/1.0: at most one). `version` is 10 or 11.
bool is_unambiguous(const Request& request, int version);

}  // namespace web
