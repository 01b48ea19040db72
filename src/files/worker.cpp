#include "files/worker.h"

#include "base/log.h"
#include "base/metrics.h"
#include "base/text.h"
#include "files/descriptor.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <map>
#include <optional>

namespace files {
namespace {

using Moment = std::chrono::steady_clock::time_point;

base::metrics::Counter failures("guildhall_files_worker_failures_total", "Workers that crashed, hung or babbled");
std::atomic<std::uint64_t> most_memory{0};

constexpr std::size_t longest_answer = 512;

std::filesystem::path beside_this_program() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "guildhall-image";
}

/// One child, killed and reaped with this object.
class Child {
public:
    explicit Child(pid_t id) : id_(id) {}
    ~Child() {
        kill(-id_, SIGKILL);
        rusage used{};
        int status = 0;
        while (wait4(id_, &status, 0, &used) < 0 && errno == EINTR) continue;
        const auto bytes = static_cast<std::uint64_t>(used.ru_maxrss) * 1024;
        for (auto seen = most_memory.load(); seen < bytes && !most_memory.compare_exchange_weak(seen, bytes);) continue;
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

private:
    pid_t id_;
};

/// The worker's descriptors: 0 the file, 1 the answer, 2 nowhere, 3 the picture; everything else is closed.
std::optional<pid_t> spawn(const std::filesystem::path& program, const std::vector<std::string>& words, int in,
                           int answer, int out) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, in, 0);
    posix_spawn_file_actions_adddup2(&actions, answer, 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    if (out >= 0) posix_spawn_file_actions_adddup2(&actions, out, 3);
    posix_spawn_file_actions_addclosefrom_np(&actions, out >= 0 ? 4 : 3);
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
    if (failed != 0) return std::nullopt;
    return id;
}

/// One line from the pipe; nothing if the other side ends, babbles or is late.
std::optional<std::string> read_line(int pipe, Moment deadline) {
    std::string line;
    char chunk[longest_answer];
    while (line.size() < longest_answer) {
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

/// The reasons a worker may give; whatever else it says is taken for a failure.
const std::map<std::string, const char*, std::less<>> reasons{
    {"not-a-picture", "files.not_a_picture"},
    {"damaged", "files.picture_damaged"},
    {"too-large", "files.picture_too_large"},
    {"moves", "files.picture_moves"},
};

bool is_media_type(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("/.+-_").find(c) != std::string_view::npos;
    };
    return text.size() <= 100 && std::ranges::count(text, '/') == 1 && std::ranges::all_of(text, fits);
}

std::optional<int> side(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > 16'384) return std::nullopt;
    return value;
}

std::unexpected<Refusal> failed(std::string log) {
    failures.add();
    base::log::warning("a file worker failed", {{"why", log}});
    return refuse(Kind::invalid, "files.worker_failed", std::move(log));
}

}  // namespace

Worker::Worker(WorkerOptions options)
    : options_(std::move(options)),
      places_(std::make_unique<std::counting_semaphore<>>(options_.most_at_once)) {
    if (options_.program.empty()) options_.program = beside_this_program();
}

std::uint64_t Worker::peak_memory() { return most_memory.load(); }

Result<std::string> Worker::converse(const std::vector<std::string>& words, int in, int out) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return refuse(Kind::unavailable, "files.unavailable", "no pipe");
    const Descriptor ours(ends[0]);
    Descriptor theirs(ends[1]);
    if (lseek(in, 0, SEEK_SET) != 0) return refuse(Kind::unavailable, "files.unavailable", "cannot seek");
    const auto id = spawn(options_.program, words, in, theirs.get(), out);
    theirs.close();
    if (!id) return refuse(Kind::unavailable, "files.unavailable", "cannot start " + options_.program.string());
    const Child child(*id);
    const auto line = read_line(ours.get(), std::chrono::steady_clock::now() + options_.time_limit);
    if (!line) return failed(words.front() + ": ended, hung or babbled");
    return *line;
}

Result<std::string> Worker::ask(const std::vector<std::string>& words, int in, int out) {
    if (!places_->try_acquire_for(options_.patience)) return refuse(Kind::unavailable, "files.busy", "no worker free");
    const auto line = converse(words, in, out);
    places_->release();
    if (!line) return line;
    if (line->starts_with("ok ")) return line->substr(3);
    const auto reason = line->starts_with("no ") ? reasons.find(std::string_view(*line).substr(3)) : reasons.end();
    if (reason == reasons.end()) return failed(words.front() + ": unknown answer");
    return refuse(Kind::invalid, reason->second);
}

Result<std::string> Worker::sniff(int in) {
    const auto type = TRY(ask({"sniff"}, in, -1));
    if (!is_media_type(type)) return failed("sniff: no media type");
    return type;
}

Result<Remade> Worker::remake(int in, int out, int longest_side) {
    const auto answer = TRY(ask({"remake", std::to_string(longest_side > 0 ? longest_side : options_.longest_side)}, in, out));
    const auto words = base::split(answer, ' ');
    if (words.size() != 3 || (words[0] != "image/jpeg" && words[0] != "image/webp")) return failed("remake: unknown answer");
    const auto width = side(words[1]), height = side(words[2]);
    if (!width || !height) return failed("remake: no size");
    return Remade{std::string(words[0]), *width, *height};
}

Result<std::string> Worker::try_walls(const std::string& way) {
    const Descriptor nothing(open("/dev/zero", O_RDONLY | O_CLOEXEC));
    return ask({"try-walls", way}, nothing.get(), -1);
}

}  // namespace files
