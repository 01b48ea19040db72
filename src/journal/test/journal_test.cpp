#include "journal/journal.h"

#include "db/test/given.h"
#include "journal/sequencer.h"
#include "journal/subscribers.h"

#include <algorithm>
#include <map>
#include <thread>

namespace {

struct Parcel;
using ParcelId = Id<Parcel>;

struct ParcelSent {
    static constexpr const char* kind = "test.ParcelSent";
    ParcelId parcel;
    std::string route;
    journal::Subject subject() const { return {"parcel", parcel.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("parcel", parcel);
        f("route", route);
    }
};
static_assert(journal::Event<ParcelSent>);

constexpr db::Sql make_seen{"test.make", "CREATE TABLE test_seen (position BIGINT PRIMARY KEY, subject BIGINT, number BIGINT)",
                            "CREATE TABLE test_seen (position BIGINT PRIMARY KEY, subject BIGINT, number BIGINT)"};
constexpr db::Sql add_seen{"test.add", "INSERT INTO test_seen VALUES (?, ?, ?)", "INSERT INTO test_seen VALUES (?, ?, ?)"};
constexpr db::Sql count_seen{"test.count", "SELECT count(*) FROM test_seen", "SELECT count(*) FROM test_seen"};
constexpr db::Sql empty_seen{"test.empty", "DELETE FROM test_seen", "DELETE FROM test_seen"};

/// A tenant whose journal is at work, on one node.
struct Office {
    given::Tenant tenant;
    base::StoppedClock clock{given::start};
    journal::Sequencer sequencer;
    db::Lease lease;

    explicit Office(db::Engine engine)
        : tenant(engine), sequencer(*tenant.db), lease(*tenant.db, "journal.sequencer", "test", std::chrono::milliseconds(0)) {}

    journal::FactId announce(std::int64_t parcel, std::optional<journal::Payload> payload = std::nullopt) {
        return tenant.db
            ->write(given::context(), [&](db::Tx& tx) -> Result<journal::FactId> {
                return journal::announce(tx, ParcelSent{{parcel}, "north"}, payload);
            })
            .value();
    }
    void place_all() {
        if (tenant.db->engine() == db::Engine::sqlite) return;
        REQUIRE(lease.tend(given::start));
        while (sequencer.place_waiting(clock, lease).value() > 0) {
        }
    }
    std::vector<journal::Fact> all() {
        return tenant.db
            ->read(given::context(), [](db::Tx& tx) -> Result<std::vector<journal::Fact>> {
                return journal::facts_after(tx, 0, 100000);
            })
            .value();
    }
    void run(const db::Sql& sql) {
        REQUIRE(tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> {
            tx.run(sql);
            return true;
        }));
    }
    journal::Verdict verdict() { return journal::verify(*tenant.db, given::start).value(); }
};

void in_each_office(const std::function<void(Office&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Office office(engine);
        test(office);
    }
}

}  // namespace

TEST_CASE("facts announced by many at once are placed without gaps, in order within each subject") {
    in_each_office([](Office& office) {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 16; ++i)
            threads.emplace_back([&, i] {
                for (int n = 0; n < 10; ++n) office.announce(i % 3 + 1);
            });
        threads.clear();
        office.place_all();
        const auto facts = office.all();
        REQUIRE(facts.size() == 160);
        std::map<std::int64_t, std::int64_t> last;
        for (std::size_t i = 0; i < facts.size(); ++i) {
            CHECK(facts[i].position == static_cast<journal::Position>(i + 1));
            CHECK(facts[i].number == last[facts[i].subject.id] + 1);
            last[facts[i].subject.id] = facts[i].number;
            CHECK(facts[i].as<ParcelSent>().route == "north");
        }
        CHECK(office.verdict().verified == 160);
        CHECK_FALSE(office.verdict().fault);
    });
}

TEST_CASE("fields are read as they were meant, plain or not, and what is no fact's data says nothing") {
    struct Told {
        std::string text, other = "kept";
        std::int64_t number = 7;
        bool on = false;
        std::optional<std::string> maybe;
        explicit Told(std::string_view json) {
            journal::FieldReader f(json);
            f("text", text);
            f("other", other);
            f("number", number);
            f("on", on);
            f("maybe", maybe);
        }
    };
    const Told plain(R"({"text":"north, 7 {a}: [b]","number":-12,"on":true,"more":"x"})");
    CHECK(plain.text == "north, 7 {a}: [b]");
    CHECK(plain.other == "kept");
    CHECK(plain.number == -12);
    CHECK(plain.on);
    CHECK_FALSE(plain.maybe);
    const Told escaped(R"({"text":"a \"b\" \u00e9\n","maybe":"","number":3})");
    CHECK(escaped.text == "a \"b\" \u00e9\n");
    CHECK(escaped.number == 3);
    CHECK(escaped.maybe == "");
    const Told spaced(R"({ "text" : "x", "number" : 1.5, "list" : ["text", {"number": 9}] })");
    CHECK(spaced.text == "x");
    CHECK(spaced.number == 1);
    for (const auto* wrong : {"", "{", "[]", R"({"text":"x")", R"({"text":"x",})", R"({"text"})", R"({"text":"x"} )" "x"}) CHECK(Told(wrong).text.empty());
    CHECK(Told("{}").other == "kept");
}

