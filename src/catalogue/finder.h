#pragma once
// Inside catalogue: how services are searched.

#include "base/ids.h"

#include <string_view>

namespace catalogue {

struct ServiceTag;
using ServiceId = Id<ServiceTag>;

inline constexpr std::string_view services_index = "services";

}  // namespace catalogue
