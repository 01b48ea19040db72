#include "catalogue/shortcuts.h"

#include "catalogue/test/given_services.h"
#include "db/test/given.h"
#include "journal/sequencer.h"

namespace {

using namespace std::chrono_literals;
using catalogue::Use;

struct Council {
    given::Tenant tenant;
    journal::Sequencer sequencer;
    given::Folder folder;
    access::Actor editor = access::Actor::house("test");
    explicit Council(db::Engine engine) : tenant(engine), sequencer(*tenant.db) {
        for (const auto* code : {"a", "b", "c", "d", "e", "f", "g", "h"}) given::put_service(folder.path, code, std::string("Service ") + code);
        publish();
    }
    void publish() {
        REQUIRE(tenant.db->write(given::context(), [&](db::Tx& tx) { return catalogue::publish_folder(tx, folder.path); }));
    }
    /// Each service's requests a day over the last weeks.
    void rank(std::map<std::string, std::int64_t> daily, Instant now) {
        std::vector<Use> uses;
        for (const auto& [service, times] : daily)
            for (int age = 0; age < 56; ++age) uses.push_back({service, base::day_of(now) - std::chrono::days(age), times});
        REQUIRE(tenant.db->write(given::context(now), [&](db::Tx& tx) { return catalogue::rank_services(tx, uses, {}); }));
    }
    template <class Verb>
    auto write(Instant now, Verb verb) {
        return tenant.db->write(given::context(now), verb);
    }
    std::string shown(Instant now = given::start) {
        std::string codes;
        REQUIRE(tenant.db->read(given::context(now), [&](db::Tx& tx) -> Result<bool> {
            const auto services = TRY(catalogue::services_by_use(tx));
            for (const auto& service : services) codes += service->code;
            return true;
        }));
        return codes.substr(0, 6);
    }
    std::vector<catalogue::PastSwap> swaps() {
        return tenant.db->read(given::context(), [](db::Tx& tx) -> Result<std::vector<catalogue::PastSwap>> { return catalogue::swaps(tx, 50); }).value();
    }
};

const std::map<std::string, std::int64_t> usual{{"a", 1}, {"b", 2}, {"c", 3}, {"d", 4}, {"e", 5}, {"f", 6}, {"g", 7}};

}  // namespace

TEST_CASE("the boxes follow use, and what came and went is kept with the reason") {
    for (const auto engine : given::engines()) {
        Council council(engine);
        CHECK(council.shown() == "abcdef");  // by name, as long as nothing is known
        council.rank(usual, given::start);
        CHECK(council.shown() == "gfedcb");
        auto wave = usual;
        wave["h"] = 9;
        council.rank(wave, given::start + 24h);
        council.rank(wave, given::start + 48h);
        CHECK(council.shown() == "gfedcb");
        council.rank(wave, given::start + 97h);
        CHECK(council.shown() == "hgfedc");
        const auto log = council.swaps();
        REQUIRE(log.size() == 7);
        CHECK(log.front().came == "h");
        CHECK(log.front().went == "b");
        CHECK(log.front().why == "overtook");
        CHECK(log.front().at == given::start + 97h);
        CHECK(log.front().came_score == doctest::Approx(63));
        CHECK(log.back().why == "first");
    }
}

TEST_CASE("staff pin a service to a box until a day, and take the pin away again") {
    for (const auto engine : given::engines()) {
        Council council(engine);
        council.rank(usual, given::start);
        const auto pin = [&](const char* code, Instant until) {
            return council.write(given::start, [&](db::Tx& tx) { return catalogue::pin_service(tx, council.editor, code, until); });
        };
        REQUIRE(pin("h", given::start + 240h));
        CHECK(council.shown() == "hgfedc");
        CHECK(council.swaps().front().why == "pinned");
        council.rank(usual, given::start + 239h);
        CHECK(council.shown() == "hgfedc");
        council.rank(usual, given::start + 240h);  // the pin is over: b is ahead from now on
        council.rank(usual, given::start + 313h);
        CHECK(council.shown().find('h') == std::string::npos);

        CHECK(pin("nothing", given::start + 1h).error().fields.front().field == "service");
        CHECK(pin("h", given::start).error().fields.front().field == "until");
        CHECK(pin("h", given::start + 24h * 367).error().fields.front().field == "until");
        REQUIRE(council.write(given::start, [&](db::Tx& tx) { return catalogue::unpin_service(tx, council.editor, "h"); }));
        for (const auto* code : {"a", "b", "c", "d", "e", "f"}) REQUIRE(pin(code, given::start + 1h));
        CHECK(pin("g", given::start + 1h).error().fields.front().field == "service");
        REQUIRE(pin("a", given::start + 2h));  // a pin can be made longer
        REQUIRE(council.write(given::start, [&](db::Tx& tx) { return catalogue::unpin_service(tx, council.editor, "a"); }));
        REQUIRE(pin("g", given::start + 1h));
        council.editor = access::Actor::visitor();
        CHECK(pin("g", given::start + 1h).error().kind == Kind::not_allowed);
        CHECK(council.write(given::start, [&](db::Tx& tx) { return catalogue::unpin_service(tx, council.editor, "g"); }).error().kind == Kind::not_allowed);
    }
}
