// A disk that forgets: loaded into a program (LD_PRELOAD), it keeps beside every file under FORGETFUL_ROOT what the
// program has made sure of, and nothing else. After a cut, forgetful.py puts that in the place of the files.
//
// What is kept, in FORGETFUL_KEEP:
//   content/IDENTITY  a file's bytes as they were at its last fsync or fdatasync
//   names/IDENTITY    a folder's entries as they were at the last fsync of the folder
// So a file that was made, renamed or removed is so only once its folder was synced too, and one that was never synced
// is empty. Bytes reach `content` one range after the other, the newest first: a cut may fall between.
//
// Two liars can be planted, to see whether the test that uses this finds them out:
//   FORGETFUL_LIE=deaf    fsync says yes and does nothing
//   FORGETFUL_LIE=pragma  SQLite is told synchronous=OFF, whatever the program asks for

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

/// The function of that name which the program would have called without us.
template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}
const auto real_write = [] { return real<ssize_t(int, const void*, size_t)>("write"); };
const auto real_pwrite = [] { return real<ssize_t(int, const void*, size_t, off_t)>("pwrite"); };
const auto real_ftruncate = [] { return real<int(int, off_t)>("ftruncate"); };

[[noreturn]] void give_up(const char* what) {
    std::perror(what);
    std::abort();
}

struct Range {
    off_t from, to;
};

/// Where, and which lie. Never destroyed: the program writes until its very end.
struct Setting {
    std::string root, keep, lie;
    std::mutex mutex;
    std::unordered_map<std::string, std::vector<Range>> unsynced;  // by identity
};
Setting* setting = nullptr;

[[gnu::constructor]] void begin() {
    const char *root = std::getenv("FORGETFUL_ROOT"), *keep = std::getenv("FORGETFUL_KEEP"), *lie = std::getenv("FORGETFUL_LIE");
    if (root == nullptr || keep == nullptr) return;
    unsetenv("LD_PRELOAD");  // not for the programs it starts
    setting = new Setting;
    setting->root = root;
    setting->keep = keep;
    setting->lie = lie == nullptr ? "" : lie;
}

bool lies(const char* how) { return setting != nullptr && setting->lie == how; }

struct Known {
    std::string identity;
    bool is_folder;
};
/// The inode and when it was born: a number that is used again is another file.
std::optional<Known> know(int at, const char* name) {
    struct statx s;
    if (statx(at, name, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW, STATX_INO | STATX_TYPE | STATX_BTIME, &s) != 0) return {};
    if (!S_ISREG(s.stx_mode) && !S_ISDIR(s.stx_mode)) return {};
    std::array<char, 80> text;
    std::snprintf(text.data(), text.size(), "%llu-%lld.%u", static_cast<unsigned long long>(s.stx_ino),
                  static_cast<long long>(s.stx_btime.tv_sec), s.stx_btime.tv_nsec);
    return Known{text.data(), S_ISDIR(s.stx_mode)};
}

std::string path_of(int file) { return "/proc/self/fd/" + std::to_string(file); }

bool is_ours(int file) {
    if (setting == nullptr) return false;
    std::array<char, PATH_MAX> text;
    const auto length = readlink(path_of(file).c_str(), text.data(), text.size());
    if (length <= 0) return false;
    const std::string_view path(text.data(), static_cast<std::size_t>(length));
    return path.starts_with(setting->root) && (path.size() == setting->root.size() || path[setting->root.size()] == '/');
}

/// Leaves errno as the program should see it.
struct SameError {
    int error = errno;
    ~SameError() { errno = error; }
};

/// After the write, before its answer: a sync meanwhile may have it or not, a later one must.
void note(int file, Range range) {
    const SameError same;
    if (!is_ours(file)) return;
    const auto known = know(file, "");
    if (!known || known->is_folder) return;
    const std::scoped_lock lock(setting->mutex);
    auto& ranges = setting->unsynced[known->identity];
    if (!ranges.empty() && ranges.back().to == range.from)
        ranges.back().to = range.to;
    else
        ranges.push_back(range);
}

void note_at_end(int file, ssize_t count) {
    if (setting == nullptr || count <= 0) return;
    const SameError same;
    if (const auto end = lseek(file, 0, SEEK_CUR); end >= count) note(file, {end - count, end});
}

