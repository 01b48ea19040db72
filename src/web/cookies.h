#pragma once
// Cookies on the wire.

#include "web/fields.h"
#include "web/response.h"

#include <string>
#include <string_view>

namespace web {

/// Reads one Cookie field into `cookies`. On a secure request only names with the prefix __Host- are taken (and given
/// without it): a cookie tossed in by a neighbouring subdomain or by plain HTTP is not ours. At most 100.
void read_cookies(std::string_view line, bool secure, Fields& cookies);

/// The value of a Set-Cookie field.
std::string to_set_cookie(const Cookie&, bool secure);

}  // namespace web
