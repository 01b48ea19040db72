#pragma once
// Tells the year of a plan: every step through the same verbs that people and pages use, each at its own moment, by whoever
// did it, many in one transaction. Nothing of it leaves the house: letters are on record as sent.

#include "guildhall/demo_plan.h"
#include "guildhall/household.h"

#include <functional>

namespace guildhall {

/// What is true of the year because it was made so, for measures to be held against. A contact repeats another if the same
/// resident spoke of the same service within `window_days` before; one that was dealt with then and there and has no
/// repetition was resolved at first contact. Ids of interactions.
struct DemoTruths {
    static constexpr int window_days = 14;
    std::int64_t requests = 0, contacts = 0;
    std::vector<std::int64_t> repeat_contacts, first_contact_resolutions;
};

struct DemoBorough {
    const DemoWords& words;
    std::span<const catalogue::DefinitionPtr> services;
    std::span<const access::Actor> staff;             // in the order of demo_staff()
    std::span<const places::Address> addresses;
    std::uint64_t seed = 1;
};

/// `progress` hears how many steps are told.
Result<DemoTruths> tell_year(Household& household, const DemoBorough& borough, const Plan& plan,
                             const std::function<void(std::size_t)>& progress);

}  // namespace guildhall
