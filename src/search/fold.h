#pragma once
// Inside search only: what a character is to the splitter.

#include <cstdint>
#include <string_view>

namespace search {

struct Character {
    enum class Role { letter, ideograph, joiner, apostrophe, gap };
    Role role;
    std::string_view folded;  // empty: the character as it stands in the text
};

/// For any code point outside ASCII.
Character fold(std::uint32_t code_point);

/// The code point at `at`, which is moved behind it; 0 where the text is not UTF-8 (one byte is skipped).
std::uint32_t next_code_point(std::string_view text, std::size_t& at);

}  // namespace search
