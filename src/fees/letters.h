#pragma once
// Inside fees: what whoever pays is written to.

#include "fees/fees.h"

namespace fees {

/// By e-mail: `fee_paid`, `fee_given_back` or `fee_due`. False where they left no address.
bool write_to_payer(db::Tx& tx, const Fee& fee, const cases::Request& request, std::string_view wording, Pence amount, std::string_view reason);

}  // namespace fees
