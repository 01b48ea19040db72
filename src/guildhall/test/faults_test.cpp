// The program when the world fails it: the disk, the database, the line to it, its files, its end.

#include "db/test/proxy.h"
#include "guildhall/test/given_program.h"
#include "journal/journal.h"

#include <sched.h>
#include <sys/mount.h>

#include <array>
#include <cstdio>
#include <set>
#include <thread>

using namespace std::chrono_literals;
using given::Browser;
using given::Program;

namespace {

constexpr const char* anywhere = "127.0.0.1:0";

/// A council's folder with staff and a service, and no requests yet.
struct FaultyBorough {
    given::Folder folder;
    std::string data = folder.path.string();
    FaultyBorough() { REQUIRE(Program::run({"demo", "--data", data, "--people", "5", "--requests", "0"}) == 0); }

    std::unique_ptr<db::Database> open() const {
        return db::open_sqlite({.path = data + "/guildhall.db"}).value();
    }
};

std::set<std::string> references_in(db::Database& database) {
    return database
        .read(given::context(), [](db::Tx& tx) -> Result<std::set<std::string>> {
            std::set<std::string> found;
            for (const auto row : db::Rows(tx.query_text("SELECT reference FROM cases_request", {}))) found.insert(row.get<std::string>(0));
            return found;
        })
        .value();
}

/// The reference in "/requests/7TQ2M9KX4BRW/sent".
std::string reference_in(const given::Answer& answer) {
    const auto place = answer.header("Location");
    return place.size() < 27 ? place : place.substr(10, 12);
}

/// Every reference somebody was thanked with is there, and nothing is half-made.
void check_kept(db::Database& database, const std::set<std::string>& thanked) {
    const auto there = references_in(database);
    for (const auto& reference : thanked) CHECK_MESSAGE(there.contains(reference), reference);
    const auto verdict = journal::verify(database, given::start);
    REQUIRE(verdict);
    CHECK_FALSE(verdict->fault);
    REQUIRE(database.read(given::context(), [&](db::Tx& tx) -> Result<bool> {
        for (const auto* half : {"SELECT COUNT(*) FROM cases_case WHERE id NOT IN (SELECT case_id FROM cases_request)",
                                 "SELECT COUNT(*) FROM cases_request WHERE id NOT IN (SELECT request FROM contact_interaction_request)",
                                 "SELECT COUNT(*) FROM cases_case WHERE id NOT IN (SELECT subject FROM journal_fact WHERE kind = 'cases.CaseOpened')"})
            for (const auto row : db::Rows(tx.query_text(half, {}))) CHECK_MESSAGE(row.get<std::int64_t>(0) == 0, half);
        return true;
    }));
}

bool is_clear_503(const given::Answer& answer) {
    return answer.status == 503 && answer.has_header("Retry-After") && answer.body.find("<h1") != std::string::npos && answer.body.find("try again") != std::string::npos;
}

/// Sends requests until one is refused; at most so many.
int report_until_refused(const std::string& url, std::set<std::string>& thanked, int most) {
    for (int i = 0; i < most; ++i) {
        const auto answer = given::report_missed_bin(url);
        if (answer.status != 303) {
            CHECK_MESSAGE(is_clear_503(answer), answer.status);
            return i;
        }
        thanked.insert(reference_in(answer));
    }
    return most;
}

/// The program has taken the signal once it takes no more connections.
void wait_until_closed_to_others(const std::string& url) {
    const auto deadline = std::chrono::steady_clock::now() + 5s;
    while (given::is_listening(url) && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
}

/// A mount namespace of this thread's own, so that whatever is mounted goes with the test.
bool may_mount() {
    return ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

/// A PostgreSQL of this test's own, to stop and start.
class OwnPostgres {
public:
    OwnPostgres() {
        tell("start");
        dsn_ = tell("dsn");
        tell("start");
    }
    ~OwnPostgres() { tell("remove"); }
    void stop() { tell("stop"); }
    void start() { tell("start"); }
    const std::string& dsn() const { return dsn_; }

private:
    std::string tell(const std::string& what) {
        const auto command = "tools/test-servers/postgres " + what + " " + (folder_.path / "pg").string() + " 2>/dev/null";
        std::string said;
        std::array<char, 256> part;
        auto* pipe = ::popen(command.c_str(), "r");
        REQUIRE(pipe != nullptr);
        while (std::fgets(part.data(), part.size(), pipe) != nullptr) said += part.data();
        ::pclose(pipe);
        return std::string(base::trim(said));
    }
    struct Reachable : given::Folder {
        Reachable() { std::filesystem::permissions(path, std::filesystem::perms(0755)); }
    } folder_;
    std::string dsn_;
};

}  // namespace

TEST_CASE("files that may not grow are a full disk: clear words, nothing half-made, and all is well when there is room") {
    const FaultyBorough borough;
    std::set<std::string> thanked;
    {
        Program program({"serve", "--data", borough.data, "--listen", anywhere});
        const auto url = program.url();
        CHECK(report_until_refused(url, thanked, 3) == 3);
        program.limit(RLIMIT_FSIZE, std::filesystem::file_size(borough.data + "/guildhall.db-wal") + 20'000);
        CHECK(report_until_refused(url, thanked, 200) < 200);
        for (int i = 0; i < 3; ++i) CHECK(is_clear_503(given::report_missed_bin(url)));
        CHECK(given::Client(url).ask("GET / HTTP/1.1\r\nHost: demo\r\n\r\n").status == 200);
        program.limit(RLIMIT_FSIZE, RLIM_INFINITY);
        CHECK(report_until_refused(url, thanked, 5) == 5);
        program.signal(SIGTERM);
        CHECK(program.wait() == 0);
    }
    const auto database = borough.open();
    CHECK(references_in(*database) == thanked);
    check_kept(*database, thanked);
}

TEST_CASE("a disk that is really full is told, and forgiven when space returns") {
    if (!may_mount()) {
        MESSAGE("no right to mount a small disk here: not tried");
        return;
    }
    given::Folder folder;
    const auto data = folder.path / "disk";
    std::filesystem::create_directory(data);
    REQUIRE(::mount("tmpfs", data.c_str(), "tmpfs", 0, "size=24m") == 0);
    REQUIRE(Program::run({"demo", "--data", data.string(), "--people", "5", "--requests", "0"}) == 0);
    std::set<std::string> thanked;
    {
        Program program({"serve", "--data", data.string(), "--listen", anywhere});
        const auto url = program.url();
        CHECK(report_until_refused(url, thanked, 3) == 3);
        const auto ballast = data / "ballast";
        {
            std::ofstream out(ballast, std::ios::binary);
            const std::string block(4096, 'x');
            while (out.write(block.data(), static_cast<std::streamsize>(block.size())) && out.flush()) {
            }
        }
        CHECK(report_until_refused(url, thanked, 400) < 400);
        for (int i = 0; i < 3; ++i) CHECK(is_clear_503(given::report_missed_bin(url)));
        std::filesystem::remove(ballast);
        CHECK(report_until_refused(url, thanked, 5) == 5);
        program.signal(SIGTERM);
        CHECK(program.wait() == 0);
    }
    {
        const auto database = db::open_sqlite({.path = (data / "guildhall.db").string()}).value();
        CHECK(references_in(*database) == thanked);
        check_kept(*database, thanked);
    }
    CHECK(::umount(data.c_str()) == 0);
}

// UBSan looks at every virtual table with the help of a file descriptor; without one, each looks wrong to it.
#if defined(__has_feature)
#if __has_feature(undefined_behavior_sanitizer)
#define GUILDHALL_UBSAN true
#endif
#endif
#ifndef GUILDHALL_UBSAN
#define GUILDHALL_UBSAN false
#endif

TEST_CASE("a program that runs out of file descriptors answers again when it has some" * doctest::skip(GUILDHALL_UBSAN)) {
    const FaultyBorough borough;
    Program program({"serve", "--data", borough.data, "--listen", anywhere});
    const auto url = program.url();
    CHECK(given::report_missed_bin(url).status == 303);
    program.limit(RLIMIT_NOFILE, 12);
    for (int i = 0; i < 5; ++i) {
        given::Client knock(url);
        knock.send("GET / HTTP/1.1\r\nHost: demo\r\n\r\n");
        pollfd answer{knock.fd(), POLLIN, 0};
        ::poll(&answer, 1, 20);
    }
    program.limit(RLIMIT_NOFILE, RLIM_INFINITY);
    CHECK(given::report_missed_bin(url).status == 303);
    program.signal(SIGTERM);
    CHECK(program.wait() == 0);
}

TEST_CASE("a folder that cannot be written ends the start with one clear line") {
    const FaultyBorough borough;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(borough.folder.path)) std::filesystem::permissions(entry, std::filesystem::perms(entry.is_directory() ? 0555 : 0444));
    std::filesystem::permissions(borough.folder.path, std::filesystem::perms(0555));
    const bool as_nobody = ::geteuid() == 0;
    for (const auto& data : {borough.data, borough.data + "/new", std::string("/proc/guildhall")}) {
        Program program({"serve", "--data", data, "--listen", anywhere}, as_nobody);
        CHECK(program.wait() == 1);
        const auto said = program.errors();
        INFO(said);
        CHECK(std::ranges::count(said, '\n') == 1);
        CHECK(said.starts_with("guildhall: "));
        CHECK(said.find(data) != std::string::npos);
        CHECK(said.find("in use") == std::string::npos);
    }
    std::filesystem::permissions(borough.folder.path, std::filesystem::perms(0755));
}

TEST_CASE("a second program on the same data is refused with one clear line") {
    const FaultyBorough borough;
    Program program({"serve", "--data", borough.data, "--listen", anywhere});
    (void)program.url();
    Program second({"serve", "--data", borough.data, "--listen", anywhere});
    CHECK(second.wait() == 1);
    CHECK(second.errors().find("served by another process") != std::string::npos);
}

TEST_CASE("each council answers to its own name, and an unknown host to none") {
    given::Folder folder;
    const auto table = (folder.path / "councils.toml").string();
    std::ofstream out(table);
    for (const auto* id : {"ashford", "bexhill"})
        out << "[" << id << "]\nhosts = [\"" << id << ".example\"]\nname = \"The " << id << " council\"\nfile = \"" << (folder.path / id / "guildhall.db").string()
            << "\"\nfolder = \"" << (folder.path / id).string() << "\"\n";
    out.close();
    for (const auto* id : {"ashford", "bexhill"}) REQUIRE(Program::run({"demo", "--councils", table, "--council", id, "--people", "5", "--requests", "0"}) == 0);
    Program program({"serve", "--councils", table, "--listen", anywhere});
    const auto url = program.url();
    const auto ask = [&](const std::string& host) { return given::Client(url).ask("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"); };
    CHECK(ask("ashford.example").body.find("The ashford council") != std::string::npos);
    CHECK(ask("BEXHILL.example:8080").body.find("The bexhill council") != std::string::npos);
    for (const auto* stranger : {"evil.example", "ashford.example.evil.example", "127.0.0.1", "ashford.example@evil.example", "ashford", "x"}) {
        const auto status = ask(stranger).status;
        CHECK_MESSAGE((status == 421 || status == 400), stranger);
    }
    CHECK(ask("evil.example").status == 421);
    program.signal(SIGTERM);
    CHECK(program.wait() == 0);
}

TEST_CASE("a new council is called what it was added as") {
    const given::Folder folder;
    const auto data = folder.path.string();
    REQUIRE(Program::run({"council", "add", "ash", "--data", data, "--name", "Ash \"Vale\" \\ Town", "--email", "ada@example.com",
                          "--password", "five silent herons on a lake"}) == 0);
    Program program({"serve", "--data", data, "--listen", anywhere});
    const auto home = given::Client(program.url()).ask("GET / HTTP/1.1\r\nHost: demo\r\n\r\n");
    CHECK(home.body.find("Ash \"Vale\" \\ Town") != std::string::npos);
}

TEST_CASE("data that are being served are not replaced") {
    const FaultyBorough borough;
    const auto copy = borough.data + "/copy.db";
    REQUIRE(Program::run({"backup", "--data", borough.data, copy}) == 0);
    const std::vector<std::string> restore{"restore", "--data", borough.data, "--commit", copy};
    {
        Program program({"serve", "--data", borough.data, "--listen", anywhere});
        program.url();
        CHECK(Program::run(restore) == 1);
        program.signal(SIGTERM);
        CHECK(program.wait() == 0);
    }
    CHECK(Program::run(restore) == 0);
    CHECK_FALSE(std::filesystem::exists(borough.data + "/guildhall.db.restoring"));
    CHECK(references_in(*borough.open()).empty());
}

TEST_CASE("told to stop, the program finishes what is under way, and whoever was thanked is there") {
    const FaultyBorough borough;
    std::set<std::string> thanked;
    {
        Program program({"serve", "--data", borough.data, "--listen", anywhere});
        const auto url = program.url();
        Browser rosa(url);
        rosa.get("/services/missed-bin/report");
        auto form = given::missed_bin();
        form.emplace_back("csrf", rosa.csrf());
        form.emplace_back("operation", rosa.operation());
        const auto post = given::form_post("/services/missed-bin/report", given::encoded(form), rosa.cookie_line());
        given::Client slow(url);
        slow.send(std::string_view(post).substr(0, post.size() - 20));
        std::mutex mutex;
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 10; ++n) {
                    Browser browser(url);
                    const auto page = browser.get("/services/missed-bin/report");
                    if (page.status == 0) return;
                    const auto answer = browser.post("/services/missed-bin/report", given::missed_bin());
                    if (answer.status != 303) return;
                    const std::scoped_lock lock(mutex);
                    thanked.insert(reference_in(answer));
                }
            });
        threads.clear();
        program.signal(SIGTERM);
        wait_until_closed_to_others(url);
        slow.send(std::string_view(post).substr(post.size() - 20));
        const auto answer = slow.answer();
        CHECK(answer.status == 303);
        thanked.insert(reference_in(answer));
        CHECK(program.wait() == 0);
    }
    CHECK(thanked.size() == 41);
    const auto database = borough.open();
    CHECK(references_in(*database) == thanked);
    check_kept(*database, thanked);
}

