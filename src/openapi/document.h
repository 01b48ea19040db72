#pragma once
// The API described: an OpenAPI 3.1 document made from the table of operations and the table of schemas.

#include "openapi/operations.h"

#include <string>

namespace openapi {

std::string document_of(std::span<const Operation> operations);

}  // namespace openapi