TEST_CASE("order within a subject holds when the nodes' clocks disagree") {
    in_each_office([](Office& office) {
        const auto announce_at = [&](Instant at) {
            REQUIRE(office.tenant.db->write(given::context(at), [&](db::Tx& tx) -> Result<bool> {
                journal::announce(tx, ParcelSent{{5}, "east"});
                return true;
            }));
        };
        announce_at(given::start);
        announce_at(given::start - std::chrono::hours(1));
        announce_at(given::start + std::chrono::hours(1));
        office.place_all();
        const auto facts = office.all();
        REQUIRE(facts.size() == 3);
        for (int i = 0; i < 3; ++i) CHECK(facts[static_cast<std::size_t>(i)].number == i + 1);
    });
}

TEST_CASE("a refused transaction leaves no fact") {
    in_each_office([](Office& office) {
        (void)office.tenant.db->write(given::context(), [](db::Tx& tx) -> Result<bool> {
            journal::announce(tx, ParcelSent{{1}, "north"});
            return refuse(Kind::invalid, "test.no");
        });
        office.announce(1);
        office.place_all();
        CHECK(office.all().size() == 1);
        CHECK_FALSE(office.verdict().fault);
    });
}

TEST_CASE("verification names the first changed row, whichever column was changed") {
    const db::Sql tamperings[] = {
        {"test.t1", "UPDATE journal_fact SET data = replace(data, 'north', 'nortH') WHERE fact_id = (SELECT fact_id FROM journal_place WHERE position = 2)", "UPDATE journal_fact SET data = replace(data, 'north', 'nortH') WHERE fact_id = (SELECT fact_id FROM journal_place WHERE position = 2)"},
        {"test.t2", "UPDATE journal_fact SET at = at + 1 WHERE fact_id = (SELECT fact_id FROM journal_place WHERE position = 2)", "UPDATE journal_fact SET at = at + 1 WHERE fact_id = (SELECT fact_id FROM journal_place WHERE position = 2)"},
        {"test.t3", "UPDATE journal_fact SET actor = 'staff:2' WHERE fact_id = (SELECT fact_id FROM journal_place WHERE position = 2)", "UPDATE journal_fact SET actor = 'staff:2' WHERE fact_id = (SELECT fact_id FROM journal_place WHERE position = 2)"},
        {"test.t4", "DELETE FROM journal_place WHERE position = 2", "DELETE FROM journal_place WHERE position = 2"},
        {"test.t5", "UPDATE journal_payload SET body = 'x' WHERE fact_id = (SELECT fact_id FROM journal_place WHERE position = 2)", "UPDATE journal_payload SET body = 'x' WHERE fact_id = (SELECT fact_id FROM journal_place WHERE position = 2)"},
        {"test.t6", "UPDATE journal_payload SET body = NULL WHERE fact_id = (SELECT fact_id FROM journal_place WHERE position = 2)", "UPDATE journal_payload SET body = NULL WHERE fact_id = (SELECT fact_id FROM journal_place WHERE position = 2)"},
    };
    for (const auto& tampering : tamperings) {
        CAPTURE(tampering.sqlite);
        in_each_office([&](Office& office) {
            for (int i = 1; i <= 4; ++i) office.announce(i, journal::Payload{"secret"});
            office.place_all();
            CHECK_FALSE(office.verdict().fault);
            office.run(tampering);
            const auto verdict = office.verdict();
            REQUIRE(verdict.fault);
            CHECK((verdict.fault->position == 2 || verdict.fault->what == "position 2 is missing"));
            CHECK(verdict.verified == 1);
        });
    }
}

TEST_CASE("an erased payload leaves the chain sound, and says who erased it") {
    in_each_office([](Office& office) {
        const auto fact = office.announce(1, journal::Payload{"Mrs Example, 07700 900123"});
        office.place_all();
        REQUIRE(office.tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> {
            CHECK(journal::payload_of(tx, fact) == "Mrs Example, 07700 900123");
            CHECK(journal::erase_payloads(tx, 1) == 1);
            CHECK_FALSE(journal::payload_of(tx, fact));
            for (const auto row : db::Rows(tx.query_text("SELECT salt FROM journal_payload", {})))
                CHECK(row.get<db::Bytes>(0).value.empty());  // or a guess could be confirmed by the digest
            return true;
        }));
        const auto verdict = office.verdict();
        CHECK_FALSE(verdict.fault);
        CHECK(verdict.erased == 1);
    });
}

