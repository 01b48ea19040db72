#pragma once
// Inside dmn: texts as code points, which is what FEEL counts.

#include <cstddef>
#include <string>
#include <string_view>

namespace dmn {

struct CodePoint {
    char32_t value;
    std::size_t size;  // in bytes; at least 1
};
/// Ill-formed bytes are U+FFFD, one each.
CodePoint code_point_at(std::string_view text, std::size_t place);
void append_utf8(std::string&, char32_t);
std::u32string to_code_points(std::string_view);
std::string from_code_points(std::u32string_view);

/// By Unicode's simple case mapping.
char32_t upper(char32_t);
char32_t lower(char32_t);

}  // namespace dmn
