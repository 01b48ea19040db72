#pragma once
// A query and an urlencoded body.

#include "web/fields.h"

#include <cstddef>
#include <string_view>

namespace web {

/// Adds the fields of `text` (a=1&b=2) to `fields`: percent and plus decoded, ill-formed UTF-8 replaced, NUL dropped.
/// False when there are more than `most` of them; what was read up to there is then in `fields`.
bool read_urlencoded(std::string_view text, Fields& fields, std::size_t most = most_form_fields);

/// A value as it may enter the house: well-formed UTF-8 without NUL.
std::string clean_value(std::string value);

}  // namespace web
