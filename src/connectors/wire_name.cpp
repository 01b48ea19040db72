#include "connectors/connectors.h"

namespace connectors {
namespace {

constexpr std::string_view wire_prefix = "errand_";

}  // namespace

std::string wire_name(ErrandId id) { return std::string(wire_prefix) + to_string(id); }

std::optional<ErrandId> read_wire_name(std::string_view name) {
    if (!name.starts_with(wire_prefix)) return std::nullopt;
    return parse_id<ErrandId>(name.substr(wire_prefix.size()));
}

}  // namespace connectors
