#pragma once
// Tells the year of a plan: every step through the same verbs that people and pages use, each at its own moment, by whoever
// did it, many in one transaction. Nothing of it leaves the house: letters are on record as sent.

#include "guildhall/demo_plan.h"
#include "guildhall/demo_truths.h"
#include "guildhall/household.h"

#include <functional>

namespace guildhall {

struct DemoBorough {
    const DemoWords& words;
    std::span<const catalogue::DefinitionPtr> services;
    std::span<const access::Actor> staff;             // in the order of the plan's roll
    std::span<const places::Address> addresses;
    std::uint64_t seed = 1;
    const FaultGround* ground = nullptr;   // where the plan's faults lie
    Pins pins = {};
    Suggestions* suggestions = nullptr;    // asked before each report, if anybody wants to know; on SQLite
};

/// `progress` hears how many steps are told.
Result<DemoTruths> tell_year(Household& household, const DemoBorough& borough, const Plan& plan,
                             const std::function<void(std::size_t)>& progress);

}  // namespace guildhall
