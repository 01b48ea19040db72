#include "jobs/jobs.h"

#include "db/test/given.h"
#include "jobs/runner.h"
#include "jobs/work.h"

#include <boost/json.hpp>

#include <atomic>
#include <future>

namespace {

using namespace std::chrono_literals;
using jobs::Running;

/// A clock to turn by hand while runners read it.
class TurnedClock final : public Clock {
public:
    Instant now() const override { return Instant{Duration{micros_.load()}}; }
    void advance(Duration by) { micros_ += by.count(); }

private:
    std::atomic<std::int64_t> micros_{given::start.time_since_epoch().count()};
};

/// One tenant with one runner that works only when told, and a counter that jobs can raise in their transactions.
struct Office {
    given::Tenant tenant;
    TurnedClock clock;
    base::SeededRandom random{7};
    jobs::Kinds kinds;
    jobs::Runner runner;

    explicit Office(db::Engine engine) : tenant(engine), runner(*tenant.db, kinds, clock, random) {
        write([](db::Tx& tx) -> Result<void> {
            static constexpr db::Sql make{"test.make", "CREATE TABLE test_count (id BIGINT PRIMARY KEY, n BIGINT)",
                                          "CREATE TABLE test_count (id BIGINT PRIMARY KEY, n BIGINT)"};
            static constexpr db::Sql fill{"test.fill", "INSERT INTO test_count VALUES (1, 0)",
                                          "INSERT INTO test_count VALUES (1, 0)"};
            tx.run(make);
            tx.run(fill);
            return {};
        });
    }
    db::Database& db() { return *tenant.db; }
    db::Context context() const { return given::context(clock.now()); }

    template <class F>
    void write(F&& fn) {
        REQUIRE(db().write(context(), fn));
    }
    jobs::JobId schedule(const jobs::Job& job) {
        const auto id = db().write(context(), [&](db::Tx& tx) -> Result<jobs::JobId> { return jobs::schedule(tx, job); });
        REQUIRE(id);
        jobs::wake(db());
        return *id;
    }
    std::vector<jobs::DeadLetter> dead() {
        return *db().read(context(),
                          [](db::Tx& tx) -> Result<std::vector<jobs::DeadLetter>> { return jobs::dead_letters(tx); });
    }
    jobs::Counts counts() {
        return *db().read(context(), [&](db::Tx& tx) -> Result<jobs::Counts> { return jobs::count(tx, clock.now()); });
    }
    std::int64_t counted() {
        static constexpr db::Sql read{"test.read", "SELECT n FROM test_count WHERE id = 1",
                                      "SELECT n FROM test_count WHERE id = 1"};
        return *db().read(context(), [](db::Tx& tx) -> Result<std::int64_t> { return *tx.find<std::int64_t>(read); });
    }
};

Result<void> count_one(db::Tx& tx) {
    static constexpr db::Sql raise{"test.raise", "UPDATE test_count SET n = n + 1 WHERE id = 1",
                                   "UPDATE test_count SET n = n + 1 WHERE id = 1"};
    tx.run(raise);
    return {};
}
Result<void> count_in(const Running& job) { return job.finish(count_one); }

void at_each_office(const std::function<void(Office&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Office office(engine);
        test(office);
    }
}

/// Waits for what another thread will make true.
bool comes_true(const std::function<bool()>& is_so) {
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (std::chrono::steady_clock::now() < deadline) {
        if (is_so()) return true;
        std::this_thread::sleep_for(5ms);
    }
    return false;
}

}  // namespace

TEST_CASE("a job is done once, together with its own changes, and is then gone") {
    at_each_office([](Office& office) {
        std::string payload, actor, request;
        office.kinds.add("test.count", [&](const Running& job) {
            payload = job.payload();
            actor = job.context().actor;
            request = job.context().request_id;
            return count_in(job);
        });
        office.schedule({.kind = "test.count", .payload = R"({"id":"7"})"});
        CHECK(office.runner.run_due() == 1);
        CHECK(office.runner.run_due() == 0);
        CHECK(boost::json::parse(payload).at("id") == "7");
        CHECK(actor == "job:test.count");
        CHECK(request == "test");
        CHECK(office.counted() == 1);
        CHECK(office.counts().waiting + office.counts().running + office.counts().dead == 0);
    });
}

