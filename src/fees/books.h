#pragma once
// Inside fees: what was taken for a request and given back, beside what the council may keep of it. It is counted from the payments each time, so that
// hearing of one twice, or late, changes nothing.

#include "fees/fees.h"

namespace fees {

struct Money {
    Pence taken;     // by every payment that succeeded
    Pence returned;  // it arrived
    Pence left;      // the provider has it, or may have: nobody can call it back
    Pence waiting;   // asked for or approved, and still with us
    bool has_failed = false;  // the last refund came to nothing
};
Money money_of(db::Tx& tx, cases::RequestId request);

/// What is here for this fee: less what went back because it was owed. What staff gave back beyond that was a gift, and counts as paid.
Pence held(const Fee& fee, const Money& money);
/// Of a fee that is due: what is still to come.
Pence still_to_pay(const Fee& fee, const Money& money);

/// Sets what is owed back anew, and keeps it: what was taken beyond what the council may keep. `reason`: in words, where that is more than before.
void count_owed(db::Tx& tx, Fee& fee, cases::CaseId id, const std::string& reason);

journal::Subject subject_of(cases::RequestId request);

}  // namespace fees
