#pragma once
// What casework adds to the publishing check: that a case can go along the map of the service.

#include "catalogue/publishing_check.h"

namespace casework {

class MapCheck final : public catalogue::Check {
public:
    void look(const catalogue::Definition& service, const catalogue::Surroundings& around, catalogue::Faults& faults) const override;
};

}  // namespace casework
