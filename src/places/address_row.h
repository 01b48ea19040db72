#pragma once
// Inside places only: UPRNs and USRNs as keys, and a row of an address.

#include "db/tx.h"
#include "places/gazetteer.h"

#include <charconv>

namespace places {

struct AddressTag;
struct StreetTag;
using AddressKey = Id<AddressTag>;
using StreetKey = Id<StreetTag>;

/// The number that digits say, zeros in front forgiven; 0 where they say none, or more than `most_digits`.
inline std::int64_t key_of(std::string_view digits, std::size_t most_digits) {
    while (digits.starts_with('0')) digits.remove_prefix(1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = error == std::errc{} && end == digits.data() + digits.size() && digits.size() <= most_digits;
    return whole && value > 0 ? value : 0;
}
inline AddressKey uprn_key(std::string_view uprn) { return {key_of(uprn, 12)}; }
inline StreetKey usrn_key(std::string_view usrn) { return {key_of(usrn, 8)}; }

/// "GH1 2AB" of "GH12AB"
inline std::string spaced(std::string postcode) {
    if (postcode.size() > 3) postcode.insert(postcode.size() - 3, 1, ' ');
    return postcode;
}

/// The columns of an address a in street s, in the order `read_address` wants them.
inline constexpr std::string_view address_columns =
    "a.uprn, a.usrn, a.flat, a.name, a.number, s.name AS street, a.postcode, a.ward, a.latitude, a.longitude, a.line, a.walk";

inline Address read_address(const db::Row& row) {
    Address address{.uprn = to_string(row.get<AddressKey>(0)),
                    .usrn = to_string(row.get<StreetKey>(1)),
                    .flat = row.get<std::string>(2),
                    .name = row.get<std::string>(3),
                    .number = row.get<std::string>(4),
                    .street = row.get<std::string>(5),
                    .postcode = spaced(row.get<std::string>(6)),
                    .ward = row.get<std::optional<std::string>>(7).value_or(""),
                    .point = {},
                    .line = row.get<std::string>(10)};
    if (!row.is_null(8) && !row.is_null(9)) address.point = Point{row.get<double>(8), row.get<double>(9)};
    return address;
}

}  // namespace places
