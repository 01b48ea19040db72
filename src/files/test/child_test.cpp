#include "files/child.h"

#include "files/descriptor.h"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include <charconv>

using namespace files;

namespace {

/// A file without a name that holds this; its reading goes on at its end.
Descriptor file_of(std::string_view content) {
    Descriptor file(memfd_create("given", MFD_CLOEXEC));
    REQUIRE(write(file.get(), content.data(), content.size()) == static_cast<ssize_t>(content.size()));
    return file;
}

Result<Answer> ask_shell(const std::string& script, const Descriptor& in, int out = -1, std::chrono::milliseconds time_limit = std::chrono::seconds(20)) {
    return ask({.program = "/bin/sh", .words = {"-c", script}, .time_limit = time_limit, .in = in.get(), .out = out});
}

std::optional<std::string> line_of(const std::string& script, std::chrono::milliseconds time_limit = std::chrono::seconds(20)) {
    const auto answer = ask_shell(script, file_of("nothing"), -1, time_limit);
    REQUIRE(answer);
    return answer->line;
}

/// Whether this process ends soon; the signal that ends it may still be on its way.
bool ends(pid_t id) {
    const Descriptor process(static_cast<int>(syscall(SYS_pidfd_open, id, 0)));
    pollfd waiting{.fd = process.get(), .events = POLLIN, .revents = 0};
    return !process || poll(&waiting, 1, 10'000) == 1;
}

}  // namespace

TEST_CASE("a child reads what it is handed from the start, writes what it makes, and answers one line") {
    const auto in = file_of("a letter\n"), out = file_of("");
    const auto answer = ask_shell("read -r it; echo \"seen: $it\" >&3; echo done", in, out.get());
    REQUIRE(answer);
    CHECK(answer->line == "done");
    CHECK(answer->memory > 0);
    char made[32] = {};
    CHECK(pread(out.get(), made, sizeof made, 0) == 15);
    CHECK(std::string(made) == "seen: a letter\n");
}

TEST_CASE("a child has no environment and no descriptor of ours but those it is handed") {
    const Descriptor ours(open("/dev/null", O_RDONLY));  // not closed on exec
    CHECK(ours.get() >= 0);
    CHECK(line_of("echo \"$HOME$GUILDHALL_TEST_POSTGRES\"") == "");
    CHECK(line_of("for n in 3 4 5 6 7 8 9; do [ -e /proc/$$/fd/$n ] && echo $n; done; echo none") == "none");
}

TEST_CASE("a child that ends, hangs or babbles has said nothing, and its time is kept") {
    CHECK(line_of("exit 0") == std::nullopt);
    CHECK(line_of("echo -n half a line") == std::nullopt);
    CHECK(line_of("while :; do echo -n xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done") == std::nullopt);
    const auto before = std::chrono::steady_clock::now();
    CHECK(line_of("while :; do :; done", std::chrono::milliseconds(200)) == std::nullopt);
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(10));
}

TEST_CASE("whatever a child started ends with it") {
    const auto said = line_of("sleep 600 >/dev/null & echo $!");
    REQUIRE(said);
    pid_t id = 0;
    std::from_chars(said->data(), said->data() + said->size(), id);
    REQUIRE(id > 0);
    CHECK(ends(id));
}

TEST_CASE("a program that is missing is refused, with its name for the log") {
    const auto answer = ask({.program = "/nowhere/guildhall-image", .words = {"sniff"}, .time_limit = std::chrono::seconds(1), .in = file_of("x").get()});
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == Kind::unavailable);
    CHECK(answer.error().key == "files.unavailable");
    CHECK(answer.error().log == "cannot start /nowhere/guildhall-image");
}
