#pragma once
// GOV.UK Pay as the provider (docs.payments.service.gov.uk, API v1).
//
// What its documents leave open and its published source says: the header Idempotency-Key counts for recurring payments only. It is sent all the
// same, but nothing relies on it: whoever repeats a request looks for its reference first (asking.h), and a refund is guarded by the sum that
// can still be given back.

#include "payments/provider.h"
#include "web/outbound.h"

#include <memory>

namespace payments {

class GovUkPay : public Provider {
public:
    explicit GovUkPay(std::shared_ptr<const web::Outbound> outbound) : outbound_(std::move(outbound)) {}

    Said<Standing> create(const Account&, const Wish&) override;
    Said<Standing> find(const Account&, const std::string& provider_id) override;
    Said<std::vector<Standing>> find_by_reference(const Account&, const std::string& reference) override;
    Said<void> cancel(const Account&, const std::string& provider_id) override;
    Said<RefundStanding> refund(const Account&, const std::string& provider_id, Pence amount, Pence available) override;
    Said<RefundStanding> find_refund(const Account&, const std::string& provider_id, const std::string& refund_id) override;
    Said<std::vector<RefundStanding>> refunds_of(const Account&, const std::string& provider_id) override;
    Said<std::vector<Standing>> made_between(const Account&, Instant from, Instant to) override;

private:
    /// The body of a 2xx.
    Said<std::string> get(const Account&, const std::string& path) const;
    Said<std::string> post(const Account&, const std::string& path, std::string body, const std::string& key) const;
    Said<std::string> perform(web::Call&&, const Account&) const;
    Said<std::vector<Standing>> search(const Account&, const std::string& query) const;

    std::shared_ptr<const web::Outbound> outbound_;
};

/// True for a message that was signed with this secret: its header Pay-Signature is the HMAC-SHA-256 of the body in lower-case hexadecimal.
bool is_signed(std::string_view secret, std::string_view pay_signature, std::string_view body);
/// The payment that a webhook's message is about, by the provider's id; of what else it says nothing is believed. Nothing: it is none.
std::optional<std::string> payment_in_message(std::string_view body);

}  // namespace payments
