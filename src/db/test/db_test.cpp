#include "db/db.h"

#include "db/lease.h"
#include "db/test/given.h"

#include <algorithm>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>

namespace {

constexpr db::Sql make_notes{"test.make", "CREATE TABLE test_note (id BIGINT PRIMARY KEY, words TEXT, at BIGINT, raw BLOB)",
                             "CREATE TABLE test_note (id BIGINT PRIMARY KEY, words TEXT, at BIGINT, raw BYTEA)"};
constexpr db::Sql add_note{"test.add", "INSERT INTO test_note (id, words, at, raw) VALUES (?, ?, ?, ?)",
                           "INSERT INTO test_note (id, words, at, raw) VALUES (?, ?, ?, ?)"};
constexpr db::Sql find_note{"test.find", "SELECT words, at, raw FROM test_note WHERE id = ?",
                            "SELECT words, at, raw FROM test_note WHERE id = ?"};
constexpr db::Sql count_notes{"test.count", "SELECT count(*) FROM test_note", "SELECT count(*) FROM test_note"};
constexpr db::Sql nonsense{"test.nonsense", "SELECT nothing FROM nowhere", "SELECT nothing FROM nowhere"};

struct Note;
using NoteId = Id<Note>;

void with_each_database(const std::function<void(given::Tenant&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Tenant tenant(engine);
        REQUIRE(tenant.db->write(given::context(), [](db::Tx& tx) -> Result<bool> {
            tx.run(make_notes);
            return true;
        }));
        test(tenant);
    }
}

Result<NoteId> write_note(db::Database& database, std::string_view words) {
    return database.write(given::context(), [&](db::Tx& tx) -> Result<NoteId> {
        const auto id = tx.new_id<NoteId>();
        tx.run(add_note, id, words, tx.now(), db::Bytes{std::string("\0\xff", 2)});
        return id;
    });
}

std::int64_t notes_in(db::Database& database) {
    return *database.read(given::context(), [](db::Tx& tx) -> Result<std::int64_t> {
        return *tx.find<std::int64_t>(count_notes);
    });
}

}  // namespace

TEST_CASE("what was written is read back as it was, on both databases") {
    with_each_database([](given::Tenant& tenant) {
        const auto id = write_note(*tenant.db, "Grüße 'quoted' ? 🏛");
        REQUIRE(id);
        const auto read = tenant.db->read(given::context(), [&](db::Tx& tx) -> Result<std::string> {
            for (const auto row : tx.query(find_note, *id)) {
                const auto [words, at, raw] = row.as<std::string, Instant, db::Bytes>();
                CHECK(at == given::start);
                CHECK(raw.value == std::string("\0\xff", 2));
                return words;
            }
            return refuse(Kind::not_found, "test");
        });
        CHECK(read == "Grüße 'quoted' ? 🏛");
    });
}

TEST_CASE("a refused write leaves nothing, and a wrong statement is thrown") {
    with_each_database([](given::Tenant& tenant) {
        const auto refused = tenant.db->write(given::context(), [](db::Tx& tx) -> Result<bool> {
            tx.run(add_note, 1, "gone", 0, std::nullopt);
            return refuse(Kind::invalid, "test.no");
        });
        REQUIRE_FALSE(refused);
        CHECK(refused.error().key == "test.no");
        CHECK_THROWS_AS((void)tenant.db->write(given::context(),
                                               [](db::Tx& tx) -> Result<bool> {
                                                   tx.run(add_note, 2, "gone", 0, std::nullopt);
                                                   (void)tx.find<int>(nonsense);
                                                   return true;
                                               }),
                        db::Failure);
        CHECK(notes_in(*tenant.db) == 0);
        CHECK(write_note(*tenant.db, "and the connection still works"));
    });
}

TEST_CASE("PostgreSQL compiles no statement and shares none among processes: a page's statement would wait longer than it works") {
    static constexpr db::Sql settings{"test.settings", "", "SELECT current_setting('jit') || ' ' || current_setting('max_parallel_workers_per_gather')"};
    with_each_database([](given::Tenant& tenant) {
        if (tenant.db->engine() != db::Engine::postgres) return;
        CHECK(tenant.db->read(given::context(), [](db::Tx& tx) -> Result<std::string> { return tx.find<std::string>(settings).value_or(""); }) == "off 0");
    });
}

