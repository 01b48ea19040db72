#pragma once
// Addresses as they come off the wire.

#include <optional>
#include <string>
#include <string_view>

namespace web {

/// Decodes %XX. A '%' without two hexadecimal digits stays what it is; '+' becomes a space only in forms.
std::string decode_percent(std::string_view, bool plus_is_space);
/// Encodes all but letters, digits and "-._~": for a value in a query or one segment of a path.
std::string encode_percent(std::string_view);

/// A request's path, decoded once. Nothing for what no browser sends of its own accord: ill-formed UTF-8 (overlong
/// forms included), controls, NUL, a backslash, an encoded slash, a broken %XX, "." and ".." segments, ';' parameters,
/// empty segments ("//") and what does not begin with '/'.
std::optional<std::string> decode_path(std::string_view raw);

}  // namespace web
