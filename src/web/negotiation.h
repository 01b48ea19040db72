#pragma once
// The header fields in which a reader says what it wants.

#include "base/words.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

/// "multipart/form-data; boundary=x": type and subtype in lower case, and the parameters asked for by name.
struct ContentType {
    std::string type;  // "multipart/form-data"; empty when the field is malformed
    std::string boundary;
    std::string charset;
};
ContentType read_content_type(std::string_view);

/// The language a reader prefers of those the house speaks; `otherwise` when it names none of them.
base::Language read_accept_language(std::string_view, base::Language otherwise);

/// True if the reader takes this content coding: named with a weight above 0.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

struct ByteRange {
    std::uint64_t first;
    std::uint64_t length;
};
enum class RangeAnswer { whole, part, not_satisfiable };
/// One range of bytes of something `size` long. Several ranges, other units and malformed fields are answered with
/// the whole, as RFC 9110 allows.
RangeAnswer read_range(std::string_view field, std::uint64_t size, ByteRange& range);

/// True if the list of an If-None-Match or If-Match field names this tag (with quotes) or is "*". A weak comparison
/// takes W/"x" for "x"; a strong one refuses it.
bool names_tag(std::string_view list, std::string_view quoted_tag, bool weak);

}  // namespace web
