#include "payments/trying.h"

#include "payments/gov_uk_pay.h"

namespace payments {

std::optional<Trouble> try_account(const web::OutboundSettings& outbound, const Account& account, Instant now) {
    GovUkPay provider(std::make_shared<const web::Outbound>(outbound));
    const auto said = provider.made_between(account, now - std::chrono::minutes{1}, now);
    if (said) return std::nullopt;
    return said.error();
}

}  // namespace payments
