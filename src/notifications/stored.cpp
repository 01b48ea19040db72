#include "notifications/stored.h"

#include "base/text.h"

#include <boost/json.hpp>

#include <array>
#include <stdexcept>

namespace notifications {
namespace {

constexpr std::array<std::string_view, 5> state_names{"queued", "sending", "sent", "failed", "suppressed"};
constexpr std::size_t value_limit = 4000;

}  // namespace

std::string_view to_string(State state) { return state_names.at(static_cast<std::size_t>(state)); }

State state_of(std::string_view code) {
    for (std::size_t i = 0; i < state_names.size(); ++i)
        if (state_names[i] == code) return static_cast<State>(i);
    throw std::runtime_error("a message in no known state");
}

std::string to_json(const Values& values) {
    std::string out = "{";
    for (const auto& [name, value] : values) {
        if (out.size() > 1) out += ',';
        const auto text = base::tidy_text(value);
        out += base::json_string(base::to_utf8(name)) + ':' + base::json_string(base::first_characters(text, value_limit));
    }
    return out + '}';
}

Values values_from(std::string_view json) {
    Values values;
    boost::system::error_code error;
    const auto parsed = boost::json::parse(json, error);
    if (error || !parsed.is_object()) return values;
    for (const auto& [name, value] : parsed.get_object())
        if (value.is_string()) values.emplace(std::string(name), std::string(value.get_string()));
    return values;
}

}  // namespace notifications
