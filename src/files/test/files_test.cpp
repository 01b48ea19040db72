#include "files/descriptor.h"
#include "files/files.h"

#include "files/sweep.h"
#include "files/test/given.h"

#include <fcntl.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iostream>
#include <thread>

extern char** environ;

namespace {

const files::Subject letter{"letter", 7}, other{"letter", 8};

/// A store beside a tenant, on each database.
struct Office {
    given::Tenant tenant;
    given::Shelves shelves;
    explicit Office(db::Engine engine) : tenant(engine) {}

    Result<files::File> attach(const files::Subject& subject, const files::Blob& blob, std::string_view name = "a.txt") {
        return tenant.db->write(given::context(), [&](db::Tx& tx) { return files::attach(tx, subject, blob, name); });
    }
    std::vector<files::File> files_of(const files::Subject& subject) {
        return tenant.db
            ->read(given::context(), [&](db::Tx& tx) -> Result<std::vector<files::File>> { return files::files_of(tx, subject); })
            .value();
    }
    Result<files::File> find(const files::Subject& subject, int number) {
        return tenant.db->read(given::context(), [&](db::Tx& tx) { return files::find_file(tx, subject, number); });
    }
    Result<void> detach(const files::Subject& subject, int number) {
        return tenant.db->write(given::context(), [&](db::Tx& tx) { return files::detach(tx, subject, number); });
    }
    /// A sweep at a moment so far after everything stored by then.
    files::Swept sweep_after(Duration later) {
        const auto now = base::SystemClock().now() + later;
        return files::sweep(*tenant.db, *shelves.store, given::context(now)).value();
    }
};

void with_each_database(const std::function<void(Office&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Office office(engine);
        test(office);
    }
}

constexpr auto a_moment = std::chrono::minutes(1);
constexpr auto two_days = std::chrono::hours(48) + std::chrono::hours(24 * 365 * 10);  // rows bear the test's own time

}  // namespace

TEST_CASE("a file hangs on its subject, numbered, with a name that is safe to show") {
    with_each_database([](Office& office) {
        const auto first = office.shelves.keep("first").value(), second = office.shelves.keep("second").value();
        REQUIRE(office.attach(letter, first, "../plan.txt"));
        REQUIRE(office.attach(letter, second));
        REQUIRE(office.attach(other, first));
        const auto held = office.files_of(letter);
        REQUIRE(held.size() == 2);
        CHECK(held[0].number == 1);
        CHECK(held[0].name == "plan.txt");
        CHECK(held[0].at == given::start);
        CHECK(held[0].blob.digest == first.digest);
        CHECK(held[0].blob.type == "text/plain");
        CHECK(held[0].blob.size == 5);
        CHECK(held[0].blob.state == files::State::unscanned);
        CHECK(held[1].number == 2);
        CHECK(office.shelves.text(held[1].blob) == "second");
        CHECK(office.files_of({"letter", 9}).empty());
        CHECK(office.files_of({"parcel", 7}).empty());
    });
}

TEST_CASE("a file is reached through its own subject only") {
    with_each_database([](Office& office) {
        REQUIRE(office.attach(letter, office.shelves.keep("private").value()));
        CHECK(office.find(letter, 1));
        CHECK(office.find(other, 1).error().kind == Kind::not_found);
        CHECK(office.find(letter, 2).error().kind == Kind::not_found);
        CHECK(office.find(letter, 0).error().kind == Kind::not_found);
    });
}

TEST_CASE("a remade picture keeps what is known about it") {
    with_each_database([](Office& office) {
        auto blob = office.shelves.keep("pretend these are pixels").value();
        REQUIRE(office.attach(other, blob, "raw"));
        blob.type = "image/jpeg", blob.remade = true, blob.width = 640, blob.height = 480;
        const auto file = office.attach(letter, blob, "bin.HEIC");
        REQUIRE(file);
        const auto found = office.find(letter, 1);
        REQUIRE(found);
        CHECK(found->name == "bin.jpg");
        CHECK(found->blob.remade);
        CHECK(found->blob.width == 640);
        CHECK(found->blob.height == 480);
    });
}

TEST_CASE("what came of a form under way takes over its files") {
    with_each_database([](Office& office) {
        REQUIRE(office.attach(other, office.shelves.keep("was here").value(), "old.txt"));
        REQUIRE(office.attach(letter, office.shelves.keep("one").value(), "one.txt"));
        REQUIRE(office.attach(letter, office.shelves.keep("two").value(), "two.txt"));
        REQUIRE(office.tenant.db->write(given::context(), [](db::Tx& tx) -> Result<bool> {
            files::hand_over(tx, letter, other);
            return true;
        }));
        CHECK(office.files_of(letter).empty());
        const auto held = office.files_of(other);
        REQUIRE(held.size() == 3);
        CHECK(held[2].name == "two.txt");
        CHECK(held[2].number == 3);
    });
}

