#pragma once
// For tests: a program of fakes/, which prints the address it serves and the one by which it is told how to behave.

#include "web/test/given_site.h"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdio>

namespace given {

/// Gone at the end of its scope.
class Fake {
public:
    explicit Fake(const std::string& program) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        pid_ = ::fork();
        if (pid_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            ::dup2(ends[1], 1);
            ::execl(program.c_str(), program.c_str(), nullptr);
            ::_exit(127);
        }
        ::close(ends[1]);
        said_ = ::fdopen(ends[0], "r");
        url = next_address();
        control = next_address();
    }
    ~Fake() {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        std::fclose(said_);
    }
    Fake(const Fake&) = delete;
    Fake& operator=(const Fake&) = delete;

    void set(const boost::json::object& switches) const { ask("PUT", "/switches", switches); }
    boost::json::value state() const { return ask("GET", "/state"); }
    boost::json::value post(std::string_view path, const boost::json::value& body = boost::json::object{}) const { return ask("POST", path, body); }

    std::string url, control;

private:
    boost::json::value ask(std::string_view method, std::string_view path, const boost::json::value& body = nullptr) const {
        const auto text = body.is_null() ? std::string() : boost::json::serialize(body);
        const auto answer = Client(control).ask(fmt::format("{} {} HTTP/1.1\r\nHost: fake\r\nContent-Length: {}\r\n\r\n{}", method, path, text.size(), text));
        REQUIRE(answer.status == 200);
        return boost::json::parse(answer.body);
    }
    std::string next_address() {
        char line[1000] = "";
        REQUIRE(std::fgets(line, sizeof line, said_) != nullptr);
        std::string text = line;
        text.pop_back();
        return text.substr(text.find("http://"));
    }
    pid_t pid_ = 0;
    FILE* said_ = nullptr;
};

}  // namespace given
