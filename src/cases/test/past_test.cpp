// Requests that another system took: what is kept of them, what the journal says, and what is not made up.

#include "cases/test/given_cases.h"

#include "catalogue/past_service.h"
#include "journal/journal.h"

#include <chrono>

using namespace given;
using namespace std::chrono_literals;

namespace {

struct Archive : Casework {
    catalogue::DefinitionPtr past_service;
    explicit Archive(db::Engine engine) : Casework(engine) {
        past_service = office.write([](db::Tx& tx) { return catalogue::keep_past_service(tx, {.source = "old", .name = "Bulky items", .team = "Waste and recycling"}); }).value();
    }
    cases::PastRequest record(std::string reference, std::optional<Instant> closed_at) const {
        return {.source = "old", .reference = std::move(reference), .service = past_service, .team = waste, .person = {}, .location = {},
                .channel = "phone", .area = "W1", .searchable = "1 Mill Lane", .received_at = start - 1000h, .closed_at = closed_at,
                .outcome = closed_at ? "closed" : "", .words = "A sofa", .notes = {"seen by the crew"}, .oddities = "no_coordinates"};
    }
    cases::TakenOver take(const cases::PastRequest& past) {
        return office.write([&](db::Tx& tx) -> Result<cases::TakenOver> { return cases::take_over(tx, office.random, past); }).value();
    }
    cases::Case find(cases::CaseId id) {
        return office.read([&](db::Tx& tx) { return cases::find_case(tx, access::Actor::house("test"), id); }).value();
    }
    std::vector<cases::Entry> history(cases::CaseId id) {
        return office.read([&](db::Tx& tx) -> Result<std::vector<cases::Entry>> { return cases::history_of(tx, id); }).value();
    }
    Ids search(std::string_view words) {
        return office
            .read([&](db::Tx& tx) -> Result<Ids> {
                Ids ids;
                const auto lines = TRY(cases::search(tx, access::Actor::house("test"), words, 20));
                for (const auto& line : lines) ids.push_back(line.the_case.id);
                return ids;
            })
            .value();
    }
};

template <class Test>
void in_each_archive(Test test) {
    for (const auto engine : engines()) {
        CAPTURE(static_cast<int>(engine));
        Archive archive(engine);
        test(archive);
    }
}

}  // namespace

TEST_CASE("what was closed elsewhere is a closed case here, told at its own moments") {
    in_each_archive([](Archive& archive) {
        const auto taken = archive.take(archive.record("A-1", start - 900h));
        const auto c = archive.find(taken.case_id);
        CHECK(c.state == cases::State::closed);
        CHECK(c.opened_at == start - 1000h);
        CHECK(c.closed_at == start - 900h);
        CHECK(c.outcome == "closed");
        CHECK(c.area == "W1");
        CHECK_FALSE(c.is_promised());
        const auto history = archive.history(taken.case_id);
        REQUIRE(history.size() == 5);
        CHECK(history[0].what == cases::What::opened);
        CHECK(history[0].at == start - 1000h);
        CHECK(history[1].words == "A sofa");
        CHECK(history[2].what == cases::What::closed);
        CHECK(history[2].at == start - 900h);
        CHECK(history[3].words == "seen by the crew");
        CHECK(history[4].what == cases::What::taken_over);
        CHECK(history[4].at == archive.office.clock.now());
        CHECK(history[4].code == "old A-1");
        CHECK_FALSE(history[4].resident_sees);
    });
}

