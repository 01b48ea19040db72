#include "fees/publishing_check.h"

#include "fees/price.h"

namespace fees {

void PriceCheck::look(const catalogue::Definition& service, const catalogue::Surroundings&, catalogue::Faults& faults) const {
    for (auto& fault : faults_of_fee(service, Instant{})) faults.push_back({"service.json", "fee", std::move(fault)});
}

}  // namespace fees
