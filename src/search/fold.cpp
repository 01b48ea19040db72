#include "search/fold.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace search {
namespace {

struct Run {
    std::uint32_t first;
    std::uint32_t last;
    std::string_view letters;
};

/// Latin letters with their marks off, in order of code points.
constexpr Run latin[] = {
    {0xAA, 0xAA, "a"},      {0xBA, 0xBA, "o"},      {0xC0, 0xC5, "a"},      {0xC6, 0xC6, "ae"},
    {0xC7, 0xC7, "c"},      {0xC8, 0xCB, "e"},      {0xCC, 0xCF, "i"},      {0xD0, 0xD0, "d"},
    {0xD1, 0xD1, "n"},      {0xD2, 0xD6, "o"},      {0xD8, 0xD8, "o"},      {0xD9, 0xDC, "u"},
    {0xDD, 0xDD, "y"},      {0xDE, 0xDE, "th"},     {0xDF, 0xDF, "ss"},     {0xE0, 0xE5, "a"},
    {0xE6, 0xE6, "ae"},     {0xE7, 0xE7, "c"},      {0xE8, 0xEB, "e"},      {0xEC, 0xEF, "i"},
    {0xF0, 0xF0, "d"},      {0xF1, 0xF1, "n"},      {0xF2, 0xF6, "o"},      {0xF8, 0xF8, "o"},
    {0xF9, 0xFC, "u"},      {0xFD, 0xFD, "y"},      {0xFE, 0xFE, "th"},     {0xFF, 0xFF, "y"},
    {0x100, 0x105, "a"},    {0x106, 0x10D, "c"},    {0x10E, 0x111, "d"},    {0x112, 0x11B, "e"},
    {0x11C, 0x123, "g"},    {0x124, 0x127, "h"},    {0x128, 0x131, "i"},    {0x132, 0x133, "ij"},
    {0x134, 0x135, "j"},    {0x136, 0x138, "k"},    {0x139, 0x142, "l"},    {0x143, 0x14B, "n"},
    {0x14C, 0x151, "o"},    {0x152, 0x153, "oe"},   {0x154, 0x159, "r"},    {0x15A, 0x161, "s"},
    {0x162, 0x167, "t"},    {0x168, 0x173, "u"},    {0x174, 0x175, "w"},    {0x176, 0x178, "y"},
    {0x179, 0x17E, "z"},    {0x17F, 0x17F, "s"},    {0x1CD, 0x1CE, "a"},    {0x1CF, 0x1D0, "i"},
    {0x1D1, 0x1D2, "o"},    {0x1D3, 0x1DC, "u"},    {0x218, 0x219, "s"},    {0x21A, 0x21B, "t"},
    {0x1E00, 0x1E01, "a"},  {0x1E02, 0x1E07, "b"},  {0x1E08, 0x1E09, "c"},  {0x1E0A, 0x1E13, "d"},
    {0x1E14, 0x1E1D, "e"},  {0x1E1E, 0x1E1F, "f"},  {0x1E20, 0x1E21, "g"},  {0x1E22, 0x1E2B, "h"},
    {0x1E2C, 0x1E2F, "i"},  {0x1E30, 0x1E35, "k"},  {0x1E36, 0x1E3D, "l"},  {0x1E3E, 0x1E43, "m"},
    {0x1E44, 0x1E4B, "n"},  {0x1E4C, 0x1E53, "o"},  {0x1E54, 0x1E57, "p"},  {0x1E58, 0x1E5F, "r"},
    {0x1E60, 0x1E69, "s"},  {0x1E6A, 0x1E71, "t"},  {0x1E72, 0x1E7B, "u"},  {0x1E7C, 0x1E7F, "v"},
    {0x1E80, 0x1E89, "w"},  {0x1E8A, 0x1E8D, "x"},  {0x1E8E, 0x1E8F, "y"},  {0x1E90, 0x1E95, "z"},
    {0x1E96, 0x1E96, "h"},  {0x1E97, 0x1E97, "t"},  {0x1E98, 0x1E98, "w"},  {0x1E99, 0x1E99, "y"},
    {0x1E9A, 0x1E9A, "a"},  {0x1E9B, 0x1E9D, "s"},  {0x1E9E, 0x1E9E, "ss"}, {0x1EA0, 0x1EB7, "a"},
    {0x1EB8, 0x1EC7, "e"},  {0x1EC8, 0x1ECB, "i"},  {0x1ECC, 0x1EE3, "o"},  {0x1EE4, 0x1EF1, "u"},
    {0x1EF2, 0x1EF9, "y"},  {0xFB00, 0xFB00, "ff"}, {0xFB01, 0xFB01, "fi"}, {0xFB02, 0xFB02, "fl"},
    {0xFB03, 0xFB03, "ffi"}, {0xFB04, 0xFB04, "ffl"}, {0xFB05, 0xFB06, "st"},
};

struct Range {
    std::uint32_t first, last;
};

/// Marks and other characters without a body: the word goes on as if they were not there.
constexpr Range joiners[] = {{0xAD, 0xAD},     {0x300, 0x36F},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
                             {0x200B, 0x200F}, {0x2060, 0x2064}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},
                             {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF}};
