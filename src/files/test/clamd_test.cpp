#include "files/clamd.h"

#include "files/sweep.h"
#include "files/events.h"
#include "files/test/given.h"
#include "journal/journal.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <fstream>
#include <thread>

namespace {

using files::State;

/// What our own signature finds. No database is fetched for the test.
constexpr std::string_view plague = "GUILDHALL-TEST-PLAGUE-7f3a";

/// The real clamd with one signature, in a folder of its own.
class RealClamd {
public:
    RealClamd() {
        std::ofstream(folder_.path / "own.ndb") << "Guildhall.Plague:0:*:" << base::to_hex(std::as_bytes(std::span(plague))) << '\n';
        std::ofstream(folder_.path / "clamd.conf")
            << "LocalSocket " << address() << "\nDatabaseDirectory " << folder_.path.string()
            << "\nForeground yes\nStreamMaxLength 1M\nLogFile " << (folder_.path / "log").string() << "\nMaxThreads 2\n";
        const auto settings = "--config-file=" + (folder_.path / "clamd.conf").string();
        const char* arguments[] = {"clamd", settings.c_str(), nullptr};
        posix_spawn_file_actions_t quiet;
        posix_spawn_file_actions_init(&quiet);
        posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_adddup2(&quiet, 1, 2);
        is_running_ = posix_spawn(&id_, "/usr/sbin/clamd", &quiet, nullptr, const_cast<char**>(arguments), environ) == 0;
        posix_spawn_file_actions_destroy(&quiet);
        while (is_running_ && !answers()) is_running_ = waitpid(id_, nullptr, WNOHANG) == 0;
    }
    ~RealClamd() { stop(); }
    void stop() {
        if (!is_running_) return;
        kill(id_, SIGKILL);
        waitpid(id_, nullptr, 0);
        is_running_ = false;
    }
    bool is_running() const { return is_running_; }
    std::string address() const { return (folder_.path / "socket").string(); }

private:
    bool answers() const {
        const files::Descriptor nothing(open("/dev/null", O_RDONLY | O_CLOEXEC));
        poll(nullptr, 0, 20);
        return files::Clamd({address()}).scan(nothing.get()).has_value();
    }
    given::Folder folder_;
    pid_t id_ = 0;
    bool is_running_ = false;
};

/// A scanner that misbehaves: says `answer` and closes, or says nothing while it lives.
class OddClamd {
public:
    explicit OddClamd(std::optional<std::string> answer) : answer_(std::move(answer)), listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(listen(listener_.get(), 8) == 0);
        socklen_t length = sizeof address;
        getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &length);
        address_ = fmt::format("127.0.0.1:{}", ntohs(address.sin_port));
        thread_ = std::jthread([this] { serve(); });
    }
    ~OddClamd() { shutdown(listener_.get(), SHUT_RDWR); }
    const std::string& address() const { return address_; }

private:
    void serve() {
        std::vector<files::Descriptor> silent;
        while (true) {
            files::Descriptor caller(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
            if (!caller) return;
            if (!answer_) {
                silent.push_back(std::move(caller));
                continue;
            }
            std::string heard;
            char piece[4096];
            while (!heard.ends_with(std::string(4, '\0')))
                if (const auto got = read(caller.get(), piece, sizeof piece); got > 0)
                    heard.append(piece, static_cast<std::size_t>(got));
                else
                    break;
            (void)!write(caller.get(), answer_->data(), answer_->size());
        }
    }
    std::optional<std::string> answer_;
    files::Descriptor listener_;
    std::string address_;
    std::jthread thread_;
};

std::optional<files::ClamdOptions> at(const std::string& address) {
    return files::ClamdOptions{address, std::chrono::milliseconds(2000)};
}

}  // namespace

TEST_CASE("clamd's answers are understood as documented") {
    CHECK(files::parse_clamd_answer("stream: OK")->state == State::clean);
    CHECK(files::parse_clamd_answer("stream: Win.Test.EICAR_HDB-1 FOUND")->state == State::infected);
    CHECK(files::parse_clamd_answer("stream: Win.Test.EICAR_HDB-1 FOUND")->signature == "Win.Test.EICAR_HDB-1");
    CHECK(files::parse_clamd_answer("INSTREAM size limit exceeded. ERROR")->state == State::unscanned);
    for (const auto* odd : {"", "OK", "stream: ", "stream: FOUND", "stream: lstat() failed. ERROR", "UNKNOWN COMMAND"})
        CHECK_FALSE(files::parse_clamd_answer(odd));
}

