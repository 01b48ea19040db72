#include "website/shown_price.h"

#include "base/number.h"
#include "html/hidden.h"

namespace website {

void put_price_field(html::Html& out, Pence amount) {
    html::hidden_field(out, price_field, std::to_string(amount.value));
}

Result<void> require_price_shown(db::Tx& tx, const web::Request& request, const web::Context& context, cases::RequestId made, const PriceWords& words) {
    const auto fee = fees::find(tx, made);
    const auto now = fee ? fee->amount : Pence{};
    constexpr double most = 1e9;
    std::optional<Pence> shown;
    if (const auto typed = base::decimal_from(request.form.text(price_field)); typed && *typed >= 0 && *typed < most) shown = Pence{static_cast<std::int64_t>(*typed)};
    if (shown.value_or(Pence{}) == now) return {};
    const std::string key = shown ? words.changed : words.unseen;
    if (key.empty()) return {};
    return refuse_fields("fees.price_changed", {{"", context.say(key, {{"before", base::to_pounds(shown.value_or(Pence{}))}, {"now", base::to_pounds(now)}})}});
}

}  // namespace website
