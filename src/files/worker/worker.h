#pragma once
// The worker's two ways of speaking. Both end the process.

#include <string_view>

namespace files::worker {

/// Says `ok TEXT`.
[[noreturn]] void answer(std::string_view text);
/// Says `no REASON`; the reasons are known to files::Worker.
[[noreturn]] void refuse(std::string_view reason);
/// Writes all of it to a descriptor, or ends the process.
void write_all(int descriptor, std::string_view bytes);

}  // namespace files::worker
