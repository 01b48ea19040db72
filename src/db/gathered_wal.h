#pragma once
// Inside db only: SQLite writes its log page by page, two calls to the kernel for each. Here pages that follow each other
// are gathered and written in one call.

namespace db {

/// The name of a VFS that gathers what is written to the log (WAL) and is the system's own for everything else. It is
/// registered at the first call. What was gathered is in the file before the log is synced, read, cut or measured, so
/// nobody misses it as long as every commit syncs (`PRAGMA synchronous=FULL`): SQLite tells other connections of a commit
/// only after that.
const char* gathering_vfs();

}  // namespace db