TEST_CASE("a job of a refused transaction never was") {
    at_each_office([](Office& office) {
        office.kinds.add("test.count", count_in);
        const auto refused = office.db().write(office.context(), [](db::Tx& tx) -> Result<void> {
            jobs::schedule(tx, {.kind = "test.count"});
            return refuse(Kind::conflict, "test.no");
        });
        CHECK_FALSE(refused);
        CHECK(office.runner.run_due() == 0);
    });
}

TEST_CASE("a timer fires at its deadline, not before, and a clock set back neither loses nor repeats it") {
    at_each_office([](Office& office) {
        office.kinds.add("test.count", count_in);
        office.schedule({.kind = "test.count", .due = office.clock.now() + 1h});
        office.clock.advance(59min);
        CHECK(office.runner.run_due() == 0);
        office.clock.advance(-10h);
        CHECK(office.runner.run_due() == 0);
        office.clock.advance(10h + 1min);
        CHECK(office.runner.run_due() == 1);
        office.clock.advance(-10h);
        CHECK(office.runner.run_due() == 0);
        office.clock.advance(20h);
        CHECK(office.runner.run_due() == 0);
        CHECK(office.counted() == 1);
    });
}

TEST_CASE("work wanted at once is not held up by a clock set back") {
    at_each_office([](Office& office) {
        office.kinds.add("test.count", count_in);
        office.schedule({.kind = "test.count"});
        office.clock.advance(-24h * 365);
        CHECK(office.runner.run_due() == 1);
    });
}

TEST_CASE("the same key waits once: the later call moves it") {
    at_each_office([](Office& office) {
        std::vector<std::string> done;
        office.kinds.add("test.note", [&](const Running& job) -> Result<void> {
            done.push_back(job.payload());
            return {};
        });
        const auto first = office.schedule({.kind = "test.note", .key = "a", .payload = "1"});
        const auto again = office.schedule({.kind = "test.note", .key = "a", .payload = "2"});
        const auto other = office.schedule({.kind = "test.note", .key = "b", .payload = "3"});
        CHECK(first == again);
        CHECK(first != other);
        CHECK(office.runner.run_due() == 2);
        std::ranges::sort(done);
        CHECK(done == std::vector<std::string>{"2", "3"});
    });
}

TEST_CASE("scheduled again while it runs, a keyed job runs once more afterwards") {
    at_each_office([](Office& office) {
        int runs = 0;
        office.kinds.add("test.again", [&](const Running& job) -> Result<void> {
            if (++runs == 1) office.schedule({.kind = "test.again", .key = job.key()});
            const auto meanwhile = jobs::fetch(job.database(), "other", " test.again ", job.context().now, 10);
            CHECK(meanwhile->empty());
            return {};
        });
        office.schedule({.kind = "test.again", .key = "a"});
        CHECK(office.runner.run_due() == 2);
    });
}

TEST_CASE("a failed job gives way to a newer one of its key") {
    at_each_office([](Office& office) {
        std::vector<std::string> tried;
        office.kinds.add("test.again", [&](const Running& job) -> Result<void> {
            tried.push_back(job.payload());
            if (job.payload() == "new") return {};
            office.schedule({.kind = "test.again", .key = "a", .payload = "new"});
            return refuse(Kind::unavailable, "test.down");
        });
        office.schedule({.kind = "test.again", .key = "a", .payload = "old"});
        CHECK(office.runner.run_due() == 2);
        office.clock.advance(24h);
        CHECK(office.runner.run_due() == 0);
        CHECK(tried == std::vector<std::string>{"old", "new"});
    });
}

