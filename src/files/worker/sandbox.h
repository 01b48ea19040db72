#pragma once
// The worker's walls.

#include <string>
#include <string_view>

namespace files::worker {

/// From here on: at most 512 MiB of address space, 15 s of processor time, 64 MiB per written file, no new process, no
/// new file, no network; no system call but those that read, write and manage memory. Ends the process if a wall
/// cannot be built. Sanitizer builds keep the time and file limits only: sanitizers need the rest.
void enter_sandbox();

/// For tests. Says how it got out; if the wall holds, the process ends or refuses.
std::string try_walls(std::string_view way);

}  // namespace files::worker
