#pragma once
// Inside db only.

#include <string>
#include <vector>

namespace db {

const std::vector<std::string>& append_only_tables();

}  // namespace db