/// Punctuation, symbols, emoji, private use.
constexpr Range gaps[] = {{0x80, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2B0, 0x2FF},     {0x37E, 0x37E},
                          {0x387, 0x387},   {0x55A, 0x55F},   {0x589, 0x58A},   {0x5BE, 0x5BE},     {0x60C, 0x60D},
                          {0x61B, 0x61F},   {0x66A, 0x66D},   {0x6D4, 0x6D4},   {0x964, 0x965},     {0x1680, 0x1680},
                          {0x2000, 0x206F}, {0x20A0, 0x20CF}, {0x2100, 0x2BFF}, {0x2E00, 0x2E7F},   {0x3000, 0x3003},
                          {0x3008, 0x3020}, {0x3030, 0x3030}, {0x30FB, 0x30FB}, {0xD800, 0xF8FF},   {0xFD3E, 0xFD3F},
                          {0xFE10, 0xFE1F}, {0xFE30, 0xFE6F}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xE0000, 0x10FFFF}};
constexpr Range ideographs[] = {{0x2E80, 0x2FFF}, {0x3004, 0x3007}, {0x3021, 0x30FF}, {0x3100, 0x312F},
                                {0x3400, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}};

bool is_in(std::span<const Range> ranges, std::uint32_t c) {
    const auto after = std::ranges::upper_bound(ranges, c, {}, &Range::first);
    return after != ranges.begin() && c <= std::prev(after)->last;
}

std::string_view latin_of(std::uint32_t c) {
    const auto after = std::ranges::upper_bound(latin, c, {}, &Run::first);
    if (after == std::begin(latin) || c > std::prev(after)->last) return {};
    return std::prev(after)->letters;
}

/// Lower case by a fixed distance: Greek, Cyrillic, Armenian, fullwidth forms.
std::uint32_t lower(std::uint32_t c) {
    if (c >= 0x391 && c <= 0x3AB) return c + 0x20;
    if (c == 0x3C2) return 0x3C3;  // final sigma
    if (c >= 0x410 && c <= 0x42F) c += 0x20;
    if (c >= 0x400 && c <= 0x40F) c += 0x50;
    if (c == 0x439) return 0x438;  // й without its breve, ё without its dots, as they come decomposed
    if (c == 0x451) return 0x435;
    if (c >= 0x531 && c <= 0x556) return c + 0x30;
    return c;
}

constexpr std::string_view ascii = "0123456789abcdefghijklmnopqrstuvwxyz";

std::string_view fullwidth_of(std::uint32_t c) {
    if (c >= 0xFF10 && c <= 0xFF19) return ascii.substr(c - 0xFF10, 1);
    if (c >= 0xFF21 && c <= 0xFF3A) return ascii.substr(10 + c - 0xFF21, 1);
    if (c >= 0xFF41 && c <= 0xFF5A) return ascii.substr(10 + c - 0xFF41, 1);
    return {};
}

std::string_view encode(std::uint32_t c) {
    thread_local std::array<char, 2> bytes;  // everything that `lower` makes is below U+0800
    bytes = {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
    return {bytes.data(), bytes.size()};
}

}  // namespace

Character fold(std::uint32_t c) {
    using Role = Character::Role;
    if (c == 0x2018 || c == 0x2019 || c == 0x2BC) return {Role::apostrophe, {}};
    if (const auto letters = latin_of(c); !letters.empty()) return {Role::letter, letters};
    if (is_in(joiners, c)) return {Role::joiner, {}};
    if (is_in(gaps, c)) return {Role::gap, {}};
    if (is_in(ideographs, c)) return {Role::ideograph, {}};
    if (c >= 0xFF01 && c <= 0xFF60) {
        const auto letter = fullwidth_of(c);
        return {letter.empty() ? Role::gap : Role::letter, letter};
    }
    if (const auto small = lower(c); small != c) return {Role::letter, encode(small)};
    return {Role::letter, {}};
}

std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
    if (length == 0 || at + length > text.size() || (length > 1 && !base::is_utf8(text.substr(at, length)))) {
        ++at;
        return 0;
    }
    std::uint32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) c = (c << 6) | (byte(at + i) & 0x3FU);
    at += length;
    return c;
}

}  // namespace search
