#pragma once
// What fees announces, under the case. Sums are in pence.

#include "cases/case.h"
#include "journal/event.h"

namespace fees {

struct OfFee {
    cases::CaseId id;
    cases::RequestId request;
    std::int64_t amount = 0;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("amount", amount);
    }
};

/// It is to be paid; 0: it is free.
struct FeeRaised : OfFee {
    static constexpr const char* kind = "fees.FeeRaised";
};
struct FeePaid : OfFee {
    static constexpr const char* kind = "fees.FeePaid";
};
/// The request ended before it was paid.
struct FeeDropped : OfFee {
    static constexpr const char* kind = "fees.FeeDropped";
};
/// Nobody paid in time.
struct FeeLapsed : OfFee {
    static constexpr const char* kind = "fees.FeeLapsed";
};
/// So much of what was paid is to be given back.
struct MoneyOwed : OfFee {
    static constexpr const char* kind = "fees.MoneyOwed";
};

/// So much is owed back no longer: the case was reopened, and what was paid counts again.
struct DebtEnded : OfFee {
    static constexpr const char* kind = "fees.DebtEnded";
};

}  // namespace fees