TEST_CASE("a subscriber hears everything once, resumes where it was, and can be rebuilt from nothing") {
    in_each_office([](Office& office) {
        office.run(make_seen);
        journal::Subscribers subscribers;
        subscribers.add({"test.seen",
                         {ParcelSent::kind},
                         [](db::Tx& tx, const journal::Fact& fact) -> Result<void> {
                             tx.run(add_seen, fact.position, fact.subject.id, fact.number);
                             return {};
                         },
                         [](db::Tx& tx) { tx.run(empty_seen); }});
        const auto seen = [&] {
            return *office.tenant.db->read(given::context(), [](db::Tx& tx) -> Result<std::int64_t> {
                return *tx.find<std::int64_t>(count_seen);
            });
        };
        for (int i = 0; i < 300; ++i) office.announce(i % 7 + 1);
        office.place_all();
        {
            journal::Follower follower(*office.tenant.db, subscribers, office.clock, "a");
            REQUIRE(follower.drain());
            CHECK(seen() == 300);
        }
        office.announce(1);
        office.place_all();
        journal::Follower follower(*office.tenant.db, subscribers, office.clock, "a");
        if (office.tenant.db->engine() == db::Engine::postgres) return;  // the lease of the former waits for its patience
        REQUIRE(follower.drain());
        CHECK(seen() == 301);
        REQUIRE(follower.rebuild("test.seen"));
        REQUIRE(follower.drain());
        CHECK(seen() == 301);
    });
}

TEST_CASE("a fact that a subscriber cannot take is put aside for a person, and can be heard again") {
    Office office(db::Engine::sqlite);
    bool broken = true;
    int heard = 0;
    journal::Subscribers subscribers;
    subscribers.on<ParcelSent>("test.picky", [&](db::Tx&, const ParcelSent&, const journal::Fact& fact) -> Result<void> {
        if (broken && fact.position == 2) return refuse(Kind::unavailable, "test.broken");
        ++heard;
        return {};
    });
    for (int i = 0; i < 3; ++i) office.announce(1);
    journal::Follower follower(*office.tenant.db, subscribers, office.clock, "a");
    REQUIRE(follower.drain());
    const auto missed = office.tenant.db->read(given::context(), [](db::Tx& tx) -> Result<std::vector<journal::Missed>> {
        return journal::missed(tx);
    });
    REQUIRE(missed->size() == 1);
    CHECK(missed->front().position == 2);
    const auto ask = [&](journal::Position position) {
        return office.tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> {
            TRY(journal::ask_again(tx, "test.picky", position));
            return true;
        });
    };
    CHECK(ask(3).error().key == "journal.not_missed");
    const auto list = [&] {
        return office.tenant.db->read(given::context(), [](db::Tx& tx) -> Result<std::vector<journal::Missed>> { return journal::missed(tx); }).value();
    };
    REQUIRE(ask(2));
    CHECK(list().front().asked);
    REQUIRE(follower.drain());  // in vain: it stays, and nobody asks any more
    REQUIRE(list().size() == 1);
    CHECK_FALSE(list().front().asked);
    broken = false;
    const int before = heard;
    REQUIRE(follower.drain());
    CHECK(heard == before);
    REQUIRE(ask(2));
    REQUIRE(follower.drain());
    CHECK(heard == before + 1);
    CHECK(list().empty());
    CHECK(ask(2).error().key == "journal.not_missed");
}