TEST_CASE("a doubled key is a conflict, and spoils no other write") {
    with_each_database([](given::Tenant& tenant) {
        const auto put_seven = [](db::Tx& tx) -> Result<bool> {
            tx.run(add_note, 7, "seven", 0, std::nullopt);
            return true;
        };
        CHECK(tenant.db->write(given::context(), put_seven));
        std::vector<std::jthread> threads;
        std::atomic<int> kept{0}, refused{0};
        for (int i = 0; i < 16; ++i)
            threads.emplace_back([&, i] {
                if (i % 4 == 0) {
                    const auto outcome = tenant.db->write(given::context(), put_seven);
                    refused += !outcome && outcome.error().kind == Kind::conflict;
                } else {
                    kept += write_note(*tenant.db, "other").has_value();
                }
            });
        threads.clear();
        CHECK(kept == 12);
        CHECK(refused == 4);
        CHECK(notes_in(*tenant.db) == 13);
    });
}

TEST_CASE("an operation that arrives many times at once is carried out once") {
    with_each_database([](given::Tenant& tenant) {
        std::vector<std::jthread> threads;
        std::atomic<int> first{0};
        std::mutex mutex;
        std::set<std::string> answers;
        for (int i = 0; i < 12; ++i)
            threads.emplace_back([&] {
                const auto answer = tenant.db->write_once(given::context(), {"op-1", "d"},
                                                          [](db::Tx& tx) -> Result<std::string> {
                                                              const auto id = tx.new_id<NoteId>();
                                                              tx.run(add_note, id, "once", 0, std::nullopt);
                                                              return to_string(id);
                                                          });
                if (!answer) return;
                first += !answer->repeated;
                const std::scoped_lock lock(mutex);
                answers.insert(answer->text);
            });
        threads.clear();
        CHECK(first == 1);
        CHECK(answers.size() == 1);
        CHECK(notes_in(*tenant.db) == 1);
        const auto reused = tenant.db->write_once(given::context(), {"op-1", "other"},
                                                  [](db::Tx&) -> Result<std::string> { return "never"; });
        REQUIRE_FALSE(reused);
        CHECK(reused.error().kind == Kind::conflict);
    });
}

TEST_CASE("check-then-change is safe when everybody does it at once") {
    with_each_database([](given::Tenant& tenant) {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 16; ++i)
            threads.emplace_back([&] {
                (void)tenant.db->write(given::context(), [](db::Tx& tx) -> Result<bool> {
                    if (*tx.find<std::int64_t>(count_notes) >= 5) return refuse(Kind::conflict, "test.full");
                    tx.run(add_note, tx.new_id<NoteId>(), "slot", 0, std::nullopt);
                    return true;
                });
            });
        threads.clear();
        CHECK(notes_in(*tenant.db) == 5);
    });
}

TEST_CASE("what everybody looks for at once and makes where it is missing is there once, and nobody is refused") {
    with_each_database([](given::Tenant& tenant) {
        constexpr int rounds = 20, people = 8;
        std::atomic<int> refused{0};
        for (int round = 1; round <= rounds; ++round) {
            std::vector<std::jthread> threads;
            for (int i = 0; i < people; ++i)
                threads.emplace_back([&] {
                    const auto made = tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> {
                        if (*tx.find<std::int64_t>(count_notes) < round) tx.run(add_note, round, "made", 0, std::nullopt);
                        return true;
                    });
                    refused += !made;
                });
        }
        CHECK(refused == 0);
        CHECK(notes_in(*tenant.db) == rounds);
    });
}

TEST_CASE("ids are never given twice, by any node, however many one transaction takes") {
    with_each_database([](given::Tenant& tenant) {
        std::unique_ptr<db::Database> second;
        if (tenant.db->engine() == db::Engine::postgres) second = tenant.another_node();
        std::mutex mutex;
        std::set<std::int64_t> seen;
        std::atomic<int> taken{0};
        const auto take = [&](db::Database& database, int count) {
            std::vector<std::int64_t> ids;
            REQUIRE(database.write(given::context(), [&](db::Tx& tx) -> Result<bool> {
                ids.clear();
                for (int i = 0; i < count; ++i) ids.push_back(tx.new_id<NoteId>().value);
                return true;
            }));
            taken += count;
            const std::scoped_lock lock(mutex);
            seen.insert(ids.begin(), ids.end());
        };
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] { take(second && i % 2 ? *second : *tenant.db, i == 3 ? 5000 : 300); });
        threads.clear();
        CHECK(static_cast<int>(seen.size()) == taken);
    });
}

