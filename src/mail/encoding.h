#pragma once
// How text is written where only ASCII may stand (RFC 2045, 2047, 2231, 3676). All linear, all of any input.

#include <string>
#include <string_view>

namespace mail {

/// `value` as unstructured header text after `name: `, folded, CRLF at its end: the whole header. Controls in it become
/// spaces first; what is not ASCII, looks like an encoded word or is too long to fold becomes encoded words.
std::string text_header(std::string_view name, std::string_view value);

/// `name: Shown <address>`, folded, CRLF at its end. The shown name is left as atoms, quoted or encoded as it needs.
std::string mailbox_header(std::string_view name, std::string_view shown, std::string_view address);

/// `; key="value"` on a line of its own, or as RFC 2231 sections where the value is long or beyond ASCII.
std::string parameter(std::string_view key, std::string_view value);

/// Lines of at most 78 characters, CRLF; soft breaks are a trailing space. Blank ends of lines are dropped first, and
/// lines that begin with a space, ">" or "From " get one more space.
std::string flow(std::string_view text);

/// Lines of at most 76 bytes that end in CRLF. Line breaks of the text (\n or CRLF) stay line breaks. A dot or
/// "From " never begins a line.
std::string quoted_printable(std::string_view text);

/// Base64 in lines of 76, CRLF.
std::string base64_lines(std::string_view bytes);

}  // namespace mail
