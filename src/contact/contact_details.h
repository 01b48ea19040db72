#pragma once
// Inside contact only: what somebody said about themselves, tidied, with problems under their fields.

#include "people/people.h"

#include <vector>

namespace contact {

people::Contact check_details(const people::Contact& typed, std::vector<Problem>& problems);

}  // namespace contact