void copy(int from, int to, Range range, off_t size) {
    static std::array<char, 65536> bytes;  // under the lock
    range.to = std::min(range.to, size);
    while (range.from < range.to) {
        const auto wanted = std::min<off_t>(range.to - range.from, bytes.size());
        const auto got = pread(from, bytes.data(), static_cast<std::size_t>(wanted), range.from);
        if (got <= 0) return;
        if (real_pwrite()(to, bytes.data(), static_cast<std::size_t>(got), range.from) != got) give_up("forgetful: keep");
        range.from += got;
    }
}

void keep_content(int file, const std::string& identity) {
    const auto path = setting->keep + "/content/" + identity;
    struct stat s;
    // The program's descriptor where it can be read from: to close another one would end the program's locks on the file.
    const bool readable = (fcntl(file, F_GETFL) & O_ACCMODE) != O_WRONLY;
    const int from = readable ? file : open(path_of(file).c_str(), O_RDONLY | O_CLOEXEC);
    const int to = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (from < 0 || to < 0 || fstat(from, &s) != 0) give_up("forgetful: keep");
    auto& ranges = setting->unsynced[identity];
    for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) copy(from, to, *range, s.st_size);
    if (real_ftruncate()(to, s.st_size) != 0) give_up("forgetful: keep");
    ranges.clear();
    if (!readable) close(from);
    close(to);
}

void keep_names(int folder, const std::string& identity) {
    const auto path = setting->keep + "/names/" + identity, unfinished = path + ".unfinished";
    const int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto* entries = again < 0 ? nullptr : fdopendir(again);
    auto* list = std::fopen(unfinished.c_str(), "we");
    if (entries == nullptr || list == nullptr) give_up("forgetful: names");
    while (const auto* entry = readdir(entries)) {
        const std::string_view name = entry->d_name;
        if (name == "." || name == "..") continue;
        if (const auto known = know(folder, entry->d_name))
            std::fprintf(list, "%s %s %s\n", known->is_folder ? "folder" : "file", known->identity.c_str(), entry->d_name);
    }
    closedir(entries);
    std::fclose(list);
    if (std::rename(unfinished.c_str(), path.c_str()) != 0) give_up("forgetful: names");
}

int sync_with(const char* name, int file) {
    const int done = lies("deaf") ? 0 : real<int(int)>(name)(file);
    const SameError same;
    if (done != 0 || lies("deaf") || !is_ours(file)) return done;
    if (const auto known = know(file, "")) {
        const std::scoped_lock lock(setting->mutex);
        known->is_folder ? keep_names(file, known->identity) : keep_content(file, known->identity);
    }
    return done;
}

}  // namespace

// ---- what the program calls -----------------------------------------------------------------------------------------

extern "C" {

ssize_t write(int file, const void* bytes, size_t count) {
    const auto done = real_write()(file, bytes, count);
    note_at_end(file, done);
    return done;
}

ssize_t writev(int file, const iovec* parts, int count) {
    const auto done = real<ssize_t(int, const iovec*, int)>("writev")(file, parts, count);
    note_at_end(file, done);
    return done;
}

ssize_t pwrite(int file, const void* bytes, size_t count, off_t at) {
    const auto done = real_pwrite()(file, bytes, count, at);
    if (done > 0) note(file, {at, at + done});
    return done;
}
ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) { return pwrite(file, bytes, count, at); }

int ftruncate(int file, off_t length) noexcept {
    const int done = real_ftruncate()(file, length);
    // What lay beyond is gone, also when the file grows again.
    if (done == 0) note(file, {length, std::numeric_limits<off_t>::max()});
    return done;
}
int ftruncate64(int file, off64_t length) noexcept { return ftruncate(file, length); }

int fsync(int file) { return sync_with("fsync", file); }
int fdatasync(int file) { return sync_with("fdatasync", file); }

/// The planted program: SQLite does as it is told, and is told wrong.
int sqlite3_exec(void* db, const char* text, void* each, void* with, char** problem) {
    const auto exec = real<int(void*, const char*, void*, void*, char**)>("sqlite3_exec");
    const int code = exec(db, text, each, with, problem);
    if (code == 0 && lies("pragma") && std::strstr(text, "synchronous=") != nullptr)
        return exec(db, "PRAGMA synchronous=OFF", nullptr, nullptr, problem);
    return code;
}

/// For forgetful.py: what a file is known by.
bool forgetful_identity(const char* path, char* identity, size_t size) {
    const auto known = know(AT_FDCWD, path);
    if (known) std::snprintf(identity, size, "%s", known->identity.c_str());
    return known.has_value();
}

}  // extern "C"
