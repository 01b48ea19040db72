#pragma once
// Inside openapi only: an operation as somebody would try it.

#include "openapi/operations.h"
#include "openapi/schemas.h"

#include <string>
#include <string_view>

namespace openapi {

const Schema* find_schema(std::string_view name);

/// The {name}s of a path, in its order.
std::vector<std::string_view> names_in(std::string_view path);

/// A body as the schema says, on lines of its own, with every member; empty for an operation without a body.
std::string example_body(const Operation& operation);

/// A line for a shell that sends the operation to `base_url`. The token stands as $TOKEN.
std::string curl_line(const Operation& operation, std::string_view base_url);

}  // namespace openapi