TEST_CASE("an infected blob is not attached, and what is known of a blob is not forgotten") {
    with_each_database([](Office& office) {
        auto blob = office.shelves.keep("bytes").value();
        blob.state = files::State::clean;
        REQUIRE(office.attach(letter, blob));
        blob.state = files::State::unscanned;  // sent again while no scanner is set up
        CHECK(office.attach(letter, blob)->blob.state == files::State::clean);
        blob.state = files::State::infected;
        CHECK(office.attach(letter, blob).error().key == "files.infected");
        CHECK(office.files_of(letter).size() == 2);
    });
}

TEST_CASE("bytes that nobody holds go after the grace, and not before") {
    with_each_database([](Office& office) {
        const auto held = office.shelves.keep("held").value();
        REQUIRE(office.attach(letter, held));
        REQUIRE(office.shelves.keep("never attached"));
        const auto dropped = office.shelves.keep("dropped later").value();
        REQUIRE(office.attach(other, dropped));
        REQUIRE(office.detach(other, 1));
        CHECK(office.detach(other, 1).error().kind == Kind::not_found);

        const auto early = office.sweep_after(a_moment);
        CHECK(early.blobs == 0);
        CHECK(office.shelves.count() == 3);

        const auto swept = office.sweep_after(two_days);
        CHECK(swept.blobs == 2);
        CHECK(early.rows + swept.rows == 1);  // rows bear the test's own time, which may be long ago
        CHECK(swept.bytes == 27);
        CHECK(office.shelves.count() == 1);
        CHECK(office.shelves.text(held) == "held");
        CHECK(office.shelves.store->bytes_held() == 4);
        CHECK(office.sweep_after(two_days).blobs == 0);
    });
}

TEST_CASE("bytes sent again are young again: a sweep does not take them from under a transaction") {
    with_each_database([](Office& office) {
        const auto blob = office.shelves.keep("old bytes").value();
        REQUIRE(office.attach(letter, blob));
        REQUIRE(office.detach(letter, 1));
        const timespec long_ago[2] = {{1'600'000'000, 0}, {1'600'000'000, 0}};
        const auto path = office.shelves.store->path_of(blob.digest);
        REQUIRE(utimensat(AT_FDCWD, path.c_str(), long_ago, 0) == 0);
        const auto again = office.shelves.keep("old bytes").value();  // not attached yet
        const auto now = base::SystemClock().now() + std::chrono::hours(1);
        REQUIRE(files::sweep(*office.tenant.db, *office.shelves.store, given::context(now)));
        REQUIRE(office.attach(other, again));
        CHECK(office.shelves.text(again) == "old bytes");
    });
}

TEST_CASE("while eight people send and let go, a sweeper beside them takes nothing that is held") {
    with_each_database([](Office& office) {
        std::atomic<bool> sweeping{true};
        std::jthread sweeper([&] {
            while (sweeping) {
                const auto now = base::SystemClock().now() + std::chrono::hours(1);  // within the grace of what is stored
                (void)files::sweep(*office.tenant.db, *office.shelves.store, given::context(now));
            }
        });
        {
            std::vector<std::jthread> people;
            for (int person = 1; person <= 8; ++person)
                people.emplace_back([&office, person] {
                    for (int i = 0; i < 5; ++i) {
                        const auto blob = office.shelves.keep(fmt::format("leaflet {}", i));
                        if (blob) (void)office.attach({"letter", person}, *blob);
                        if (i % 2 == 0) (void)office.detach({"letter", person}, i + 1);
                    }
                });
        }
        sweeping = false;
        sweeper.join();
        for (int person = 1; person <= 8; ++person)
            for (const auto& file : office.files_of({"letter", person})) CHECK(office.shelves.store->verify(file.blob.digest));
    });
}

// ---- killed -----------------------------------------------------------------------------------------------------------

