#include "journal/event.h"

#include <boost/json.hpp>

namespace journal {

FieldReader::FieldReader(std::string_view json) {
    boost::system::error_code error;
    const auto parsed = boost::json::parse({json.data(), json.size()}, error);
    if (error || !parsed.is_object()) return;
    for (const auto& [name, value] : parsed.as_object())
        values_[std::string(name)] =
            value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value);
}

}  // namespace journal
