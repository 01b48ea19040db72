#pragma once
// Who works in the invented borough: directorates, services and teams as a tree, and twelve people in it.

#include "access/access.h"
#include "db/tx.h"

#include <span>
#include <string_view>
#include <vector>

namespace guildhall {

struct DemoMember {
    const char *email, *name, *role, *team;
};
std::span<const DemoMember> demo_staff();

/// Teams and people; content with those that are there.
Result<void> hire(db::Tx& tx, const access::PasswordHash& password);

/// The staff with what they may do, in the order of demo_staff().
Result<std::vector<access::Actor>> load_demo_staff(db::Tx& tx);

}  // namespace guildhall
