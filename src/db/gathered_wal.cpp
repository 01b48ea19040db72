#include "db/gathered_wal.h"

#include <sqlite3.h>

#include <cstddef>
#include <new>
#include <stdexcept>
#include <vector>

namespace db {
namespace {

constexpr std::size_t most_gathered = 120 * 1024;  // SQLite's Unix VFS writes less than 128 KiB at once

/// A log that is open: SQLite gives the memory, the system's own file lies behind this one in it.
struct GatheringFile {
    sqlite3_file head;
    std::vector<char>* gathered;
    sqlite3_int64 begins;  // where in the file the gathered bytes belong

    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
static_assert(alignof(GatheringFile) == 8 && sizeof(GatheringFile) % 8 == 0);

GatheringFile& of(sqlite3_file* file) { return *reinterpret_cast<GatheringFile*>(file); }

/// If the kernel refuses, the bytes are dropped: SQLite rolls back, and never looks at what lies behind the last commit.
int hand_over(GatheringFile& file) {
    auto& bytes = *file.gathered;
    if (bytes.empty()) return SQLITE_OK;
    const int code = file.real()->pMethods->xWrite(file.real(), bytes.data(), static_cast<int>(bytes.size()), file.begins);
    bytes.clear();
    return code;
}

int write(sqlite3_file* given, const void* bytes, int count, sqlite3_int64 at) {
    auto& file = of(given);
    auto& gathered = *file.gathered;
    const auto size = static_cast<std::size_t>(count);
    const bool follows = at == file.begins + static_cast<sqlite3_int64>(gathered.size());
    if (!follows || gathered.size() + size > most_gathered)
        if (const int code = hand_over(file); code != SQLITE_OK) return code;
    if (size > most_gathered) return file.real()->pMethods->xWrite(file.real(), bytes, count, at);
    if (gathered.empty()) file.begins = at;
    try {
        const auto* from = static_cast<const char*>(bytes);
        gathered.insert(gathered.end(), from, from + size);
    } catch (const std::bad_alloc&) {
        return SQLITE_IOERR_NOMEM;
    }
    return SQLITE_OK;
}

int close(sqlite3_file* given) {
    auto& file = of(given);
    const int handed = hand_over(file);
    const int closed = file.real()->pMethods->xClose(file.real());
    delete file.gathered;
    return handed != SQLITE_OK ? handed : closed;
}

/// Any other call that could see the file: first what was gathered, then the call itself.
template <auto Method, class... Args>
int after_all(sqlite3_file* given, Args... args) {
    auto& file = of(given);
    if (const int code = hand_over(file); code != SQLITE_OK) return code;
    return (file.real()->pMethods->*Method)(file.real(), args...);
}

/// What does not look at the file's content.
template <auto Method, class... Args>
int straight(sqlite3_file* given, Args... args) {
    auto& file = of(given);
    return (file.real()->pMethods->*Method)(file.real(), args...);
}

using Methods = sqlite3_io_methods;

const Methods methods{
    .iVersion = 1,
    .xClose = close,
    .xRead = after_all<&Methods::xRead, void*, int, sqlite3_int64>,
    .xWrite = write,
    .xTruncate = after_all<&Methods::xTruncate, sqlite3_int64>,
    .xSync = after_all<&Methods::xSync, int>,
    .xFileSize = after_all<&Methods::xFileSize, sqlite3_int64*>,
    .xLock = straight<&Methods::xLock, int>,
    .xUnlock = straight<&Methods::xUnlock, int>,
    .xCheckReservedLock = straight<&Methods::xCheckReservedLock, int*>,
    .xFileControl = straight<&Methods::xFileControl, int, void*>,
    .xSectorSize = straight<&Methods::xSectorSize>,
    .xDeviceCharacteristics = straight<&Methods::xDeviceCharacteristics>,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

sqlite3_vfs* system_vfs() {
    static sqlite3_vfs* const found = sqlite3_vfs_find(nullptr);
    return found;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* given, int flags, int* given_flags) {
    auto* const system = system_vfs();
    if ((flags & SQLITE_OPEN_WAL) == 0) return system->xOpen(system, name, given, flags, given_flags);
    auto& file = of(given);
    file.head.pMethods = nullptr;  // until it is open, SQLite must not close it
    file.begins = 0;
    file.gathered = new (std::nothrow) std::vector<char>;
    if (file.gathered == nullptr) return SQLITE_NOMEM;
    if (const int code = system->xOpen(system, name, file.real(), flags, given_flags); code != SQLITE_OK) {
        delete file.gathered;
        return code;
    }
    file.head.pMethods = &methods;
    return SQLITE_OK;
}

sqlite3_vfs registered() {
    sqlite3_vfs vfs = *system_vfs();
    vfs.zName = "guildhall-gathering";
    vfs.pNext = nullptr;
    vfs.szOsFile += static_cast<int>(sizeof(GatheringFile));
    vfs.xOpen = open;
    return vfs;
}

}  // namespace

const char* gathering_vfs() {
    static sqlite3_vfs vfs = registered();
    static const int code = sqlite3_vfs_register(&vfs, 0);
    if (code != SQLITE_OK) throw std::runtime_error("SQLite took no VFS");
    return vfs.zName;
}

}  // namespace db
