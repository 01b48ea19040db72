#pragma once
// Mail servers for mail's tests, each gone at the end of its scope.

#include "mail/test/folder.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace mail::test {

/// fakes/smtp/smtp, the server that misbehaves.
class Fake {
public:
    explicit Fake(const std::string& greeting = "ready") {
        int ends[2];
        if (::pipe(ends) != 0 || (pid_ = ::fork()) < 0) throw std::runtime_error("cannot start a process");
        if (pid_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            ::dup2(ends[1], 1);
            ::execl("fakes/smtp/smtp", "smtp", "--greeting", greeting.c_str(), "--keep", kept_.path().c_str(), nullptr);
            ::_exit(127);
        }
        ::close(ends[1]);
        said_ = ::fdopen(ends[0], "r");
        const auto first = next_line();
        url_ = first.substr(first.find("smtp://"));
    }
    ~Fake() {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        std::fclose(said_);
    }
    Fake(const Fake&) = delete;
    Fake& operator=(const Fake&) = delete;

    const std::string& url() const { return url_; }
    /// What it says next: "connected" or "taken RECIPIENT". Waits for it.
    std::string next_line() {
        char line[1000] = "";
        if (!std::fgets(line, sizeof line, said_)) throw std::runtime_error("fakes/smtp/smtp ended");
        std::string text = line;
        text.pop_back();
        return text;
    }
    /// The messages it took, as they came.
    std::vector<std::string> taken() const {
        std::vector<std::string> messages;
        for (const auto& path : files_in(kept_.path())) messages.push_back(read_file(path));
        return messages;
    }

private:
    Folder kept_;
    pid_t pid_ = 0;
    FILE* said_ = nullptr;
    std::string url_;
};

/// A real Exim with STARTTLS, TLS and sign-in.
class RealServer {
public:
    RealServer() {
        const auto [status, output] = run("tools/test-servers/smtp start " + folder_.path());
        if (status != 0) throw std::runtime_error(output);
        for (std::size_t at = 0, end; (end = output.find('\n', at)) != output.npos; at = end + 1) {
            const auto line = output.substr(at, end - at);
            if (const auto equals = line.find('='); equals != line.npos)
                facts_[line.substr(0, equals)] = line.substr(equals + 1);
        }
    }
    ~RealServer() { run("tools/test-servers/smtp remove " + folder_.path()); }
    RealServer(const RealServer&) = delete;
    RealServer& operator=(const RealServer&) = delete;

    /// smtp, smtps, ca_file, user, password, maildir
    const std::string& operator[](const std::string& fact) { return facts_.at(fact); }
    std::string log() const { return read_file(folder_.path() + "/log/mainlog"); }

    /// The messages delivered, once there are `count` of them; Exim delivers after it has answered.
    std::vector<std::string> delivered(std::size_t count) {
        for (int tries = 0; files_in(facts_.at("maildir") + "/new").size() < count && tries < 500; ++tries)
            ::usleep(20'000);
        std::vector<std::string> messages;
        for (const auto& path : files_in(facts_.at("maildir") + "/new")) messages.push_back(read_file(path));
        return messages;
    }

private:
    Folder folder_;
    std::map<std::string, std::string> facts_;
};

}  // namespace mail::test
