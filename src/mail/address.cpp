#include "mail/address.h"

#include "base/text.h"
#include "mail/ascii.h"

#include <idn2.h>

#include <algorithm>
#include <cstdlib>

namespace mail {
namespace {

/// dot-atom of RFC 5322 3.2.3.
bool is_local_part(std::string_view text) {
    char before = '.';
    for (const char c : text) {
        if (c == '.' ? before == '.' : !is_atom_character(c)) return false;
        before = c;
    }
    return before != '.';
}

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::ranges::all_of(label, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

/// A last label of digits only is an IP address (RFC 3696 2).
bool is_host_name(std::string_view domain) {
    const auto labels = base::split(domain, '.');
    if (labels.size() < 2 && domain != "localhost") return false;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return std::ranges::all_of(labels, is_label) && !std::ranges::all_of(labels.back(), is_digit);
}

/// The xn-- form (IDNA 2008 after the UTS 46 mapping), or nothing if the name cannot be one.
std::string to_ascii_domain(std::string_view domain) {
    if (is_plain_ascii(domain)) return base::lower_ascii(domain);
    char* ascii = nullptr;
    const auto outcome = idn2_to_ascii_8z(std::string(domain).c_str(), &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    std::string out = outcome == IDN2_OK ? ascii : "";
    idn2_free(ascii);
    return base::lower_ascii(out);
}

std::unexpected<Refusal> refuse_address(std::string key) { return refuse(Kind::invalid, std::move(key)); }

std::string_view without_needless_quotes(std::string_view local) {
    const bool quoted = local.size() > 2 && local.front() == '"' && local.back() == '"';
    return quoted ? local.substr(1, local.size() - 2) : local;
}

}  // namespace

Result<Address> Address::parse(std::string_view typed) {
    const auto first = typed.find_first_not_of(' ');
    if (first == typed.npos) return refuse_address("mail.address_missing");
    typed = typed.substr(first, typed.find_last_not_of(' ') - first + 1);
    // An international domain may shrink or grow on its way to ASCII; past this nothing ends within 254 bytes.
    if (typed.size() > 1000) return refuse_address("mail.address_too_long");
    if (!base::is_utf8(typed)) return refuse_address("mail.address_shape");

    const auto at = typed.rfind('@');
    if (at == typed.npos) return refuse_address("mail.address_shape");
    const bool several = std::ranges::count(typed, '@') > 1 && typed.find_first_of(",; ") != typed.npos;
    if (several) return refuse_address("mail.address_several");

    const auto local = without_needless_quotes(typed.substr(0, at));
    if (!is_plain_ascii(local)) return refuse_address("mail.address_letters");
    if (!is_local_part(local)) return refuse_address("mail.address_shape");
    const auto domain = to_ascii_domain(typed.substr(at + 1));
    if (!is_host_name(domain)) return refuse_address("mail.address_domain");
    if (local.size() > 64 || local.size() + 1 + domain.size() > 254) return refuse_address("mail.address_too_long");
    return Address(std::string(local) + '@' + domain, local.size());
}

Result<Mailbox> Mailbox::parse(std::string_view text) {
    text = base::trim(text);
    const auto opening = text.find('<');
    if (opening == text.npos || text.back() != '>') {
        auto address = TRY(Address::parse(text));
        return Mailbox{std::move(address)};
    }
    auto address = TRY(Address::parse(text.substr(opening + 1, text.size() - opening - 2)));
    auto name = base::tidy_line(text.substr(0, opening));
    if (name.size() > 1 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    return Mailbox{std::move(address), std::move(name)};
}

}  // namespace mail
