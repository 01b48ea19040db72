#pragma once
// Which way somebody is written to. Every room that writes to people asks here, so that what they chose holds for every letter.

#include "notifications/notifications.h"
#include "people/people.h"

#include <optional>

namespace notifications {

struct Reader {
    Channel channel = Channel::email;
    std::string address;  // as Notice wants it
    bool large_print = false;
};
/// By post or by text message where they chose it and left an address or a British mobile number; otherwise by e-mail. Nothing: there is no way.
std::optional<Reader> reader_of(const people::Contact&);

}  // namespace notifications
