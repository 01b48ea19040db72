#include "documents/child.h"

#include "files/descriptor.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <optional>

namespace documents {
namespace {

using files::Descriptor;

std::unexpected<Refusal> not_made(std::string why) { return refuse(Kind::unavailable, "documents.not_made", std::move(why)); }

/// One child, killed with whatever it started and reaped with this object.
class Child {
public:
    explicit Child(pid_t id) : id_(id) {}
    ~Child() {
        kill(-id_, SIGKILL);
        while (waitpid(id_, nullptr, 0) < 0 && errno == EINTR) continue;
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

private:
    pid_t id_;
};

/// Its descriptors: 0 the page, 1 the answer, 2 nowhere, 3 the PDF; everything else is closed, and its environment is empty.
std::optional<pid_t> spawn(const std::filesystem::path& program, const std::vector<std::string>& words, int page, int answer, int pdf) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, page, 0);
    posix_spawn_file_actions_adddup2(&actions, answer, 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pdf, 3);
    posix_spawn_file_actions_addclosefrom_np(&actions, 4);
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    std::string name = program.string();
    std::vector<char*> arguments{name.data()};
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    char* environment[] = {nullptr};
    pid_t id = 0;
    const int failed = posix_spawn(&id, name.c_str(), &actions, &attributes, arguments.data(), environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failed == 0 ? std::optional(id) : std::nullopt;
}

/// Whether it says "ok" in time.
bool says_ok(int pipe, std::chrono::steady_clock::time_point deadline) {
    constexpr std::string_view ok = "ok\n";
    std::string said;
    char chunk[16];
    while (said.size() < ok.size()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        pollfd waiting{.fd = pipe, .events = POLLIN, .revents = 0};
        const int ready = poll(&waiting, 1, static_cast<int>(std::max<long>(left.count(), 0)));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return false;
        const auto got = read(pipe, chunk, sizeof chunk);
        if (got <= 0) return false;
        said.append(chunk, static_cast<std::size_t>(got));
    }
    return said == ok;
}

/// A file that has no name and no place on a disk.
Descriptor nameless_file(const std::string& content) {
    Descriptor file(memfd_create("page", MFD_CLOEXEC));
    for (std::size_t at = 0; file.get() >= 0 && at < content.size();) {
        const auto put = write(file.get(), content.data() + at, content.size() - at);
        if (put <= 0) return Descriptor(-1);
        at += static_cast<std::size_t>(put);
    }
    if (file.get() >= 0) lseek(file.get(), 0, SEEK_SET);
    return file;
}

Result<std::string> read_all(int file, std::size_t most) {
    struct stat info {};
    if (fstat(file, &info) != 0 || info.st_size <= 0) return not_made("nothing was written");
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size > most) return not_made("too much was written");
    std::string content(size, '\0');
    for (std::size_t at = 0; at < size;) {
        const auto got = pread(file, content.data() + at, size - at, static_cast<off_t>(at));
        if (got <= 0) return not_made("the PDF could not be read");
        at += static_cast<std::size_t>(got);
    }
    if (!content.starts_with("%PDF-")) return not_made("what was written is no PDF");
    return content;
}

}  // namespace

Result<std::string> converse(const Settings& settings, const std::vector<std::string>& words, const std::string& page) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return not_made("no pipe");
    const Descriptor ours(ends[0]);
    Descriptor theirs(ends[1]);
    const auto in = nameless_file(page), out = nameless_file({});
    if (in.get() < 0 || out.get() < 0) return not_made("no memory for the page");
    const auto id = spawn(settings.program, words, in.get(), theirs.get(), out.get());
    theirs.close();
    if (!id) return not_made("cannot start " + settings.program.string());
    const Child child(*id);
    if (!says_ok(ours.get(), std::chrono::steady_clock::now() + settings.time_limit)) return not_made(words.front() + ": ended, hung or babbled");
    return read_all(out.get(), settings.most_bytes);
}

}  // namespace documents
