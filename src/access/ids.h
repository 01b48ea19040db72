#pragma once
// The ids of this room, and where its names live.
//
// The C library declares a function `access` (unistd.h, which every threaded program includes), and a namespace cannot
// share a scope with a function. So this room's namespace stands in another, and everybody still writes access::Actor:
// before `::` C++ looks for namespaces and types only. Inside the room, and to declare a name ahead, write room::access.

#include "base/ids.h"

namespace room::access {

struct Staff;
using StaffId = Id<Staff>;
struct Team;
using TeamId = Id<Team>;
struct Token;
using TokenId = Id<Token>;

}  // namespace room::access

using namespace room;
