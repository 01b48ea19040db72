#pragma once
// What a service costs whoever answers so, and what of it is given back: both are asked of the service's own tables. Nothing is read or written.

#include "base/pence.h"
#include "base/result.h"
#include "catalogue/catalogue.h"

#include <optional>
#include <string>

namespace fees {

/// So much, and why, in the words of the table: "3 large items, half price with council tax support".
struct Price {
    Pence amount;
    std::string reason;
};

/// Nothing where the service costs nothing. Refuses (unavailable, "fees.no_price") where its table comes to nothing that is a price.
Result<std::optional<Price>> price_of(const catalogue::Definition& service, const forms::Answers& answers, Instant now);

/// Whole working days from today to the day of the visit; so many where no visit is booked.
inline constexpr std::int64_t no_visit_near = 365;
/// What of `paid` is given back to who cancels with so much notice: never more than was paid. Nothing where the service leaves it to staff.
Result<std::optional<Price>> given_back(const catalogue::Definition& service, const forms::Answers& answers, Pence paid, std::int64_t notice, Instant now);

/// What of `paid` is given back where the case ended with this outcome of the service's and nobody withdrew: a refusal. Nothing where the service's table
/// does not ask for the `outcome`, for then it speaks of who cancels alone.
Result<std::optional<Price>> given_back_after(const catalogue::Definition& service, const forms::Answers& answers, Pence paid, std::int64_t notice,
                                              std::string_view outcome, Instant now);

/// Whether the service's tables and map fit its fee: its decisions are there, its map waits for the payment, and every example that must pass has a price.
/// A line for each that does not.
std::vector<std::string> faults_of_fee(const catalogue::Definition& service, Instant now);

}  // namespace fees
