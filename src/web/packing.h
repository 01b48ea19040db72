#pragma once
// Pages that hold nothing of anybody's may be sent packed: what is compressed with a secret in it could be guessed by its length.

#include "web/request.h"
#include "web/response.h"

#include <string>
#include <string_view>

namespace web {

/// The text in the form of gzip (RFC 1952).
std::string gzip(std::string_view plain);

/// The same, where each piece that begins with `mark` is packed by itself: its length tells nothing of what stands in another.
std::string gzip_apart(std::string_view plain, std::string_view mark);

/// A page on which words of several people stand, each in a piece of their own that begins with `mark`: what somebody wrote is packed together with
/// nothing of anybody else's.
Response packed_apart(Response response, const Request& request, std::string_view mark);
/// The same answer, packed for a browser that accepts it. Only for what is the same for everybody, but for a form's seal: that is
/// masked anew for each answer, so its length tells nothing, and for the name of the colleague who reads it, where nothing was typed by anybody.
Response packed(Response response, const Request& request);

}  // namespace web
