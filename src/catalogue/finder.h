#pragma once
// Inside catalogue: how services are searched.

#include "base/ids.h"
#include "db/tx.h"

#include <string_view>

namespace catalogue {

struct ServiceTag;
using ServiceId = Id<ServiceTag>;

inline constexpr std::string_view services_index = "services";

struct Definition;
/// Everything residents may call it is found from now on.
void make_findable(db::Tx&, ServiceId, const Definition&);

}  // namespace catalogue
