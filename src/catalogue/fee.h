#pragma once
// What a service costs, as its definition says it. How much it is, and how much of it is given back to who cancels, decide tables of the service
// (room fees).

#include <cstdint>
#include <string>

namespace catalogue {

struct Fee {
    std::string decision;    // of the service's tables, over `answers`: {pence: 3200, reason: "3 large items"}
    std::string given_back;  // the same over `answers`, `paid` (pence) and `notice` (whole working days before the visit); empty: staff decide
    std::string label;       // what is paid for, as the payer reads it at the provider's: nothing personal
    std::string ledger_code, vat_code;
    std::int64_t pay_within_days = 0;  // a case that nobody paid for by then is closed
    std::string unpaid;                // the outcome with which that happens
};

/// The message for which the map of such a service waits before any work is done.
inline constexpr const char* paid_message = "paid";

}  // namespace catalogue
