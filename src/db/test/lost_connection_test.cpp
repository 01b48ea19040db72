// What becomes of a write whose connection is lost.

#include "db/test/given.h"
#include "db/test/proxy.h"

namespace {

using given::Proxy;

constexpr db::Sql make_lines{"test.make", "", "CREATE TABLE test_line (id BIGINT PRIMARY KEY, words TEXT)"};
constexpr db::Sql add_line{"test.add", "", "INSERT INTO test_line (id, words) VALUES (?, ?)"};
constexpr db::Sql find_line{"test.find", "", "SELECT words FROM test_line WHERE id = ?"};
constexpr db::Sql count_lines{"test.count", "", "SELECT count(*) FROM test_line"};
constexpr db::Sql cut_everybody{"test.cut", "", "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = current_user"};

struct Line;
using LineId = Id<Line>;

/// A tenant on PostgreSQL, reached through a line that can be cut.
struct Remote {
    given::Tenant tenant{db::Engine::postgres};
    Proxy proxy{tenant.entry.dsn};
    std::unique_ptr<db::Database> db;
    Remote() {
        REQUIRE(tenant.db->write(given::context(), [](db::Tx& tx) -> Result<bool> {
            tx.run(make_lines);
            return true;
        }));
        auto through = tenant.entry;
        through.dsn = proxy.dsn();
        db = db::open(through, given::start).value();
    }
    Result<LineId> write(const std::string& words) {
        return db->write(given::context(), [&](db::Tx& tx) -> Result<LineId> {
            const auto id = tx.new_id<LineId>();
            tx.run(add_line, id, words);
            return id;
        });
    }
    std::string find(LineId id) {
        return tenant.db->read(given::context(), [&](db::Tx& tx) -> Result<std::string> { return tx.find<std::string>(find_line, id).value_or("not there"); }).value();
    }
    std::int64_t count() {
        return tenant.db->read(given::context(), [](db::Tx& tx) -> Result<std::int64_t> { return *tx.find<std::int64_t>(count_lines); }).value();
    }
};

bool without_postgres() { return std::getenv("GUILDHALL_TEST_POSTGRES") == nullptr; }

}  // namespace

TEST_CASE("a connection lost at COMMIT neither loses nor doubles the write, and its caller hears what was kept") {
    if (without_postgres()) return;
    Remote remote;
    int expected = 0;
    for (int round = 0; round < 4; ++round)
        for (const auto cut : {Proxy::Cut::before_commit, Proxy::Cut::after_commit, Proxy::Cut::while_committing}) {
            CAPTURE(static_cast<int>(cut));
            remote.proxy.cut_next(cut);
            const auto words = "line " + std::to_string(expected);
            const auto written = remote.write(words);
            REQUIRE(written);
            CHECK(remote.find(*written) == words);
            CHECK(remote.count() == ++expected);
        }
    CHECK(remote.proxy.cuts() == 12);
}

TEST_CASE("an operation whose connection is lost at COMMIT answers once for all") {
    if (without_postgres()) return;
    Remote remote;
    for (const auto cut : {Proxy::Cut::before_commit, Proxy::Cut::after_commit, Proxy::Cut::while_committing}) {
        const db::Operation operation{"op-" + std::to_string(static_cast<int>(cut)), "d"};
        const auto send = [&] {
            return remote.db->write_once(given::context(), operation, [](db::Tx& tx) -> Result<std::string> {
                const auto id = tx.new_id<LineId>();
                tx.run(add_line, id, "once");
                return to_string(id);
            });
        };
        remote.proxy.cut_next(cut);
        const auto first = send();
        REQUIRE(first);
        const auto again = send();
        REQUIRE(again);
        CHECK(again->repeated);
        CHECK(again->text == first->text);
        CHECK(remote.find(*parse_id<LineId>(first->text)) == "once");
    }
    CHECK(remote.count() == 3);
}

TEST_CASE("connections that all died while idle are noticed, and the next read and write go through") {
    if (without_postgres()) return;
    Remote remote;
    std::vector<std::jthread> threads;  // fill the pool
    for (int i = 0; i < 12; ++i) threads.emplace_back([&] { CHECK(remote.write("before")); });
    threads.clear();
    for (int round = 0; round < 2; ++round) {
        (void)remote.tenant.db->read(given::context(), [](db::Tx& tx) -> Result<std::int64_t> { return *tx.find<std::int64_t>(cut_everybody); });
        if (round == 0)
            CHECK(remote.db->read(given::context(), [](db::Tx& tx) -> Result<std::int64_t> { return *tx.find<std::int64_t>(count_lines); }).value() == 12);
        else
            CHECK(remote.write("after"));
    }
    CHECK(remote.count() == 13);
}
