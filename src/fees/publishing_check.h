#pragma once
// What fees adds to the publishing check: the map waits for the payment, the decisions are there, and every example that must pass has a price, whatever day it is.

#include "catalogue/publishing_check.h"

namespace fees {

class PriceCheck final : public catalogue::Check {
public:
    void look(const catalogue::Definition& service, const catalogue::Surroundings& around, catalogue::Faults& faults) const override;
};

}  // namespace fees