TEST_CASE("what is open goes on here without a promise: it is never late, and is worked on and closed like any other") {
    in_each_archive([](Archive& archive) {
        const auto taken = archive.take(archive.record("A-2", std::nullopt));
        const auto officer = archive.officer();
        CHECK_FALSE(archive.find(taken.case_id).is_late(start + 100'000h));
        REQUIRE(archive.close(officer, taken.case_id, 1, "referred"));
        REQUIRE(archive.reopen(officer, taken.case_id, 2));
        CHECK_FALSE(archive.find(taken.case_id).is_promised());
    });
}

TEST_CASE("a closing before the making is kept as it was told") {
    in_each_archive([](Archive& archive) {
        const auto taken = archive.take(archive.record("A-3", start - 2000h));
        CHECK(archive.find(taken.case_id).closed_at == start - 2000h);
        const auto origin = archive.office.read([&](db::Tx& tx) -> Result<std::optional<cases::Origin>> { return cases::origin_of(tx, taken.case_id); }).value();
        REQUIRE(origin);
        CHECK(origin->source == "old");
        CHECK(origin->reference == "A-3");
        CHECK(origin->oddities == "no_coordinates");
    });
}

TEST_CASE("it is found by its old reference, its words and its place, also after it changed hands") {
    in_each_archive([](Archive& archive) {
        const auto taken = archive.take(archive.record("SR-870704814", std::nullopt));
        const Ids found{taken.case_id};
        CHECK(archive.search("870704814") == found);
        CHECK(archive.search("sofa mill lane") == found);
        CHECK(archive.search("bulky") == found);
        REQUIRE(archive.office.write([&](db::Tx& tx) {
            return cases::hand_over(tx, access::Actor::house("test"), taken.case_id, 1, {.team = archive.parks, .owner = {}}, "yours");
        }));
        CHECK(archive.search("870704814") == found);
    });
}

TEST_CASE("the same record is taken over once") {
    in_each_archive([](Archive& archive) {
        archive.take(archive.record("A-4", std::nullopt));
        const std::vector<std::string> asked{"A-4", "A-5", ""};
        const auto known = archive.office.read([&](db::Tx& tx) -> Result<std::map<std::string, cases::State>> { return cases::taken_over(tx, "old", asked); }).value();
        CHECK(known == std::map<std::string, cases::State>{{"A-4", cases::State::open}});
        CHECK(archive.office.read([&](db::Tx& tx) -> Result<std::map<std::string, cases::State>> { return cases::taken_over(tx, "other", asked); })->empty());
        const auto again = archive.office.write([&](db::Tx& tx) -> Result<cases::TakenOver> { return cases::take_over(tx, archive.office.random, archive.record("A-4", std::nullopt)); });
        REQUIRE_FALSE(again);
        CHECK(again.error().kind == Kind::conflict);
    });
}

TEST_CASE("nobody is written to, and the chain holds") {
    in_each_archive([](Archive& archive) {
        auto record = archive.record("A-6", start - 900h);
        record.person = archive.office.write([&](db::Tx& tx) -> Result<people::PersonId> { return people::record(tx, {.name = "Rosa Green", .email = "rosa@example.com", .phone = {}}); }).value();
        archive.take(record);
        const auto letters = archive.office.read([&](db::Tx& tx) -> Result<std::int64_t> {
            for (const auto row : db::Rows(tx.query_text("SELECT COUNT(*) FROM notifications_message", {}))) return row.get<std::int64_t>(0);
            return 0;
        });
        CHECK(letters.value() == 0);
        if (archive.office.tenant.db->engine() == db::Engine::postgres) return;  // nobody places facts here
        const auto verdict = journal::verify(*archive.office.tenant.db, start);
        REQUIRE(verdict);
        CHECK_FALSE(verdict->fault);
        CHECK(verdict->verified > 5);
    });
}

TEST_CASE("what was closed elsewhere since is closed here, unless somebody here said something of it, or asked for it too") {
    in_each_archive([](Archive& archive) {
        const auto close = [&](std::string_view reference) {
            const auto now = archive.office.clock.now();
            return archive.office.write([&](db::Tx& tx) { return cases::close_since(tx, "old", reference, now, "closed", false); }).value();
        };
        archive.take(archive.record("B-1", std::nullopt));
        const auto noted = archive.take(archive.record("B-2", std::nullopt)), asked = archive.take(archive.record("B-3", std::nullopt));
        archive.office.clock.advance(1h);
        REQUIRE(archive.office.write([&](db::Tx& tx) { return cases::add_word(tx, noted.reference, "It is still there"); }));
        archive.ask_too(asked.reference);
        CHECK(close("B-1") == cases::ClosedSince::closed);
        CHECK(close("B-2") == cases::ClosedSince::worked_on);
        CHECK(close("B-3") == cases::ClosedSince::worked_on);
        CHECK(archive.find(noted.case_id).state == cases::State::open);
    });
}
