#pragma once
// Text as bytes: UTF-8 that is really UTF-8, JSON strings, hexadecimal, base64, digests.

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// True for well-formed UTF-8 (no overlong forms, no surrogates, nothing past U+10FFFF).
bool is_utf8(std::string_view);
/// The same text with every ill-formed byte replaced by U+FFFD, and NUL dropped.
std::string to_utf8(std::string_view);
/// The number of code points; the text must be UTF-8.
std::size_t count_characters(std::string_view);
/// The first `most` code points, never half a character.
std::string_view first_characters(std::string_view, std::size_t most);

/// A text as a person typed it in one line: ill-formed bytes replaced, control characters (line breaks, NUL, bidi
/// overrides included) turned to spaces, runs of spaces folded, ends trimmed.
std::string tidy_line(std::string_view);
/// The same for several lines: line breaks kept as \n, other controls dropped, trailing blanks trimmed.
std::string tidy_text(std::string_view);

std::string_view trim(std::string_view);
std::string lower_ascii(std::string_view);
std::vector<std::string_view> split(std::string_view, char separator);
bool equal_ignoring_case(std::string_view, std::string_view);

/// The text as a JSON string, quotes included.
std::string json_string(std::string_view);

std::string to_hex(std::span<const std::byte>);
std::optional<std::string> from_hex(std::string_view);
/// Base64 for a URL, without padding.
std::string to_base64url(std::string_view);
std::optional<std::string> from_base64url(std::string_view);
/// Base64 with padding (RFC 4648 section 4).
std::string to_base64(std::string_view);

using Digest = std::array<std::byte, 32>;
Digest sha256(std::string_view);
std::string to_hex(const Digest&);
/// Compares secrets without telling by its duration where they differ.
bool equal_secret(std::string_view, std::string_view);

inline std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace base
