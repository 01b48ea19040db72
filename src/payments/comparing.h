#pragma once
// Inside payments: our rows of a day and the provider's list of it, side by side. Pure.

#include "payments/payments.h"

#include <functional>

namespace payments {

struct Ours {
    Payment payment;
    Pence given_back;  // that the provider has taken from us, by our refunds
};

/// How our rows are looked up beyond the day's own.
struct Lookup {
    std::function<std::optional<Ours>(const std::string& provider_id)> by_provider_id;
    std::function<std::optional<Payment>(const std::string& reference)> by_reference;
};

/// Where they do not agree. `ours`: what was made that day by the provider's clock, as far as we know, and what was begun then and is nowhere
/// yet. `theirs`: their whole list of the day.
std::vector<Difference> compare(Day day, const std::vector<Ours>& ours, const std::vector<Standing>& theirs, const Lookup& lookup);

/// True if both say the same of the same.
bool is_same(const Difference& a, const Difference& b);

}  // namespace payments
