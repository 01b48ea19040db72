#pragma once
// For tests: the real program as a process of its own, which can be starved, stopped and looked at from outside.

#include "guildhall/test/given_house.h"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace given {

/// `guildhall ARGUMENTS`, beside this test program.
class Program {
public:
    using Arguments = std::vector<std::string>;

    /// `as_nobody`: without root's right to write everywhere.
    explicit Program(const Arguments& arguments, bool as_nobody = false) {
        const auto program = (std::filesystem::canonical("/proc/self/exe").parent_path() / "guildhall").string();
        int out[2];
        REQUIRE(::pipe2(out, O_CLOEXEC) == 0);
        std::vector<std::string> words{program};
        words.insert(words.end(), arguments.begin(), arguments.end());
        std::vector<char*> pointers;
        for (auto& word : words) pointers.push_back(word.data());
        pointers.push_back(nullptr);
        const auto errors = (folder_.path / "stderr").string();
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(out[1], 1);
            ::dup2(::open(errors.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666), 2);
            if (as_nobody && (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(99);
            for (const auto* setting : {"GUILDHALL_RATE_CLIENT", "GUILDHALL_RATE_CLIENT_WRITES", "GUILDHALL_RATE_ACCOUNT", "GUILDHALL_RATE_UNASKED",
                                        "GUILDHALL_RATE_REPORTS", "GUILDHALL_RATE_CONTACT"}) ::setenv(setting, "1000000", 1);
            ::execv(program.c_str(), pointers.data());
            ::_exit(98);
        }
        ::close(out[1]);
        out_ = out[0];
    }
    ~Program() {
        if (child_ > 0) {
            ::kill(child_, SIGKILL);
            wait();
        }
        ::close(out_);
    }
    Program(const Program&) = delete;

    /// Serves, and has said where.
    std::string url() {
        std::string said;
        char c = 0;
        while (::read(out_, &c, 1) == 1 && c != '\n') said += c;
        constexpr std::string_view mark = "listening on ";
        if (!said.starts_with(mark)) FAIL(said << errors());
        return said.substr(mark.size());
    }
    void signal(int number) const { ::kill(child_, number); }
    /// The exit status; 128 and the signal's number where one ended it.
    int wait() {
        int status = 0;
        while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
        }
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    /// All that it says, once it is over.
    std::string output() const {
        std::string said;
        char piece[4096];
        for (ssize_t got; (got = ::read(out_, piece, sizeof piece)) > 0;) said.append(piece, static_cast<std::size_t>(got));
        return said;
    }
    std::string errors() const {
        std::ifstream in(folder_.path / "stderr");
        return {std::istreambuf_iterator<char>(in), {}};
    }
    /// The soft limit from now on; what the hard one allows, by `RLIM_INFINITY`.
    void limit(__rlimit_resource resource, rlim_t most) const {
        rlimit limits{};
        REQUIRE(::prlimit(child_, resource, nullptr, &limits) == 0);
        limits.rlim_cur = most == RLIM_INFINITY ? limits.rlim_max : most;
        REQUIRE(::prlimit(child_, resource, &limits, nullptr) == 0);
    }

    /// Runs a command to its end.
    static int run(const Arguments& arguments) { return Program(arguments).wait(); }

private:
    Folder folder_;
    pid_t child_ = -1;
    int out_ = -1;
};

/// Whether anybody takes connections there.
inline bool is_listening(const std::string& url) {
    const int knock = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool taken = ::connect(knock, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    ::close(knock);
    return taken;
}

/// A request sent by a browser of its own: the status, and the thanks' address.
inline Answer report_missed_bin(const std::string& url, const std::string& name = "Rosa Green") {
    return Browser(url).fill("/services/missed-bin/report", missed_bin(name));
}

}  // namespace given
