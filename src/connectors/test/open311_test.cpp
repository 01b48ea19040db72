// Errands to a highways system that speaks GeoReport v2.

#include "connectors/test/given_link.h"

#include <doctest/doctest.h>

namespace connectors::test {
namespace {

void add_highways(Link& link, const Fake& fake) {
    link.add({.code = "highways", .name = "Highways", .way = Way::open311, .address = fake.url, .services = {{"pothole", "RD04"}}, .ask_minutes = 5});
    fake.set({{"key", secret}});
    link.tick(fake);
}

Errand pothole(std::int64_t subject, std::string kind = "open") {
    auto errand = Link::some_errand(subject, std::move(kind));
    errand.destination = "highways";
    errand.matter.service = "pothole";
    errand.matter.words = "A hole as deep as a kettle";
    if (errand.kind != "open") errand.reply_by = {};
    return errand;
}

/// The system works a step, and is asked some minutes later.
void step(Link& link, const Fake& fake) {
    link.clock.advance(6min);
    link.tick(fake);
    fake.post("/work");
    link.look_around();
}

TEST_CASE("a pothole goes to the highways system, is inspected, ordered and done, and each is heard") {
    in_each_link([](Link& link) {
        const Fake highways("fakes/highways/highways");
        add_highways(link, highways);
        const auto id = link.hand_over(pothole(7));
        link.work();
        CHECK(link.standing(id).external_reference == "5000");
        for (int i = 0; i < 3; ++i) step(link, highways);
        CHECK(link.state(id) == State::answered);
        CHECK(link.standing(id).outcome == "done");
        const auto state = highways.state();
        const auto& given = state.at("requests").as_array().at(0).at("given").as_object();
        CHECK(given.at("service_code").as_string() == "RD04");
        CHECK(given.at("lat").as_string() == "53.500000");
        CHECK_FALSE(given.contains("email"));
        CHECK_FALSE(given.contains("attribute[name]"));
        CHECK(given.at("attribute[bin]").as_string() == "Brown");
        CHECK(std::string(given.at("description").as_string()).ends_with("[" + wire_name(id) + "]"));
    });
}

TEST_CASE("what was taken before the connection was lost is found again, and not reported a second time") {
    in_each_link([](Link& link) {
        const Fake highways("fakes/highways/highways");
        add_highways(link, highways);
        highways.set({{"down", "drops"}, {"down_for", 1}});
        const auto id = link.hand_over(pothole(7));
        link.work();
        CHECK(link.state(id) == State::waiting);
        link.work_for(1min, 5s, &highways);
        CHECK(link.state(id) == State::sent);
        CHECK(link.standing(id).external_reference == "5000");
        CHECK(highways.state().at("requests").as_array().size() == 1);
    });
}

TEST_CASE("an update waits until the request has its number, and then goes to it") {
    in_each_link([](Link& link) {
        const Fake highways("fakes/highways/highways");
        add_highways(link, highways);
        highways.set({{"tokens", "first"}, {"numbers", true}});
        const auto open = link.hand_over(pothole(7)), update = link.hand_over(pothole(7, "update"));
        link.work();
        CHECK(link.state(open) == State::sent);
        CHECK(link.state(update) == State::waiting);
        step(link, highways);
        link.work_for(3min, 1min, &highways);
        CHECK(link.standing(open).external_reference == "5000");
        CHECK(link.state(update) == State::sent);
        const auto state = highways.state();
        CHECK(std::ranges::count_if(state.at("updates").as_array(), [&](const auto& u) { return u.at("theirs").as_string() == wire_name(update); }) == 1);
    });
}

TEST_CASE("updates that are listed twice or in the wrong order answer a request once") {
    for (const auto* how : {"twice", "reversed", "none"})
        in_each_link([&](Link& link) {
            CAPTURE(how);
            const Fake highways("fakes/highways/highways");
            add_highways(link, highways);
            highways.set({{"updates", how}});
            const auto id = link.hand_over(pothole(7));
            link.work();
            for (int i = 0; i < 5; ++i) step(link, highways);
            CHECK(link.state(id) == State::answered);
            CHECK(link.standing(id).external_status == "closed");
            CHECK(std::ranges::count_if(link.story, [](const auto& fact) { return fact.starts_with("ErrandAnswered"); }) == 1);
        });
}

TEST_CASE("what a highways system cannot take lies as stuck and says why") {
    in_each_link([](Link& link) {
        const Fake highways("fakes/highways/highways");
        add_highways(link, highways);
        auto nowhere = pothole(7), lonely = pothole(8, "update");
        nowhere.matter.place = {};
        const auto a = link.hand_over(nowhere), b = link.hand_over(lonely);
        link.work();
        for (const auto id : {a, b}) {
            CHECK(link.state(id) == State::stuck);
            CHECK(link.standing(id).problem == "unsendable");
        }
        CHECK(highways.state().at("calls").as_int64() == 0);
    });
}

}  // namespace
}  // namespace connectors::test