TEST_CASE("the real clamd refuses what is infected, and lets the rest in as clean") {
    const RealClamd clamd;
    if (!clamd.is_running()) FAIL("clamd does not start: apt-get install clamav-daemon");
    given::Shelves shelves({}, {}, at(clamd.address()));
    const auto clean = shelves.keep("an honest letter");
    REQUIRE(clean);
    CHECK(clean->state == State::clean);

    const auto infected = shelves.keep("before " + std::string(plague) + " after");
    REQUIRE_FALSE(infected);
    CHECK(infected.error().kind == Kind::invalid);
    CHECK(infected.error().key == "files.infected");
    CHECK(shelves.count() == 1);

    const auto large = shelves.keep(given::bytes_of_length(3 << 20));  // more than this clamd takes
    REQUIRE(large);
    CHECK(large->state != State::clean);
}

TEST_CASE("while the scanner is away files wait, and afterwards the infected are found and announced") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Tenant tenant(engine);
        const RealClamd clamd;
        REQUIRE(clamd.is_running());
        given::Shelves away({}, {}, at("/nowhere/clamd.ctl")), back({}, {}, at(clamd.address()));
        const auto attach = [&](std::string_view bytes, std::int64_t subject) {
            const auto blob = away.keep(bytes).value();
            CHECK(blob.state == State::waiting);
            return tenant.db->write(given::context(),
                                    [&](db::Tx& tx) { return files::attach(tx, {"letter", subject}, blob, "a"); });
        };
        REQUIRE(attach("honest", 1));
        REQUIRE(attach(plague, 2));
        CHECK(files::scan_waiting(*tenant.db, *away.store, given::context()).error().key == "files.scanner_away");

        // The same folder, now with a scanner that answers.
        const auto store = files::Store::at({.folder = away.store->folder(), .clamd = at(clamd.address())}).value();
        CHECK(files::scan_waiting(*tenant.db, *store, given::context()).value() == 2);
        CHECK(files::scan_waiting(*tenant.db, *store, given::context()).value() == 0);
        REQUIRE(tenant.db->read(given::context(), [&](db::Tx& tx) -> Result<bool> {
            CHECK(files::may_leave(files::files_of(tx, {"letter", 1})[0].blob));
            CHECK_FALSE(files::may_leave(files::files_of(tx, {"letter", 2})[0].blob));
            const auto facts = journal::facts_of(tx, 2);
            REQUIRE(facts.size() == 1);
            CHECK(facts[0].kind == "files.FileFoundInfected");
            CHECK(facts[0].as<files::FileFoundInfected>().subject_id == 2);
            CHECK(journal::facts_of(tx, 1).empty());
            return true;
        }));
    }
}

TEST_CASE("a scanner that is silent, cut off or talks nonsense leaves the file waiting") {
    for (const std::optional<std::string>& answer :
         {std::optional<std::string>(), std::optional<std::string>(""), std::optional<std::string>("stream: lost ERROR\n"),
          std::optional<std::string>(std::string(5000, 'x'))}) {
        const OddClamd odd(answer);
        given::Shelves shelves({}, {}, files::ClamdOptions{odd.address(), std::chrono::milliseconds(200)});
        const auto blob = shelves.keep("a letter");
        REQUIRE(blob);
        CHECK(blob->state == State::waiting);
        CHECK(shelves.store->clamd()->is_resting());  // the next one does not wait for it
        CHECK(shelves.keep("another letter")->state == State::waiting);
    }
}

TEST_CASE("over TCP a verdict counts as over the socket") {
    const OddClamd clean(std::string("stream: OK\0", 11)), infected(std::string("stream: Some.Plague FOUND\0", 26));
    CHECK(given::Shelves({}, {}, at(clean.address())).keep("x")->state == State::clean);
    CHECK(given::Shelves({}, {}, at(infected.address())).keep("x").error().key == "files.infected");
}
