#pragma once
// Inside fees: what whoever pays is written to.

#include "fees/fees.h"

namespace fees {

/// By e-mail, if they left an address: `fee_paid` or `fee_given_back`.
void write_to_payer(db::Tx& tx, const Fee& fee, const cases::Request& request, std::string_view wording, Pence amount, std::string_view reason);

}  // namespace fees