namespace {

constexpr const char* child_setting = "GUILDHALL_TEST_FILES_CHILD";

/// This program again, as the process that will be killed; it prints the subject of each file it has thanked for.
pid_t start_child(const Office& office, int& acknowledgements) {
    int ends[2];
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    const auto& entry = office.tenant.entry;
    const auto setting = fmt::format("{}={}|{}|{}|{}|{}", child_setting, entry.id, entry.file, entry.dsn, entry.schema,
                                     office.shelves.store->folder().string());
    std::vector<char*> environment;
    for (char** variable = environ; *variable != nullptr; ++variable) environment.push_back(*variable);
    environment.push_back(const_cast<char*>(setting.c_str()));
    environment.push_back(nullptr);
    const char* arguments[] = {"test_files", "--test-case=(the process that is killed)", "--no-skip", nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    pid_t id = 0;
    REQUIRE(posix_spawn(&id, "/proc/self/exe", &actions, nullptr, const_cast<char**>(arguments), environment.data()) == 0);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    acknowledgements = ends[0];
    return id;
}

/// Reads `wanted` lines, kills, and reads what was still in the pipe.
std::vector<std::int64_t> kill_after(pid_t child, int pipe, std::size_t wanted) {
    std::string text;
    char piece[4096];
    bool is_killed = false;
    for (ssize_t got = 0; (got = read(pipe, piece, sizeof piece)) > 0;) {
        text.append(piece, static_cast<std::size_t>(got));
        if (!is_killed && static_cast<std::size_t>(std::ranges::count(text, '\n')) >= wanted)
            is_killed = kill(child, SIGKILL) == 0;
    }
    close(pipe);
    waitpid(child, nullptr, 0);
    std::vector<std::int64_t> subjects;
    for (const auto line : base::split(text.substr(0, text.rfind('\n') + 1), '\n'))
        if (line.starts_with("thanked ")) subjects.push_back(std::stoll(std::string(line.substr(8))));
    return subjects;
}

/// A worker outlives the process that asked it, with the file it looks at, until it has looked: waits for all of them.
void wait_for_workers(const std::filesystem::path& incoming) {
    for (const auto& entry : std::filesystem::directory_iterator(incoming)) {
        const files::Descriptor file(open(entry.path().c_str(), O_RDWR | O_CLOEXEC));
        REQUIRE(flock(file.get(), LOCK_EX) == 0);
    }
}

}  // namespace

TEST_CASE("(the process that is killed)" * doctest::skip()) {
    const auto* setting = std::getenv(child_setting);
    if (setting == nullptr) return;
    const auto words = base::split(setting, '|');
    db::TenantEntry entry{.id = std::string(words[0]), .hosts = {}, .file = std::string(words[1]), .dsn = std::string(words[2])};
    entry.schema = words[3];
    const auto database = db::open(db::check_tenant(entry).value(), given::start).value();
    const auto store = files::Store::at({.folder = words[4]}).value();
    std::vector<std::jthread> people;
    for (int person = 0; person < 4; ++person)
        people.emplace_back([&, person] {
            for (std::int64_t i = 0;; ++i) {
                const auto subject = getpid() * 1'000'000LL + person * 100'000 + i;
                auto intake = store->begin("photo.bin", "").value();
                REQUIRE(intake.write(given::bytes_of_length(20'000, static_cast<std::uint64_t>(subject))));
                const auto blob = intake.finish().value();
                const auto kept = database->write(given::context(), [&](db::Tx& tx) {
                    return files::attach(tx, {"letter", subject}, blob, intake.name());
                });
                const auto thanks = fmt::format("thanked {}\n", subject);
                if (kept) (void)!write(1, thanks.data(), thanks.size());
            }
        });
}

TEST_CASE("whenever the process is killed, each thanked file is whole and no row points at nothing") {
    const auto* wanted = std::getenv("GUILDHALL_KILLS");
    const int kills = wanted != nullptr ? std::atoi(wanted) : 3;
    with_each_database([&](Office& office) {
        std::vector<std::int64_t> thanked;
        for (int round = 0; round < kills; ++round) {
            int pipe = -1;
            const auto child = start_child(office, pipe);
            const auto subjects = kill_after(child, pipe, 5 + static_cast<std::size_t>(round) * 7 % 23);
            CHECK(subjects.size() >= 4);
            thanked.insert(thanked.end(), subjects.begin(), subjects.end());
        }
        for (const auto subject : thanked) {
            const auto held = office.files_of({"letter", subject});
            REQUIRE(held.size() == 1);
            CHECK(office.shelves.store->verify(held[0].blob.digest));
            CHECK(held[0].blob.digest == base::sha256(given::bytes_of_length(20'000, static_cast<std::uint64_t>(subject))));
        }
        wait_for_workers(office.shelves.store->folder() / "incoming");
        REQUIRE(files::Store::at({.folder = office.shelves.store->folder()}));  // the next start
        CHECK(given::files_below(office.shelves.store->folder() / "incoming") == 0);
        const auto before = office.shelves.count();
        const auto swept = office.sweep_after(two_days);
        CHECK(swept.rows == 0);
        CHECK(before - static_cast<std::size_t>(swept.blobs) >= thanked.size());
    });
}
