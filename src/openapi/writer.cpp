#include "openapi/writer.h"

#include <charconv>

namespace openapi {

Object& Object::put(std::string_view member, std::string_view json) {
    if (out_.size() > 1) out_ += ',';
    out_ += base::json_string(member);
    out_ += ':';
    out_ += json;
    return *this;
}

Object& Object::decimal(std::string_view member, double value) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return put(member, std::string_view(digits, end));
}

Object& Object::array(std::string_view member, const Array& value) { return put(member, value.str()); }

Array& Array::put(std::string_view json) {
    if (out_.size() > 1) out_ += ',';
    out_ += json;
    return *this;
}

}  // namespace openapi