TEST_CASE("subscribers hear together, and one who refuses takes nothing from the others") {
    in_each_office([](Office& office) {
        office.run(make_seen);
        std::vector<journal::Position> picked;
        int woken = 0;
        journal::Subscribers subscribers;
        subscribers.on<ParcelSent>(
            "test.keeping",
            [](db::Tx& tx, const ParcelSent&, const journal::Fact& fact) -> Result<void> {
                tx.run(add_seen, fact.position, fact.subject.id, fact.number);  // a second time would break its key
                return {};
            },
            [&](db::Database&) { ++woken; });
        subscribers.on<ParcelSent>("test.picky", [&](db::Tx&, const ParcelSent&, const journal::Fact& fact) -> Result<void> {
            if (fact.position == 2) return refuse(Kind::unavailable, "test.broken");
            picked.push_back(fact.position);
            return {};
        });
        subscribers.add({.name = "test.deaf", .kinds = {"test.NothingOfTheKind"}, .hear = [](db::Tx&, const journal::Fact&) -> Result<void> {
                             return refuse(Kind::invalid, "test.not_for_me");
                         }, .forget = {}, .committed = {}});
        for (int i = 0; i < 3; ++i) office.announce(1);
        office.place_all();
        journal::Follower follower(*office.tenant.db, subscribers, office.clock, "a");
        REQUIRE(follower.drain());
        CHECK(woken == 1);
        CHECK(std::ranges::count(picked, 3) == 1);
        const auto kept = office.tenant.db->read(given::context(), [](db::Tx& tx) -> Result<std::pair<std::int64_t, std::size_t>> {
            return std::pair(tx.find<std::int64_t>(count_seen).value_or(0), journal::missed(tx).size());
        });
        CHECK(kept.value() == std::pair<std::int64_t, std::size_t>(3, 1));
        CHECK(follower.catch_up().value() == 0);
    });
}

TEST_CASE("a follower that has heard everything writes nothing, and wakes nobody") {
    in_each_office([](Office& office) {
        auto& db = *office.tenant.db;
        journal::Subscribers subscribers;
        for (const auto* name : {"test.first", "test.second"})
            subscribers.on<ParcelSent>(name, [](db::Tx&, const ParcelSent&, const journal::Fact&) -> Result<void> { return {}; });
        office.announce(1);
        office.place_all();
        journal::Follower follower(db, subscribers, office.clock, "a");
        REQUIRE(follower.drain());
        const auto beats = [&] {
            return db.read(given::context(), [](db::Tx& tx) -> Result<std::int64_t> {
                         for (const auto row : db::Rows(tx.query_text("SELECT beat FROM db_lease WHERE name = 'journal.follower'", {})))
                             return row.get<std::int64_t>(0);
                         return 0;
                     }).value();
        };
        using namespace std::chrono_literals;
        const auto raised = db.wait(journal::placed_signal, ~std::uint64_t{0}, 0ms);
        const auto beaten = beats();
        for (int i = 0; i < 20; ++i) CHECK(follower.catch_up().value() == 0);
        CHECK(db.wait(journal::placed_signal, ~std::uint64_t{0}, 0ms) == raised);
        CHECK(beats() - beaten < 10);  // the lease shows life once in a while, and not at every look
        REQUIRE(db.write(given::context(), [](db::Tx& tx) -> Result<bool> {  // a write without a fact
            (void)tx.new_id<journal::FactId>();
            return true;
        }));
        CHECK(db.wait(journal::placed_signal, ~std::uint64_t{0}, 0ms) == raised);
    });
}

TEST_CASE("two nodes place and hear each fact once") {
    for (const auto engine : given::engines()) {
        if (engine == db::Engine::sqlite) continue;
        Office office(engine);
        const auto second = office.tenant.another_node();
        journal::Sequencer other(*second);
        office.sequencer.run(office.clock, "node-1");
        other.run(office.clock, "node-2");
        std::atomic<int> heard{0};
        {
            journal::Tail tail(*second, office.clock, [&](const journal::Fact&) {
                ++heard;
                heard.notify_all();
            });
            std::vector<std::jthread> threads;
            for (int i = 0; i < 8; ++i)
                threads.emplace_back([&, i] {
                    for (int n = 0; n < 20; ++n)
                        (void)(i % 2 ? *second : *office.tenant.db).write(given::context(), [&](db::Tx& tx) -> Result<bool> {
                            journal::announce(tx, ParcelSent{{i % 5 + 1}, "west"});
                            return true;
                        });
                });
            threads.clear();
            for (int now = heard; now == 0; now = heard) heard.wait(0);
        }
        office.sequencer.stop();
        other.stop();
        office.place_all();
        const auto verdict = office.verdict();
        CHECK_FALSE(verdict.fault);
        CHECK(verdict.verified == 160);
    }
}

TEST_CASE("a tail hears everything after the position it was given, also what came before its thread did") {
    for (const auto engine : given::engines()) {
        Office office(engine);
        office.sequencer.run(office.clock, "node-1");
        REQUIRE(office.tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> {
            for (int i = 1; i <= 3; ++i) journal::announce(tx, ParcelSent{{i}, "west"});
            return true;
        }));
        std::atomic<int> heard{0};
        {
            journal::Tail tail(*office.tenant.db, office.clock, [&](const journal::Fact& fact) {
                heard = static_cast<int>(fact.position);
                heard.notify_all();
            }, 1);
            for (int now = heard; now < 3; now = heard) heard.wait(now);
        }
        CHECK(heard == 3);
        office.sequencer.stop();
    }
}
