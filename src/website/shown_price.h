#pragma once
// A price that stands on a page before it is sent, and whether what is noted is the same: a table may have changed meanwhile.

#include "fees/fees.h"
#include "html/html.h"
#include "web/web.h"

namespace website {

/// The pence that a page says, in a hidden field. They are only compared, never taken as the price, so nobody gains by changing them.
constexpr const char* price_field = "shown-price";
void put_price_field(html::Html& out, Pence amount);

/// Words with {before} and {now}: for a page that said another price, and (empty: it may be sent all the same) for one that said none.
struct PriceWords {
    const char *changed, *unseen;
};
/// Refuses a request that was just made, by field "", where it costs something else than its page said: nothing of it is kept.
Result<void> require_price_shown(db::Tx& tx, const web::Request& request, const web::Context& context, cases::RequestId made, const PriceWords& words);

}  // namespace website
