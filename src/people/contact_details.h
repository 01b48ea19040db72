#pragma once
// The contact details people type, tidied so that the same ones compare equal. To tidy is linear in the input and refuses
// what is over-long.

#include <optional>
#include <string>
#include <string_view>

namespace people {

/// An address that mail can be sent to; the domain in lower case.
std::optional<std::string> tidy_email(std::string_view typed);
/// A telephone number in E.164 ("+441614960000"); numbers without a country code are British.
std::optional<std::string> tidy_phone(std::string_view typed);
/// A postal address of two to six lines, each of at most 45 characters; a British postcode at its end in its usual form.
std::optional<std::string> tidy_postal(std::string_view typed);
/// A tidied number as people write and read it out: "0161 496 0000", "07700 900 123"; one from abroad as it is.
std::string shown_phone(std::string_view tidy);

}  // namespace people
