#pragma once
// A destination that is told by webhooks and answers by webhooks (hooks.h).
//
// Out: POST to its address, JSON, signed (signing.h):
//     {"type": "errand.open", "timestamp": "2026-11-22T09:30:00Z", "data": {"errand": "errand_42", "number": 3, "kind": "open", …matter}}
// `webhook-id` and `Idempotency-Key` are the wire name: the same at every repeat, as is the body. `number` counts within the order key.
// Its answer to that may hold {"reference": "W-7", "status": "accepted"}.
// Back: POST /hooks/CODE, signed the same way with the same secret:
//     {"type": "errand.updated", "timestamp": …, "data": {"errand": "errand_42", "reference": "W-7", "status": "collected", "position": 3, "words": "…"}}

#include "connectors/carrier.h"
#include "web/outbound.h"

namespace connectors {

class WebhookDestination final : public Carrier {
public:
    explicit WebhookDestination(std::shared_ptr<const web::Outbound> outbound) : outbound_(std::move(outbound)) {}
    Sent send(const Parcel&) override;

private:
    std::shared_ptr<const web::Outbound> outbound_;
};

/// The body that leaves.
std::string webhook_body(const Parcel&);
}  // namespace connectors
