#include "notices/notices.h"

#include "db/test/given.h"
#include "journal/sequencer.h"

namespace {

using namespace std::chrono_literals;
using notices::Level;

struct Council {
    given::Tenant tenant;
    journal::Sequencer sequencer;
    access::Actor writer = access::Actor::house("test");
    explicit Council(db::Engine engine) : tenant(engine), sequencer(*tenant.db) {}

    notices::Notice storm() const {
        return {.level = Level::warning, .title = "Severe weather: no bins today", .text = "Leave them out.\nWe come tomorrow.",
                .services = {"missed-bin"}, .from = given::start, .until = given::start + 8h};
    }
    Result<notices::NoticeId> write(const notices::Notice& notice, Instant now = given::start) {
        return tenant.db->write(given::context(now), [&](db::Tx& tx) { return notices::write_notice(tx, writer, notice); });
    }
    std::vector<notices::Notice> showing(Instant now) {
        return tenant.db->read(given::context(now), [](db::Tx& tx) -> Result<std::vector<notices::Notice>> { return notices::showing(tx); }).value();
    }
};

void with_each(const std::function<void(Council&)>& test) {
    for (const auto engine : given::engines()) {
        Council council(engine);
        test(council);
    }
}

std::string fields_of(const Refusal& refusal) {
    std::string fields;
    for (const auto& problem : refusal.fields) fields += problem.field + ' ';
    return fields;
}

}  // namespace

TEST_CASE("a notice is shown from its first moment until its last, and goes by itself") {
    with_each([](Council& council) {
        auto tomorrow = council.storm();
        tomorrow.from = given::start + 24h;
        tomorrow.until = given::start + 30h;
        REQUIRE(council.write(tomorrow));
        CHECK(council.showing(given::start + 24h - 1us).empty());
        REQUIRE(council.showing(given::start + 24h).size() == 1);
        CHECK(council.showing(given::start + 24h).front().text == "Leave them out.\nWe come tomorrow.");
        CHECK(council.showing(given::start + 30h - 1us).size() == 1);
        CHECK(council.showing(given::start + 30h).empty());
    });
}

TEST_CASE("an emergency stands first, and beside every service") {
    with_each([](Council& council) {
        auto flood = council.storm();
        flood.level = Level::emergency;
        flood.title = "Flood: leave the riverside";
        flood.wards = {"E05099001"};
        REQUIRE(council.write(flood));
        auto news = council.storm();
        news.level = Level::information;
        REQUIRE(council.write(news, given::start + 1h));
        const auto shown = council.showing(given::start + 1h);
        REQUIRE(shown.size() == 2);
        CHECK(shown[0].level == Level::emergency);
        CHECK(shown[0].stands_beside("pothole"));
        CHECK(!shown[1].stands_beside("pothole"));
        CHECK(shown[1].stands_beside("missed-bin"));
        CHECK(shown[0].is_for("E05099001"));
        CHECK(!shown[0].is_for("E05099002"));
        CHECK(shown[1].is_for("E05099002"));
    });
}

TEST_CASE("what cannot stand is refused with the field and the reason") {
    with_each([](Council& council) {
        const auto refused = [&](auto spoil) {
            auto notice = council.storm();
            spoil(notice);
            const auto written = council.write(notice);
            REQUIRE(!written);
            return fields_of(written.error());
        };
        CHECK(refused([](auto& n) { n.title = " \n "; }) == "title ");
        CHECK(refused([](auto& n) { n.title = std::string(101, 'x'); }) == "title ");
        CHECK(refused([](auto& n) { n.text = std::string(1001, 'x'); }) == "text ");
        CHECK(refused([](auto& n) { n.until = n.from; }) == "until ");
        CHECK(refused([](auto& n) { n.from = given::start - 48h, n.until = given::start; }) == "until ");
        CHECK(refused([](auto& n) { n.until = given::start + 24h * 400; }) == "until ");
        for (const auto* link : {"javascript:alert(1)", "http://example.com", "//example.com", "https://", "/a b", "/\"onclick", "help", "/\\example.com"})
            CHECK(refused([&](auto& n) { n.link = link; }) == "link ");
        CHECK(refused([](auto& n) { n.services = {"missed bin"}; }) == "services ");
        CHECK(refused([](auto& n) { n.wards = std::vector<std::string>(61, "E1"); }) == "wards ");
    });
}

TEST_CASE("only who may write notices does, and who was slower is told") {
    with_each([](Council& council) {
        council.writer = access::Actor::visitor();
        CHECK(council.write(council.storm()).error().kind == Kind::not_allowed);
        council.writer = access::Actor::house("test");
        const auto id = council.write(council.storm()).value();
        auto changed = council.storm();
        changed.id = id;
        changed.title = "Bins come tomorrow";
        const auto change = [&](Instant now) {
            return council.tenant.db->write(given::context(now), [&](db::Tx& tx) { return notices::change_notice(tx, council.writer, changed); });
        };
        REQUIRE(change(given::start + 1h));
        CHECK(council.showing(given::start + 1h).front().title == "Bins come tomorrow");
        CHECK(change(given::start + 2h).error().key == "notices.changed_meanwhile");
        const auto end = [&] { return council.tenant.db->write(given::context(given::start + 3h), [&](db::Tx& tx) { return notices::end_notice(tx, council.writer, id); }); };
        REQUIRE(end());
        REQUIRE(end());
        CHECK(council.showing(given::start + 3h).empty());
        changed.changes = 2;
        CHECK(change(given::start + 4h).error().key == "notices.over");
    });
}