TEST_CASE("statements of every room prepare on both databases") {
    with_each_database([](given::Tenant& tenant) {
        for (const auto* statement : db::all_statements()) {
            INFO(statement->name);
            // Prepared and run with nulls in a write that is rolled back: only its wording is tried.
            const auto values = std::vector<db::Value>(
                static_cast<std::size_t>(std::ranges::count(std::string_view(statement->text(tenant.db->engine())), '?')));
            try {
                (void)tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> {
                    (void)tx.query_values(*statement, values);
                    return refuse(Kind::invalid, "test.never_kept");
                });
            } catch (const db::Failure& failure) {
                FAIL_CHECK(failure.what());
            }
        }
    });
}

TEST_CASE("a lease has one holder, and a silent one is replaced with a higher fence") {
    using namespace std::chrono_literals;
    for (const auto engine : given::engines()) {
        if (engine == db::Engine::sqlite) continue;  // one process only
        given::Tenant tenant(engine);
        const auto other = tenant.another_node();
        db::Lease one(*tenant.db, "work", "node-1", 0ms), two(*other, "work", "node-2", 1h);
        const auto first = one.tend(given::start);
        REQUIRE(first);
        CHECK_FALSE(two.tend(given::start));
        db::Lease impatient(*other, "work", "node-3", 0ms);
        const auto second = impatient.tend(given::start);
        REQUIRE(second);
        CHECK(*second > *first);
        const auto guarded = tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> { return one.guard(tx); });
        CHECK(guarded == false);
        impatient.leave(given::start);
        CHECK(two.tend(given::start));
    }
}

TEST_CASE("migrations run once, resume, and refuse an edited one") {
    with_each_database([](given::Tenant& tenant) {
        const auto again = db::migrate(tenant.entry, "", given::start);
        REQUIRE(again);
        CHECK(again->ran.empty());
        constexpr db::Sql forge{"test.forge", "UPDATE db_migration SET checksum = 'x'", "UPDATE db_migration SET checksum = 'x'"};
        REQUIRE(tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> {
            tx.run(forge);
            return true;
        }));
        const auto refused = db::migrate(tenant.entry, "", given::start);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().key == "db.migration_edited");
    });
}

TEST_CASE("a backup taken while serving is whole") {
    given::Tenant tenant(db::Engine::sqlite);
    REQUIRE(tenant.db->write(given::context(), [](db::Tx& tx) -> Result<bool> {
        tx.run(make_notes);
        return true;
    }));
    REQUIRE(write_note(*tenant.db, "kept"));
    const auto copy = (tenant.folder.path / "copy.db").string();
    REQUIRE(tenant.db->backup_to(copy));
    auto opened = db::open_sqlite({.path = copy});
    REQUIRE(opened);
    CHECK(notes_in(**opened) == 1);
}

TEST_CASE("a file that is no database is refused with its name") {
    given::Folder folder;
    const auto path = (folder.path / "letter.txt").string();
    std::ofstream(path) << std::string(5000, 'x');
    const auto opened = db::open_sqlite({.path = path});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().log.find("letter.txt") != std::string::npos);
}

TEST_CASE("a routing table names its tenants, and each has what it left out") {
    given::Folder folder;
    const auto path = (folder.path / "councils.toml").string();
    std::ofstream(path) << "[east]\nhosts = [\"East.example\"]\ndsn = \"dbname=cell1\"\nname = \"East\"\n"
                           "[west]\nhosts = [\"west.example\"]\nfile = \"var/west/guildhall.db\"\n";
    auto read = db::read_tenants(path);
    REQUIRE(read);
    std::ranges::sort(*read);
    REQUIRE(read->size() == 2);
    CHECK((*read)[0] == db::TenantEntry{.id = "east", .hosts = {"east.example"}, .dsn = "dbname=cell1",
                                        .admin_dsn = "dbname=cell1", .schema = "east", .name = "East", .folder = "var/east"});
    CHECK((*read)[1].engine() == db::Engine::sqlite);
}