TEST_CASE("a cancelled timer does not fire, and a cancelled job that runs is not tried again") {
    at_each_office([](Office& office) {
        const auto cancel = [&] {
            return *office.db().write(office.context(), [](db::Tx& tx) -> Result<bool> {
                return jobs::cancel(tx, "test.fails", "a");
            });
        };
        int runs = 0;
        office.kinds.add("test.fails", [&](const Running&) -> Result<void> {
            ++runs;
            CHECK_FALSE(cancel());
            return refuse(Kind::unavailable, "test.down");
        });
        office.schedule({.kind = "test.fails", .key = "a"});
        CHECK(cancel());
        CHECK(office.runner.run_due() == 0);
        office.schedule({.kind = "test.fails", .key = "a"});
        CHECK(office.runner.run_due() == 1);
        office.clock.advance(24h);
        CHECK(office.runner.run_due() == 0);
        CHECK(office.dead().empty());
    });
}

TEST_CASE("failures are tried again with growing pauses, and end as a dead letter that a person can retry") {
    at_each_office([](Office& office) {
        bool is_down = true;
        int runs = 0;
        const auto handler = [&](const Running& job) -> Result<void> {
            ++runs;
            CHECK(job.attempt() == (is_down ? runs : 1));
            if (is_down) return refuse(Kind::unavailable, "test.down", "connection refused");
            return count_in(job);
        };
        office.kinds.add("test.mail", handler, {.most_attempts = 3, .first_pause = 10s});
        const auto id = office.schedule({.kind = "test.mail"});
        CHECK(office.runner.run_due() == 1);
        office.clock.advance(4s);
        CHECK(office.runner.run_due() == 0);
        office.clock.advance(6s);  // half to all of 10 s
        CHECK(office.runner.run_due() == 1);
        office.clock.advance(9s);
        CHECK(office.runner.run_due() == 0);
        office.clock.advance(11s);  // half to all of 20 s
        CHECK(office.runner.run_due() == 1);
        office.clock.advance(24h);
        CHECK(office.runner.run_due() == 0);

        REQUIRE(office.dead().size() == 1);
        CHECK(office.dead()[0].id == id);
        CHECK(office.dead()[0].problem == "test.down: connection refused");
        is_down = false;
        office.write([&](db::Tx& tx) { return jobs::retry(tx, id); });
        CHECK(office.runner.run_due() == 1);
        CHECK(office.dead().empty());
        CHECK(office.counted() == 1);
        const auto gone = office.db().write(office.context(), [&](db::Tx& tx) { return jobs::retry(tx, id); });
        CHECK(gone.error().kind == Kind::not_found);
    });
}

TEST_CASE("what is refused as invalid, or throws too often, is a dead letter; it can be discarded") {
    at_each_office([](Office& office) {
        office.kinds.add("test.invalid", [](const Running&) -> Result<void> { return refuse(Kind::invalid, "test.bad"); });
        office.kinds.add(
            "test.throws", [](const Running&) -> Result<void> { throw std::runtime_error("broken"); },
            {.most_attempts = 1});
        office.schedule({.kind = "test.invalid"});
        office.schedule({.kind = "test.throws"});
        CHECK(office.runner.run_due() == 2);
        REQUIRE(office.dead().size() == 2);
        for (const auto& letter : office.dead())
            office.write([&](db::Tx& tx) { return jobs::discard(tx, letter.id); });
        CHECK(office.dead().empty());
    });
}

TEST_CASE("a change that refuses keeps nothing, and the job is tried again") {
    at_each_office([](Office& office) {
        bool refuses = true;
        office.kinds.add("test.count", [&](const Running& job) {
            return job.finish([&](db::Tx& tx) -> Result<void> {
                TRY(count_one(tx));
                if (refuses) return refuse(Kind::conflict, "test.not_yet");
                return {};
            });
        });
        office.schedule({.kind = "test.count"});
        CHECK(office.runner.run_due() == 1);
        CHECK(office.counted() == 0);
        refuses = false;
        office.clock.advance(1min);
        CHECK(office.runner.run_due() == 1);
        CHECK(office.counted() == 1);
    });
}

