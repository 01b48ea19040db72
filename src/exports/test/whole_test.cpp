// What a full export promises.

#include "db/migrations.h"
#include "db/shape.h"
#include "db/test/given.h"
#include "exports/whole.h"
#include "journal/journal.h"
#include "journal/sequencer.h"
#include "search/search.h"

#include <fmt/ranges.h>

#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>

namespace {

using exports::Told;

std::string text_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void put_text(const std::filesystem::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::unique_ptr<files::Store> store_in(const std::filesystem::path& folder) {
    auto store = files::Store::at({.folder = folder / "files"});
    if (!store) FAIL(store.error().log);
    return std::move(*store);
}

struct Place {
    given::Tenant tenant;
    std::unique_ptr<files::Store> store;
    std::optional<journal::Sequencer> sequencer;  // places facts before COMMIT on SQLite
    explicit Place(db::Engine engine) : tenant(engine), store(store_in(tenant.folder.path)) { sequencer.emplace(*tenant.db); }

    Result<Told> tell(const std::filesystem::path& file) { return exports::write_all(*tenant.db, given::context(), *store, file); }
    Result<Told> take(const std::filesystem::path& file) {
        auto taken = exports::read_all(*tenant.db, given::context(), *store, file);
        sequencer.reset();
        tenant.db = tenant.another_node();
        sequencer.emplace(*tenant.db);
        return taken;
    }
    std::string told(const std::string& name) {
        const auto file = tenant.folder.path / name;
        const auto result = tell(file);
        if (!result) FAIL(result.error().key << " " << result.error().log);
        return text_of(file);
    }
};

constexpr std::string_view awkward = "Ŵyn \"O'Brien\"\\ <b>&amp;\t\r\n=1+1 \xf0\x9f\x97\x91 ";

/// Facts, entries of the search in two indexes, and an answer of an operation.
void given_rows(db::Database& database, int count = 3) {
    for (int i = 0; i < count; ++i) {
        const auto text = fmt::format("bin {} missed in Ash Grove {}", i, awkward);
        const auto done = database.write_once(given::context(), {fmt::format("{:032x}", i), "digest"}, [&](db::Tx& tx) -> Result<std::string> {
            const auto id = tx.new_id<Id<struct Thing>>();
            journal::announce_fact(tx, "test.Happened", {"thing", id.value}, R"({"thing":"1"})", journal::Payload{std::string(awkward)}, tx.now());
            search::put(tx, {.index = i % 2 == 0 ? "cases" : "people", .subject = id.value, .at = tx.now(), .texts = {{"Title of it", true}, {text}, {"the rest"}}, .tags = {"team:7"}});
            return fmt::format("answer {}", i);
        });
        REQUIRE(done);
    }
}

std::size_t hits(db::Database& database, std::string_view index, std::string_view words) {
    const auto found = database.read(given::context(), [&](db::Tx& tx) { return search::find(tx, {.index = index, .words = words, .within = {{"team:7"}}}); });
    REQUIRE(found);
    return found->subjects.size();
}

}  // namespace

TEST_CASE("a copy on either kind of database exports the same bytes, its chain agrees, and its search finds the same") {
    std::vector<std::string> all;
    for (const auto from : given::engines()) {
        Place original(from);
        given_rows(*original.tenant.db);
        const auto first = original.told("first");
        for (const auto to : given::engines()) {
            CAPTURE(static_cast<int>(from));
            CAPTURE(static_cast<int>(to));
            Place copy(to);
            const auto taken = copy.take(original.tenant.folder.path / "first");
            if (!taken) FAIL(taken.error().key << " " << taken.error().log);
            CHECK(copy.told("second") == first);
            const auto verdict = journal::verify(*copy.tenant.db, given::start);
            REQUIRE(verdict);
            CHECK_FALSE(verdict->fault);
            CHECK(verdict->verified == 3 + (to == db::Engine::sqlite ? 1 : 0));
            CHECK(hits(*copy.tenant.db, "cases", "\"ash grove\"") == 2);
            CHECK(hits(*copy.tenant.db, "people", "title missed") == 1);
            CHECK(hits(*copy.tenant.db, "people", "\"title missed\"") == 0);
            given_rows(*copy.tenant.db, 4);  // three are known, one is new; and ids go on behind those there are
            CHECK(hits(*copy.tenant.db, "people", "missed") == 2);
        }
        all.push_back(first);
    }
}

TEST_CASE("rows longer than usual come back, however many there are") {
    Place place(db::Engine::sqlite), copy(db::Engine::sqlite);
    for (int i = 0; i < 100; ++i)
        REQUIRE(place.tenant.db->write_once(given::context(), {fmt::format("{:032x}", i), "digest"}, [&](db::Tx& tx) -> Result<std::string> {
            const auto id = tx.new_id<Id<struct Thing>>();
            journal::announce_fact(tx, "test.Happened", {"thing", id.value}, R"({"thing":"1"})", journal::Payload{std::string(40'000, 'w')}, tx.now());
            return "kept";
        }));
    const auto told = place.told("long.export");
    REQUIRE(copy.take(place.tenant.folder.path / "long.export"));
    CHECK(copy.told("again.export") == told);
}

TEST_CASE("an export under load holds everything acknowledged before it began, once, and its copies agree with their chain") {
    for (const auto from : given::engines()) {
        Place original(from);
        std::atomic<int> acknowledged{0};
        const auto submit = [](db::Database& database, int number) {
            return database.write_once(given::context(), {fmt::format("{:032x}", number), "digest"}, [&](db::Tx& tx) -> Result<std::string> {
                journal::announce_fact(tx, "test.Happened", {"thing", tx.new_id<Id<struct Thing>>().value}, "{}", std::nullopt, tx.now());
                return std::to_string(number);
            });
        };
        std::jthread load([&](const std::stop_token& stop) {
            for (int number = 1; !stop.stop_requested() && number < 5000; ++number)
                if (submit(*original.tenant.db, number)) acknowledged = number;
        });
        while (acknowledged < 50) std::this_thread::yield();
        const int before = acknowledged;
        REQUIRE(original.tell(original.tenant.folder.path / "first"));
        if (from == db::Engine::sqlite) {
            const auto saved = original.tenant.folder.path / "saved.db";
            REQUIRE(original.tenant.db->backup_to(saved.string()));
            const auto verdict = journal::verify(**db::open_sqlite({.path = saved.string()}), given::start);
            REQUIRE(verdict);
            CHECK_FALSE(verdict->fault);
            CHECK(verdict->verified >= before);
        }
        load.request_stop();
        load.join();
        for (const auto to : given::engines()) {
            Place copy(to);
            REQUIRE(copy.take(original.tenant.folder.path / "first"));
            const auto verdict = journal::verify(*copy.tenant.db, given::start);
            REQUIRE(verdict);
            CHECK_FALSE(verdict->fault);
            CHECK(verdict->verified >= before);
            for (int number = 1; number <= before; ++number) CHECK(submit(*copy.tenant.db, number)->repeated);
        }
    }
}

TEST_CASE("files go along, in pieces, and are looked at when they come back") {
    Place original(db::Engine::sqlite);
    std::string big(500'000, 'x');
    for (std::size_t i = 0; i < big.size(); i += 97) big[i] = static_cast<char>(i);
    for (const auto& bytes : {big, std::string("small")}) {
        auto intake = original.store->begin("a.txt", "text/plain");
        REQUIRE(intake);
        REQUIRE(intake->write(bytes));
        const auto blob = intake->finish();
        REQUIRE(blob);
        REQUIRE(original.tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> {
            static const db::Sql add{"test.add_blob", "INSERT INTO files_blob VALUES (?, ?, 'text/plain', 'unscanned', '', 0, 0, 0, 1)", ""};
            tx.run(add, base::to_hex(blob->digest), static_cast<std::int64_t>(blob->size));
            return true;
        }));
    }
    const auto first = original.told("first");
    for (const auto to : given::engines()) {
        Place copy(to);
        const auto taken = copy.take(original.tenant.folder.path / "first");
        REQUIRE(taken);
        CHECK(taken->files == 2);
        CHECK(copy.store->verify(base::sha256(big)));
        CHECK(copy.store->verify(base::sha256("small")));
        CHECK(copy.told("second") == first);
    }
}

TEST_CASE("what is no undamaged full export of this version is refused, and nothing of it is kept") {
    for (const auto engine : given::engines()) {
        Place original(engine);
        given_rows(*original.tenant.db);
        const auto sound = original.told("first");
        Place copy(engine);
        const auto file = copy.tenant.folder.path / "in";
        const auto refusal = [&](const std::string& text) {
            put_text(file, text);
            const auto taken = copy.take(file);
            REQUIRE_FALSE(taken);
            return taken.error().key + " " + taken.error().log;
        };
        /// With a digest that agrees.
        const auto sealed = [](const std::string& body) {
            const auto rows = [&] {
                std::int64_t count = 0;
                std::istringstream lines(body);
                for (std::string line; std::getline(lines, line);) count += line.starts_with('[');
                return count;
            }();
            return body + fmt::format("{{\"rows\":{},\"sha256\":\"{}\"}}\n", rows, base::to_hex(base::sha256(body)));
        };
        const auto body = sound.substr(0, sound.rfind("{\"rows\":"));
        const auto with = [&](std::string_view old, std::string_view fresh) {
            auto text = body;
            const auto at = text.find(old);
            REQUIRE(at != std::string::npos);
            return sealed(text.replace(at, old.size(), fresh));
        };
        REQUIRE(sealed(body) == sound);
        CHECK(refusal("").starts_with("exports.damaged line 1: the file is empty"));
        CHECK(refusal("reference,service\n1,2\n").starts_with("exports.damaged line 1: this is not how"));
        CHECK(refusal(body).find("its last line is missing") != std::string::npos);
        CHECK(refusal(sound.substr(0, sound.size() / 2)).find("breaks off") != std::string::npos);
        CHECK(refusal(sound + "[1]\n").find("behind the end") != std::string::npos);
        auto turned = sound;
        turned[sound.find("test.Happened") + 3] ^= 1;
        CHECK(refusal(turned).find("digest at the end") != std::string::npos);
        CHECK(refusal(with("\"format\":1", "\"format\":2")).starts_with("exports.other_schema its format is not 1"));
        CHECK(refusal(with("_db_ground", "_db_grounds")).find("it lacks 20261122T0100_db_ground; this program does not know") != std::string::npos);
        CHECK(refusal(with("[\"id\",", "[7,")).find("name of db_counter is of another kind") != std::string::npos);
        CHECK(refusal(with("[\"id\",", "[\"id\",1,")).find("a row of db_counter has 2 fields") != std::string::npos);
        CHECK(refusal(with("[\"id\",", "[[[[")).find("this is no row") != std::string::npos);
        CHECK(refusal(with("[\"id\",", "[\"id\",1]\n[\"id\",")).starts_with("exports.damaged"));
        CHECK(refusal(with("{\"table\":\"journal_fact\"", "{\"table\":\"journal_fact; DROP\"")).find("this should be the table journal_fact") != std::string::npos);
        put_text(file, sound);
        REQUIRE(copy.take(file));
        CHECK(refusal(sound).starts_with("exports.not_empty"));
        CHECK(copy.told("out") == sound);
        CHECK(copy.told("again") != sound);  // now that an export is a fact
    }
}

TEST_CASE("a file that is there is left alone, and one that cannot be written leaves nothing") {
    Place original(db::Engine::sqlite);
    const auto there = original.tenant.folder.path / "there";
    put_text(there, "mine");
    CHECK(original.tell(there).error().key == "exports.file_exists");
    CHECK(text_of(there) == "mine");
    CHECK(original.tell(original.tenant.folder.path / "no" / "such").error().key == "exports.cannot_write");
}

TEST_CASE("tables are read from migrations, and what is not understood is said") {
    const std::string_view texts[] = {"-- one; two\nCREATE TABLE a_b (id INTEGER NOT NULL, up INTEGER, x DOUBLE PRECISION DEFAULT 0, CONSTRAINT a_b_pk PRIMARY KEY (id),\n"
                                      "CONSTRAINT a_b_up FOREIGN KEY (up) REFERENCES a_b (id));\nINSERT INTO a_b (id) VALUES (';');",
                                      "ALTER TABLE a_b ADD COLUMN words VARCHAR(20) NOT NULL DEFAULT 'a, b';"};
    const auto tables = db::tables_made_by(texts);
    REQUIRE(tables.size() == 1);
    CHECK(tables[0].columns.size() == 4);
    CHECK(tables[0].columns[1].within);
    CHECK(tables[0].seeded);
    CHECK(tables[0].key == std::vector<std::string>{"id"});
    const std::string_view strange[] = {"ALTER TABLE a_b RENAME TO b_c;"};
    CHECK_THROWS(db::tables_made_by(strange));
}
