#pragma once
// Inside places only: what a closing day may be called.

#include "base/result.h"

#include <string>
#include <string_view>

namespace places {

/// One tidy line of 1 to 100 characters; refused under the field "name".
Result<std::string> closing_day_name(std::string_view name);

}  // namespace places
