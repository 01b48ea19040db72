#pragma once
// What bookings adds to the publishing check: the calendar that a service names must be there, and book no visit for a day by which everything
// should be done.

#include "catalogue/publishing_check.h"

namespace bookings {

class CalendarCheck final : public catalogue::Check {
public:
    Result<void> look_around(const std::filesystem::path& services, catalogue::Surroundings& around) const override;
    void look_around(db::Tx& tx, catalogue::Surroundings& around) const override;
    void look(const catalogue::Definition& service, const catalogue::Surroundings& around, catalogue::Faults& faults) const override;
};

}  // namespace bookings
