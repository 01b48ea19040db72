#include "files/child.h"

#include "files/descriptor.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>

namespace files {
namespace {

using Moment = std::chrono::steady_clock::time_point;

constexpr std::size_t longest_line = 512;

std::unexpected<Refusal> not_started(std::string why) { return refuse(Kind::unavailable, "files.unavailable", std::move(why)); }

/// Its descriptors, its group and its signals, as posix_spawn wants them.
class Surroundings {
public:
    Surroundings(const Child& child, int answer) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawnattr_init(&attributes_);
        posix_spawn_file_actions_adddup2(&actions_, child.in, 0);
        posix_spawn_file_actions_adddup2(&actions_, answer, 1);
        posix_spawn_file_actions_addopen(&actions_, 2, "/dev/null", O_WRONLY, 0);
        if (child.out >= 0) posix_spawn_file_actions_adddup2(&actions_, child.out, 3);
        posix_spawn_file_actions_addclosefrom_np(&actions_, child.out >= 0 ? 4 : 3);
        sigset_t all, none;
        sigfillset(&all);
        sigemptyset(&none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    }
    ~Surroundings() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    Surroundings(const Surroundings&) = delete;
    Surroundings& operator=(const Surroundings&) = delete;

    const posix_spawn_file_actions_t* actions() const { return &actions_; }
    const posix_spawnattr_t* attributes() const { return &attributes_; }

private:
    posix_spawn_file_actions_t actions_;
    posix_spawnattr_t attributes_;
};

std::optional<pid_t> spawn(const Child& child, int answer) {
    const Surroundings surroundings(child, answer);
    std::string name = child.program.string();
    std::vector<char*> arguments{name.data()};
    for (const auto& word : child.words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    char* environment[] = {nullptr};
    pid_t id = 0;
    const int failed = posix_spawn(&id, name.c_str(), surroundings.actions(), surroundings.attributes(), arguments.data(), environment);
    return failed == 0 ? std::optional(id) : std::nullopt;
}

/// One line from the pipe; nothing if the other side ends, babbles or is late.
std::optional<std::string> read_line(int pipe, Moment deadline) {
    std::string line;
    char chunk[longest_line];
    while (line.size() < longest_line) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        pollfd waiting{.fd = pipe, .events = POLLIN, .revents = 0};
        const int ready = poll(&waiting, 1, static_cast<int>(std::max<long>(left.count(), 0)));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return std::nullopt;
        const auto got = read(pipe, chunk, sizeof chunk);
        if (got <= 0) return std::nullopt;
        line.append(chunk, static_cast<std::size_t>(got));
        if (line.back() == '\n') return line.substr(0, line.size() - 1);
    }
    return std::nullopt;
}

/// A process that is killed, with whatever it started, and reaped with this object.
class Running {
public:
    explicit Running(pid_t id) : id_(id) {}
    ~Running() { end(); }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    /// The memory it needed.
    std::uint64_t end() {
        rusage used{};
        if (is_over_) return 0;
        kill(-id_, SIGKILL);
        while (wait4(id_, nullptr, 0, &used) < 0 && errno == EINTR) continue;
        is_over_ = true;
        return static_cast<std::uint64_t>(used.ru_maxrss) * 1024;
    }

private:
    pid_t id_;
    bool is_over_ = false;
};

}  // namespace

Result<Answer> ask(const Child& child) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return not_started("no pipe");
    const Descriptor ours(ends[0]);
    Descriptor theirs(ends[1]);
    if (lseek(child.in, 0, SEEK_SET) != 0) return not_started("cannot seek");
    const auto id = spawn(child, theirs.get());
    theirs.close();
    if (!id) return not_started("cannot start " + child.program.string());
    Running running(*id);
    auto line = read_line(ours.get(), std::chrono::steady_clock::now() + child.time_limit);
    return Answer{.line = std::move(line), .memory = running.end()};
}

std::filesystem::path beside_this_program(std::string_view name) { return std::filesystem::read_symlink("/proc/self/exe").parent_path() / name; }

}  // namespace files
