#pragma once
// The walls around the process that prints.

namespace documents::worker {

/// The one program that may be started behind the walls: by this very pointer.
inline constexpr const char* python = "/usr/bin/python3";

/// Limits on time, memory and what is written; no network, no other program, no file but Python's, its libraries' and the fonts'. They
/// stay with whatever the process becomes.
void build_walls();

/// Ends the process.
[[noreturn]] void give_up(const char* why);

}  // namespace documents::worker
