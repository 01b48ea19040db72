#include "people/contact_details.h"

#include "mail/address.h"

namespace people {
namespace {

/// How many digits the area code has, with its 0 (Ofcom's National Telephone Numbering Plan: 02x, 011x and 01x1 are short).
std::size_t area_length(std::string_view national) {
    if (national.starts_with("02")) return 3;
    if (national.starts_with("011") || (national.starts_with("01") && national[3] == '1')) return 4;
    return national.starts_with("03") || national.starts_with("08") || national.starts_with("09") ? 4 : 5;
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
