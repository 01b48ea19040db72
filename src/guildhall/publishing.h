#pragma once
// The publishing check as the whole house makes it.

#include "catalogue/publishing_check.h"

namespace guildhall {

/// What every room above catalogue checks of a service.
catalogue::Checks publishing_checks();

}  // namespace guildhall
