#include "people/contact_details.h"

#include "base/text.h"
#include "mail/address.h"

#include <vector>

namespace people {
namespace {

/// How many digits the area code has, with its 0 (Ofcom's National Telephone Numbering Plan: 02x, 011x and 01x1 are short).
std::size_t area_length(std::string_view national) {
    if (national.starts_with("02")) return 3;
    if (national.starts_with("011") || (national.starts_with("01") && national[3] == '1')) return 4;
    return national.starts_with("03") || national.starts_with("08") || national.starts_with("09") ? 4 : 5;
}

/// "OL1 1AA" of "ol11aa": letters and digits, of which the last three are a digit and two letters.
std::optional<std::string> tidy_postcode(std::string_view line) {
    std::string code;
    for (const char c : line)
        if (c != ' ') code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (code.size() < 5 || code.size() > 7 || !is_letter(code.front())) return std::nullopt;
    for (const char c : code)
        if (!is_digit(c) && !is_letter(c)) return std::nullopt;
    const auto end = code.size();
    if (!is_digit(code[end - 3]) || !is_letter(code[end - 2]) || !is_letter(code[end - 1])) return std::nullopt;
    return code.substr(0, end - 3) + ' ' + code.substr(end - 3);
}

}  // namespace

std::string shown_phone(std::string_view tidy) {
    constexpr std::size_t digits = 11, last = 3;
    if (!tidy.starts_with("+44") || tidy.size() != 2 + digits) return std::string(tidy);
    const auto national = '0' + std::string(tidy.substr(3));
    const auto area = area_length(national), end = area == 5 ? last : last + 1;
    return national.substr(0, area) + ' ' + national.substr(area, digits - area - end) + ' ' + national.substr(digits - end);
}

std::optional<std::string> tidy_email(std::string_view typed) {
    const auto address = mail::Address::parse(typed);
    if (!address) return std::nullopt;
    return address->text();
}

std::optional<std::string> tidy_postal(std::string_view typed) {
    constexpr std::size_t most_typed = 1000, most_lines = 6, longest_line = 45;
    if (typed.size() > most_typed) return std::nullopt;
    std::vector<std::string> lines;
    for (const auto line : base::split(typed, '\n'))
        if (auto tidy = base::tidy_line(line); !tidy.empty()) lines.push_back(std::move(tidy));
    if (lines.size() < 2 || lines.size() > most_lines) return std::nullopt;
    if (const auto code = tidy_postcode(lines.back())) lines.back() = *code;
    std::string postal;
    for (const auto& line : lines) {
        if (base::count_characters(line) > longest_line) return std::nullopt;
        postal += (postal.empty() ? "" : "\n") + line;
    }
    return postal;
}

std::optional<std::string> tidy_phone(std::string_view typed) {
    constexpr std::size_t most_typed = 40;
    if (typed.size() > most_typed) return std::nullopt;
    std::string digits;
    bool international = false;
    for (const char c : typed) {
        if (c == '+' && digits.empty() && !international)
            international = true;
        else if (c >= '0' && c <= '9')
            digits += c;
        else if (std::string_view(" -().").find(c) == std::string_view::npos)
            return std::nullopt;
    }
    if (!international && digits.starts_with("00")) {
        international = true;
        digits.erase(0, 2);
    }
    if (!international) {
        if (!digits.starts_with('0')) return std::nullopt;
        digits = "44" + digits.substr(1);
    }
    if (digits.starts_with("440")) digits.erase(2, 1);  // +44 (0)161 …
    const bool british = digits.starts_with("44");
    const bool fits = british ? digits.size() == 12 || digits.size() == 11 : digits.size() >= 8 && digits.size() <= 15;
    if (!fits || digits.starts_with('0') || (british && digits[2] == '0')) return std::nullopt;
    return '+' + digits;
}

}  // namespace people