TEST_CASE("whoever lost a job to another node cannot complete it") {
    at_each_office([](Office& office) {
        std::promise<void> begun, taken_over;
        office.kinds.add("test.count", [&](const Running& job) {
            if (job.attempt() == 1) {
                begun.set_value();
                taken_over.get_future().wait();
            }
            return count_in(job);
        });
        office.schedule({.kind = "test.count"});
        jobs::Runner slow(office.db(), office.kinds, office.clock, office.random);
        std::thread slowly([&] { slow.run_due(); });
        begun.get_future().wait();
        jobs::Nodes(office.db(), slow.node(), 4s).leave(office.clock.now());  // as others would, once it is silent
        CHECK(office.runner.run_due() == 1);
        taken_over.set_value();
        slowly.join();
        CHECK(office.counted() == 1);
        CHECK(office.counts().waiting + office.counts().running + office.counts().dead == 0);
    });
}

TEST_CASE("jobs of a former process on SQLite go on at the next start") {
    Office office(db::Engine::sqlite);
    office.kinds.add("test.count", count_in);
    office.schedule({.kind = "test.count"});
    CHECK(jobs::fetch(office.db(), "a process that is no more", " test.count ", office.clock.now(), 10)->size() == 1);
    office.runner.start();
    CHECK(comes_true([&] { return office.counted() == 1; }));
}

TEST_CASE("the jobs of a node that falls silent go on elsewhere; a node that beats keeps its own") {
    for (const auto engine : given::engines()) {
        if (engine != db::Engine::postgres) continue;
        Office office(engine);
        office.kinds.add("test.count", count_in);
        jobs::Nodes dead(office.db(), "dead", 4s), alive(office.db(), "alive", 4s), watcher(office.db(), "watcher", 4s);
        REQUIRE(dead.join(office.clock.now()));
        REQUIRE(alive.join(office.clock.now()));
        for (const auto* node : {"dead", "alive"}) {
            office.schedule({.kind = "test.count"});
            REQUIRE(jobs::fetch(office.db(), node, " test.count ", office.clock.now(), 1)->size() == 1);
        }
        const jobs::Nodes::Moment start{};
        for (int second = 0; second < 4; ++second) {
            CHECK(*alive.beat(office.clock.now()));
            CHECK(*watcher.release_silent(office.clock.now(), start + std::chrono::seconds(second)) == 0);
        }
        CHECK(*alive.beat(office.clock.now()));
        CHECK(*watcher.release_silent(office.clock.now(), start + 4s) == 1);
        CHECK_FALSE(*dead.beat(office.clock.now()));  // it was only slow, and learns what it lost
        CHECK(office.runner.run_due() == 1);
        CHECK(office.counts().running == 1);
    }
}

TEST_CASE("a runner takes over from a killed one by itself") {
    for (const auto engine : given::engines()) {
        if (engine != db::Engine::postgres) continue;
        Office office(engine);
        office.kinds.add("test.count", count_in);
        office.schedule({.kind = "test.count"});
        REQUIRE(jobs::fetch(office.db(), "killed", " test.count ", office.clock.now(), 1)->size() == 1);
        jobs::Runner other(office.db(), office.kinds, office.clock, office.random, {.patience = 200ms});
        other.start();
        CHECK(comes_true([&] { return office.counted() == 1; }));
    }
}

TEST_CASE("two nodes with many threads do each of many jobs exactly once") {
    at_each_office([](Office& office) {
        constexpr int many = 200;
        office.kinds.add("test.count", count_in, {.first_pause = 1ms, .lane = "a"});
        office.kinds.add("test.other", count_in, {.first_pause = 1ms, .lane = "b"});
        const auto second_db = office.tenant.entry.file.empty() ? office.tenant.another_node() : nullptr;
        base::SystemRandom random;
        base::SystemClock clock;
        jobs::Runner one(office.db(), office.kinds, clock, random, {.threads = 3});
        jobs::Runner two(second_db ? *second_db : office.db(), office.kinds, clock, random, {.lanes = {{"b", 4}}});
        one.start();
        two.start();
        office.write([](db::Tx& tx) -> Result<void> {
            for (int i = 0; i < many; ++i) jobs::schedule(tx, {.kind = i % 2 == 0 ? "test.count" : "test.other"});
            return {};
        });
        jobs::wake(office.db());
        CHECK(comes_true([&] { return office.counts().waiting + office.counts().running == 0; }));
        one.stop();
        two.stop();
        CHECK(office.counted() == many);
        CHECK(office.dead().empty());
    });
}

