#include "served.h"

#include "client.h"
#include "figures.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace bench {
namespace {

/// Runs a program with its output in a file; its process id.
int start(const std::vector<std::string>& words, const std::vector<std::string>& environment, const std::string& output) {
    const int pid = fork();
    if (pid != 0) return pid;
    for (const auto& setting : environment) putenv(strdup(setting.c_str()));
    if (freopen(output.c_str(), "w", stdout) == nullptr || freopen((output + ".log").c_str(), "w", stderr) == nullptr) _exit(1);
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    _exit(127);
}

struct Process {
    int parent = 0;
    double own_seconds = 0, ended_children_seconds = 0;
};
/// Of a process that is there; nothing else of others.
Process look_at(const std::string& pid) {
    std::ifstream in("/proc/" + pid + "/stat");
    std::string text;
    std::getline(in, text);
    const auto bracket = text.rfind(')');  // the name in brackets may hold spaces
    if (bracket == text.npos) return {};
    std::istringstream fields(text.substr(bracket + 2));
    std::string skipped;
    Process process;
    fields >> skipped >> process.parent;
    for (int i = 0; i < 9; ++i) fields >> skipped;
    double user = 0, system = 0, children_user = 0, children_system = 0;
    fields >> user >> system >> children_user >> children_system;
    const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
    process.own_seconds = (user + system) / ticks;
    process.ended_children_seconds = (children_user + children_system) / ticks;
    return process;
}

/// The parent of whoever answers at that address; 0 where that is another machine.
int find_postmaster(const std::string& dsn) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(dsn.c_str()), PQfinish);
    return PQstatus(connection.get()) == CONNECTION_OK ? look_at(std::to_string(PQbackendPID(connection.get()))).parent : 0;
}

double cpu_of_family(int parent) {
    if (parent == 0) return 0;
    const auto head = look_at(std::to_string(parent));
    double seconds = head.own_seconds + head.ended_children_seconds;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const auto name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != name.npos) continue;
        if (const auto process = look_at(name); process.parent == parent) seconds += process.own_seconds;
    }
    return seconds;
}

double number_after(const std::string& file, const std::string& name) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(name)) return std::stod(line.substr(name.size()));
    return 0;
}

}  // namespace

void run_guildhall(std::vector<std::string> words, const std::filesystem::path& output) {
    words.insert(words.begin(), (programs() / "guildhall").string());
    int status = 0;
    waitpid(start(words, {}, output.string()), &status, 0);
    if (status != 0) throw std::runtime_error(words[1] + " failed; see " + output.string() + ".log");
}

std::filesystem::path programs() { return std::filesystem::canonical("/proc/self/exe").parent_path(); }

Served::Served(const What& what) : folder_(what.data), keep_(!what.data.empty()) {
    std::string name = (std::filesystem::temp_directory_path() / "guildhall-bench-XXXXXX").string();
    if (keep_)
        std::filesystem::create_directories(folder_);
    else
        folder_ = mkdtemp(name.data());
    const auto program = (programs() / "guildhall").string();
    where_ = {"--data", folder_.string()};
    entry_ = {.id = !what.council.empty() ? what.council : keep_ ? "bench" : fmt::format("bench{}", getpid()), .folder = folder_.string()};
    if (what.postgres.empty()) {
        entry_.file = (folder_ / "guildhall.db").string();
    } else {
        entry_.dsn = what.postgres;
        where_.insert(where_.end(), {"--postgres", what.postgres, "--council", entry_.id});
        postmaster_ = find_postmaster(what.postgres);
    }
    entry_ = db::check_tenant(entry_).value();
    std::vector<std::string> words{"demo", "--requests", std::to_string(what.requests)};
    words.insert(words.end(), where_.begin(), where_.end());
    if (what.council.empty()) {
        tell("making the borough");
        run_guildhall(words, folder_ / "demo.out");
    }

    words = {program, "serve", "--listen", "127.0.0.1:0"};
    words.insert(words.end(), where_.begin(), where_.end());
    std::vector<std::string> settings{"GUILDHALL_MAIL_FOLDER=" + (folder_ / "mail").string()};
    for (const auto* limit : {"CLIENT", "CLIENT_BURST", "CLIENT_WRITES", "CLIENT_WRITES_BURST", "ACCOUNT", "ACCOUNT_BURST", "GUESSES", "GUESSES_BURST",
                              "UNASKED", "REPORTS", "CONTACT", "WORDS", "PHOTOS", "SITE"})
        settings.push_back(fmt::format("GUILDHALL_RATE_{}=1000000000", limit));
    for (const auto* limit : {"RATE_UNASKED=0", "RATE_REPORTS=0", "RATE_CONTACT=0", "CHALLENGE=never"}) settings.push_back(fmt::format("GUILDHALL_{}", limit));
    settings.insert(settings.end(), what.environment.begin(), what.environment.end());
    const auto output = (folder_ / "serve.out").string();
    const auto began = std::chrono::steady_clock::now();
    pid_ = start(words, settings, output);
    constexpr int most_looks = 15'000;
    for (int look = 0; look < most_looks && port_ == 0; ++look) {
        usleep(2000);
        std::ifstream in(output);
        std::string line;
        std::getline(in, line);
        if (const auto colon = line.rfind(':'); line.starts_with("listening on ") && !in.eof()) port_ = std::stoi(line.substr(colon + 1));
    }
    if (port_ == 0) {
        stop();
        throw std::runtime_error("the program did not come up; see " + output + ".log");
    }
    Client(port_).get("/healthz");
    start_seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

Served::~Served() {
    stop();
    std::error_code ignored;
    if (!keep_) std::filesystem::remove_all(folder_, ignored);
}

void Served::stop() {
    if (pid_ == 0) return;
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
}

std::string Served::token(const std::string& role) const {
    std::vector<std::string> words{"token", "create", "--role", role, "--name", "bench"};
    words.insert(words.end(), where_.begin(), where_.end());
    const auto output = (folder_ / "token.out").string();
    run_guildhall(words, output);
    std::string secret;
    std::ifstream in(output);
    std::getline(in, secret);
    return secret;
}

Usage Served::usage() const {
    const auto status = fmt::format("/proc/{}/status", pid_);
    return {look_at(std::to_string(pid_)).own_seconds, number_after(status, "VmRSS:") / 1024, number_after(status, "VmHWM:") / 1024,
            cpu_of_family(postmaster_)};
}

}  // namespace bench
