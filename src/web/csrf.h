#pragma once
// Showing that a form came from us, and that its sender is the browser we gave it to.

#include "web/context.h"

#include <string>
#include <string_view>

namespace web {

/// A token for one form, made from the browser's key; differs each time (a compressed page gives nothing away).
std::string csrf_token(std::string_view form_key, Random&);
bool is_csrf_token_of(std::string_view token, std::string_view form_key);

/// Where a request that changes something must come from: this very site, as the browser itself says in Sec-Fetch-Site
/// or Origin. A request that says neither comes from no browser of today and is refused.
bool comes_from_us(const Request&, const Tenant&);

}  // namespace web
