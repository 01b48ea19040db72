#pragma once
// Inside places only: what somebody typed to find an address, taken apart. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace places {

/// Lower-case words of letters and digits; apostrophes vanish ("Mary's" is marys), accents are taken off, all else parts
/// words. Of a range of numbers the first stands ("12-14" is 12). Bytes that are no UTF-8 part words.
std::vector<std::string> fold_words(std::string_view text);

/// The words under which a name is found: its own, and for "Street", "Saint" and their like the short forms too.
std::vector<std::string> index_words(std::string_view name);

/// A number with its letter: "10a" is {10, 1}.
struct HouseNumber {
    int number = 0;
    int letter = 0;  // 1 for a; 0: none
    bool operator==(const HouseNumber&) const = default;
};
std::optional<HouseNumber> read_number(std::string_view word);

struct Typed {
    std::vector<std::string> words;      // of street, house, block or town
    std::optional<HouseNumber> house;
    std::optional<int> flat;
    std::string postcode;                // "GH12AB" or the start of one
    bool whole_postcode = false;
};
Typed read_typed(std::string_view text);

/// True where every typed word begins one of the others.
bool all_begin(const std::vector<std::string>& typed, const std::vector<std::string>& words);

/// Where the postman comes by in a street: grows with number, letter and flat.
namespace walk {
inline constexpr std::int64_t flats = 100'000, letters = 27, no_number = 9'999;
inline constexpr std::int64_t number_step = flats * letters;
}  // namespace walk
std::int64_t walk_of(std::string_view flat, std::string_view number);

}  // namespace places