TEST_CASE("PostgreSQL goes away and comes back: clear words meanwhile, then all is well, and nothing acknowledged is lost") {
    if (std::getenv("GUILDHALL_TEST_POSTGRES") == nullptr) return;
    OwnPostgres postgres;
    given::Proxy proxy(postgres.dsn());
    REQUIRE(Program::run({"demo", "--postgres", postgres.dsn(), "--people", "5", "--requests", "0"}) == 0);
    given::Folder folder;
    Program program({"serve", "--postgres", proxy.dsn(), "--data", folder.path.string(), "--listen", anywhere});
    const auto url = program.url();
    std::set<std::string> thanked;
    CHECK(report_until_refused(url, thanked, 10) == 10);
    using Cut = given::Proxy::Cut;
    for (const auto cut : {Cut::before_commit, Cut::after_commit, Cut::while_committing, Cut::after_commit}) {
        proxy.cut_next(cut);
        CHECK(report_until_refused(url, thanked, 2) == 2);
    }
    CHECK(proxy.cuts() >= 4);
    postgres.stop();
    const auto page = given::Client(url).ask("GET / HTTP/1.1\r\nHost: demo\r\n\r\n");
    CHECK(is_clear_503(page));
    CHECK(given::Client(url).ask("GET /readyz HTTP/1.1\r\nHost: demo\r\n\r\n").status == 503);
    CHECK(given::Client(url).ask("GET /healthz HTTP/1.1\r\nHost: demo\r\n\r\n").status == 200);
    postgres.start();
    CHECK(report_until_refused(url, thanked, 10) == 10);
    CHECK(given::Client(url).ask("GET /readyz HTTP/1.1\r\nHost: demo\r\n\r\n").status == 200);
    program.signal(SIGTERM);
    CHECK(program.wait() == 0);
    CHECK(thanked.size() == 28);
    const auto database = db::open_postgres({.dsn = postgres.dsn(), .schema = "guildhall"}).value();
    CHECK(references_in(*database) == thanked);
    check_kept(*database, thanked);
}
