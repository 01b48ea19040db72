#pragma once
// The contact details people type, tidied so that the same ones compare equal. Both are linear in the input and refuse
// what is over-long.

#include <optional>
#include <string>
#include <string_view>

namespace people {

/// An address that mail can be sent to; the domain in lower case.
std::optional<std::string> tidy_email(std::string_view typed);
/// A telephone number in E.164 ("+441614960000"); numbers without a country code are British.
std::optional<std::string> tidy_phone(std::string_view typed);

}  // namespace people
