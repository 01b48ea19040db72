#pragma once
// Who works in the invented borough: directorates, services and teams as a tree, and the people in it: thirteen in the small town, some
// forty in the borough.

#include "access/access.h"
#include "db/tx.h"

#include <span>
#include <string_view>
#include <vector>

namespace guildhall {

struct DemoMember {
    const char *email, *name, *role, *team;
};
using DemoRoll = std::span<const DemoMember>;
DemoRoll demo_staff();
/// Those of demo_staff() first.
DemoRoll demo_staff_of_borough();

/// Teams and people; content with those that are there.
Result<void> hire(db::Tx& tx, const access::PasswordHash& password, DemoRoll roll = demo_staff());

/// The staff with what they may do, in the order of the roll.
Result<std::vector<access::Actor>> load_demo_staff(db::Tx& tx, DemoRoll roll = demo_staff());

}  // namespace guildhall
