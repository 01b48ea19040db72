#pragma once
// Answers that the council's own registers settle as they are kept: addresses by the gazetteer, signatures by the clock.

#include "db/db.h"
#include "forms/forms.h"

#include <string>
#include <string_view>
#include <vector>

namespace forms {

/// An address as it is kept: the line as it was on that day, and its property number where it is a known one.
struct Address {
    std::string text, uprn;
    bool operator==(const Address&) const = default;
};
/// "12 Mill Lane, M1 1AE [UPRN 10001]"
std::string to_text(const Address& address);
Address address_in(std::string_view kept);

/// "Ann Lee" of "Ann Lee [signed 2026-11-22T09:30:00Z]".
std::string name_signed(std::string_view kept);

/// Of answers that `check` gave: the line of each known address as the gazetteer has it today, and the moment behind each signature. A property number
/// that the gazetteer does not know is refused under its question; a council without a gazetteer takes any as it is.
Result<Answers> settle(db::Tx& tx, const Form& form, Answers answers);

}  // namespace forms
