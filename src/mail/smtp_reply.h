#pragma once
// What an SMTP server said, and what that means for the message. Pure: no network here.

#include "base/result.h"

#include <string>
#include <string_view>

namespace mail {

/// How far the exchange had come when the last reply arrived.
enum class Stage { greeting, hello, tls, sign_in, sender, recipient, data, content };

/// The stage a command opens ("MAIL FROM:<…>" → sender); an unknown command leaves the stage as it was.
Stage stage_of(std::string_view command, Stage before);

/// Takes out everything that looks like an address, and keeps at most 200 characters of one line: servers repeat the
/// recipient in their replies.
std::string without_addresses(std::string_view line);

/// True if no later try of this message to this address can succeed: a 5xx to the recipient or the content, or to the
/// sender when it is about the message's size (552). All other replies speak of us, our settings or the moment.
bool refused_for_good(Stage, int code);

/// The refusal `send` returns. `code` is 0 where there was no reply; `line` is the reply or what went wrong.
Refusal not_sent(Stage, int code, std::string_view line);

}  // namespace mail