TEST_CASE("a lane is woken for what is due, and not for what waits for its time or is done") {
    at_each_office([](Office& office) {
        const auto due = [&](Instant now) {
            return office.db().read(given::context(), [&](db::Tx& tx) -> Result<std::vector<std::string>> { return jobs::due_kinds(tx, now); }).value();
        };
        CHECK(due(given::start).empty());
        office.write([](db::Tx& tx) -> Result<void> {
            for (int i = 0; i < 50; ++i) jobs::schedule(tx, {.kind = "test.many"});
            jobs::schedule(tx, {.kind = "test.later", .due = given::start + 1h});
            jobs::schedule(tx, {.kind = "test.now", .key = "one", .due = given::start});
            return {};
        });
        using Kinds = std::vector<std::string>;
        CHECK(due(given::start) == Kinds{"test.many", "test.now"});
        CHECK(due(given::start + 1h) == Kinds{"test.later", "test.many", "test.now"});
        REQUIRE(jobs::fetch(office.db(), "node", " test.many ", given::start, 50));
        CHECK(due(given::start) == Kinds{"test.now"});
    });
}

TEST_CASE("a runner that stops gives back what it had not begun") {
    at_each_office([](Office& office) {
        std::promise<void> begun, go_on;
        office.kinds.add("test.count", [&](const Running& job) {
            if (!job.is_stopping() && office.counted() == 0) {
                begun.set_value();
                go_on.get_future().wait();
            }
            return count_in(job);
        });
        office.write([](db::Tx& tx) -> Result<void> {
            for (int i = 0; i < 50; ++i) jobs::schedule(tx, {.kind = "test.count"});
            return {};
        });
        jobs::Runner runner(office.db(), office.kinds, office.clock, office.random, {.threads = 1});
        runner.start();
        begun.get_future().wait();
        auto stopped = std::async(std::launch::async, [&] { runner.stop(); });
        go_on.set_value();
        stopped.wait();
        CHECK(office.counts().running == 0);
        CHECK(office.counted() + office.counts().waiting == 50);
        office.runner.run_due();
        CHECK(office.counted() == 50);
    });
}

TEST_CASE("a recurring timer fires once per period, once after a pause, and survives the clock's jumps") {
    at_each_office([](Office& office) {
        office.kinds.add("test.count", count_in);
        const auto set = [&] {
            office.write([](db::Tx& tx) -> Result<void> {
                jobs::every(tx, "test.hourly", 1h, "test.count");
                return {};
            });
        };
        set();
        CHECK(office.runner.run_due() == 0);
        office.clock.advance(1h);
        set();  // another start of the program moves nothing
        CHECK(office.runner.run_due() == 1);
        CHECK(office.runner.run_due() == 0);
        office.clock.advance(5h + 30min);
        CHECK(office.runner.run_due() == 1);
        office.clock.advance(30min);
        CHECK(office.runner.run_due() == 1);
        office.clock.advance(-30min);
        CHECK(office.runner.run_due() == 0);
        office.clock.advance(30min);
        CHECK(office.runner.run_due() == 0);  // not twice for the same hour
        office.clock.advance(1h);
        CHECK(office.runner.run_due() == 1);
        office.clock.advance(-24h * 365);     // the clock had been a year ahead
        CHECK(office.runner.run_due() == 0);
        office.clock.advance(2h);
        CHECK(office.runner.run_due() == 1);
    });
}

TEST_CASE("a job that takes its process down again and again ends as a dead letter") {
    at_each_office([](Office& office) {
        office.kinds.add("test.count", count_in, {.most_attempts = 2});
        office.schedule({.kind = "test.count"});
        for (int crash = 0; crash < 2; ++crash) {
            REQUIRE(jobs::fetch(office.db(), "crashing", " test.count ", office.clock.now(), 1)->size() == 1);
            jobs::Nodes(office.db(), "crashing", 4s).leave(office.clock.now());
        }
        office.runner.run_due();
        REQUIRE(office.dead().size() == 1);
        CHECK(office.dead()[0].problem == "jobs.broken_off");
    });
}
