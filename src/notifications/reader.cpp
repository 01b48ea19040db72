#include "notifications/reader.h"

namespace notifications {

std::optional<Reader> reader_of(const people::Contact& contact) {
    if (contact.write == "post" && !contact.postal.empty())
        return Reader{Channel::post, contact.name.empty() ? contact.postal : contact.name + '\n' + contact.postal, contact.large_print};
    if (contact.write == "text" && contact.phone.starts_with("+447")) return Reader{Channel::text, contact.phone};
    if (contact.email.empty()) return std::nullopt;
    return Reader{Channel::email, contact.email};
}

}  // namespace notifications
