#pragma once
// Inside notifications only: how its codes stand in rows, in facts and in names of files.

#include "notifications/notifications.h"

namespace notifications {

inline std::string_view code_of(base::Language language) { return language == base::Language::welsh ? "cy" : "en"; }
inline std::optional<base::Language> language_of(std::string_view code) {
    if (code == "en") return base::Language::english;
    if (code == "cy") return base::Language::welsh;
    return std::nullopt;
}

inline std::string_view code_of(Channel channel) {
    if (channel == Channel::text) return "text";
    return channel == Channel::post ? "post" : "email";
}
inline Channel channel_of(std::string_view code) {
    if (code == "text") return Channel::text;
    return code == "post" ? Channel::post : Channel::email;
}

State state_of(std::string_view code);

/// A flat object of texts, and back; what is not one is empty.
std::string to_json(const Values&);
Values values_from(std::string_view json);

}  // namespace notifications
