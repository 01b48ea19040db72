// Errands to a waste-rounds system that is late, says things twice and out of order, and is down.

#include "connectors/test/given_link.h"

#include <doctest/doctest.h>

namespace connectors::test {
namespace {

const json::object& first_errand(const json::value& state) { return state.at("errands").as_array().at(0).as_object(); }

TEST_CASE("an errand goes out once, signed, and its answer comes back as a fact about the case") {
    in_each_link([](Link& link) {
        const Fake rounds("fakes/rounds/rounds");
        link.add_rounds(rounds);
        const auto id = link.hand_over(Link::some_errand());
        CHECK(link.state(id) == State::waiting);
        CHECK(link.destination().has_secret);
        CHECK_FALSE(link.destination().has_secret_before);
        link.work();
        CHECK(link.state(id) == State::sent);
        CHECK(link.standing(id).external_reference == "WR-1");
        rounds.post("/work");
        link.work();
        const auto after = link.standing(id);
        CHECK(after.state == State::answered);
        CHECK(after.outcome == "collected");
        CHECK(link.story == std::vector<std::string>{"ErrandHandedOver open", "ErrandSent open", "ErrandUpdated open accepted", "ErrandUpdated open scheduled",
                                                     "ErrandAnswered open collected"});
        const auto state = rounds.state();
        const auto& had = first_errand(state);
        CHECK(had.at("came").as_int64() == 1);
        CHECK(had.at("name").as_string() == wire_name(id));
    });
}

TEST_CASE("personal data stays in the house unless the destination's settings let it go") {
    in_each_link([](Link& link) {
        const Fake rounds("fakes/rounds/rounds");
        link.add_rounds(rounds);
        link.hand_over(Link::some_errand());
        link.work();
        auto state = rounds.state();
        const auto body = std::string(first_errand(state).at("body").as_string());
        CHECK(body.find("Ann") == std::string::npos);
        CHECK(body.find("ann@example.com") == std::string::npos);
        CHECK(body.find("7 Albion Road") != std::string::npos);
        CHECK(body.find("Brown") != std::string::npos);
        auto wanted = Settings(link.destination());
        wanted.may_leave = {Part::answers, Part::person};
        link.write([&](db::Tx& tx) { return change_destination(tx, admin, wanted, link.destination().changes); });
        link.hand_over(Link::some_errand(43));
        link.work();
        state = rounds.state();
        const auto second = std::string(state.at("errands").as_array().at(1).at("body").as_string());
        CHECK(second.find("ann@example.com") != std::string::npos);
        CHECK(second.find("Your name") != std::string::npos);
        CHECK(second.find("Albion") == std::string::npos);
    });
}

TEST_CASE("a connection lost after it was taken leads to a repeat under the same name with the same bytes, and to one answer") {
    in_each_link([](Link& link) {
        const Fake rounds("fakes/rounds/rounds");
        link.add_rounds(rounds);
        rounds.set({{"down", "drops"}, {"down_for", 2}});
        const auto id = link.hand_over(Link::some_errand());
        link.work();
        CHECK(link.state(id) == State::waiting);
        link.work_for(1min, 5s, &rounds);
        CHECK(link.state(id) == State::sent);
        rounds.post("/work");
        link.hear();
        CHECK(link.state(id) == State::answered);
        CHECK(std::ranges::count_if(link.story, [](const auto& fact) { return fact.starts_with("ErrandAnswered"); }) == 1);
        const auto state = rounds.state();
        CHECK(state.at("errands").as_array().size() == 1);
        CHECK(first_errand(state).at("came").as_int64() == 3);
        CHECK_FALSE(first_errand(state).contains("differed"));
    });
}

TEST_CASE("answers that come twice, under two names and in the wrong order answer an errand once") {
    for (const auto* how : {"twice", "again", "reversed"})
        in_each_link([&](Link& link) {
            CAPTURE(how);
            const Fake rounds("fakes/rounds/rounds");
            link.add_rounds(rounds);
            rounds.set({{"callbacks", how}});
            const auto id = link.hand_over(Link::some_errand());
            link.work();
            rounds.post("/work");
            link.hear();
            CHECK(link.state(id) == State::answered);
            CHECK(link.standing(id).external_status == "collected");
            CHECK(std::ranges::count_if(link.story, [](const auto& fact) { return fact.starts_with("ErrandAnswered"); }) == 1);
            CHECK(link.story.back().starts_with("ErrandAnswered"));
        });
}

TEST_CASE("an answer that is quicker than the answer to our own call ends the errand, which is not sent again") {
    in_each_link([](Link& link) {
        const Fake rounds("fakes/rounds/rounds");
        link.add_rounds(rounds);
        rounds.set({{"down", "drops"}, {"down_for", 1}});
        const auto id = link.hand_over(Link::some_errand());
        link.work();
        CHECK(link.state(id) == State::waiting);
        rounds.post("/work");
        link.work_for(10min, 1min, &rounds);
        CHECK(link.state(id) == State::answered);
        const auto state = rounds.state();
        CHECK(first_errand(state).at("came").as_int64() == 1);
    });
}

TEST_CASE("errands of one subject wait for each other; those of another do not") {
    in_each_link([](Link& link) {
        const Fake rounds("fakes/rounds/rounds");
        link.add_rounds(rounds);
        auto first = Link::some_errand(1), second = Link::some_errand(1, "update"), third = Link::some_errand(1, "cancel");
        second.reply_by = third.reply_by = {};
        rounds.set({{"down", "500"}, {"down_for", 1}});
        const auto a = link.hand_over(first), b = link.hand_over(second), c = link.hand_over(third);
        link.work();
        const auto other = link.hand_over(Link::some_errand(2));
        link.work();
        CHECK(link.state(other) == State::sent);
        CHECK(link.state(b) == State::waiting);
        link.work_for(1min, 5s, &rounds);
        for (const auto id : {a, b, c}) CHECK(link.state(id) == State::sent);
        const auto state = rounds.state();
        std::vector<std::string> came;
        for (const auto& errand : state.at("errands").as_array())
            if (errand.at("name").as_string() != wire_name(other)) came.emplace_back(errand.at("name").as_string());
        CHECK(came == std::vector<std::string>{wire_name(a), wire_name(b), wire_name(c)});
    });
}

TEST_CASE("a destination that is down is asked by one errand at a time with growing pauses, and all arrive when it is back") {
    for (const auto* how : {"refused", "503", "silent", "401", "redirects", "endless"})
        in_each_link([&](Link& link) {
            CAPTURE(how);
            const Fake rounds("fakes/rounds/rounds");
            link.add_rounds(rounds);
            rounds.set({{"down", how}});
            std::vector<ErrandId> all;
            for (int i = 1; i <= 8; ++i) all.push_back(link.hand_over(Link::some_errand(i)));
            link.work_for(2h, 10min, &rounds);
            CHECK(link.destination().circuit.is_down());
            CHECK_FALSE(link.destination().failed_words.empty());
            const auto calls = rounds.state().at("calls").as_int64();
            CHECK(calls <= 8 + 12);
            for (const auto id : all) CHECK(link.state(id) == State::waiting);
            rounds.set({{"down", ""}});
            link.work_for(3h, 20min, &rounds);
            for (const auto id : all) CHECK(link.state(id) == State::sent);
            CHECK_FALSE(link.destination().circuit.is_down());
        });
}

TEST_CASE("what the other side refuses for good is stuck, holds up its own line alone, and goes on by a decision") {
    in_each_link([](Link& link) {
        const Fake rounds("fakes/rounds/rounds");
        link.add_rounds(rounds);
        rounds.set({{"down", "422"}, {"down_for", 1}});
        const auto a = link.hand_over(Link::some_errand(1));
        link.work();
        const auto b = link.hand_over(Link::some_errand(1, "update")), other = link.hand_over(Link::some_errand(2));
        link.work();
        CHECK(link.state(a) == State::stuck);
        CHECK(link.standing(a).problem == "refused");
        CHECK(link.state(b) == State::waiting);
        CHECK(link.state(other) == State::sent);
        CHECK(link.look([](db::Tx& tx) { return status(tx, admin)->stuck.size(); }) == 1);
        SUBCASE("sent again") {
            link.write([&](db::Tx& tx) { return try_again(tx, admin, a); });
            link.work();
            CHECK(link.state(a) == State::sent);
        }
        SUBCASE("given up, with a reason") {
            CHECK_FALSE(link.try_to([&](db::Tx& tx) { return give_up(tx, admin, a, "  "); }));
            link.write([&](db::Tx& tx) { return give_up(tx, admin, a, "They do not do these any more"); });
            link.work();
            CHECK(link.state(a) == State::given_up);
            CHECK(std::ranges::count(link.story, "ErrandFailed open refused") == 1);
        }
        SUBCASE("answered by hand") {
            link.write([&](db::Tx& tx) { return answer_by_hand(tx, admin, a, "collected", "phone", "Rang them"); });
            link.work();
            CHECK(link.standing(a).outcome == "collected");
        }
        CHECK(link.state(b) == State::sent);
        CHECK_FALSE(link.try_to([&](db::Tx& tx) { return try_again(tx, admin, a); }));
        CHECK_FALSE(link.try_to([&](db::Tx& tx) { return try_again(tx, access::Actor::visitor(), a); }));
    });
}

TEST_CASE("an answer that does not come in time is asked of a person, and one that comes after all is taken") {
    in_each_link([](Link& link) {
        const Fake rounds("fakes/rounds/rounds");
        link.add_rounds(rounds);
        const auto id = link.hand_over(Link::some_errand());
        link.work();
        link.clock.advance(std::chrono::days{8});
        link.tick(rounds);
        link.look_around();
        CHECK(link.state(id) == State::stuck);
        CHECK(link.standing(id).problem == "no_answer");
        rounds.post("/work");
        link.hear();
        CHECK(link.state(id) == State::answered);
    });
}

TEST_CASE("a callback that is replayed, forged, about nothing or out of its time changes nothing") {
    in_each_link([](Link& link) {
        const Fake rounds("fakes/rounds/rounds");
        link.add_rounds(rounds);
        const auto id = link.hand_over(Link::some_errand());
        link.work();
        const json::object collected{{"errand", wire_name(id)}, {"status", "collected"}, {"position", 3}};
        const auto call = [&](const char* name, const json::object& data) { return rounds.post("/callback", json::object{{"id", name}, {"data", data}}).at("answer").as_array(); };
        rounds.set({{"secret", "whsec_Zm9yZ2VkIGZvcmdlZCBmb3JnZWQ="}});
        CHECK(call("m1", collected).at(1).as_int64() == 403);
        rounds.set({{"secret", secret}, {"url", link.url + "/hooks/nobody"}});
        CHECK(call("m1", collected).at(1).as_int64() == 403);
        rounds.set({{"url", link.url + "/hooks/rounds"}, {"clock", 1'000'000'000}});
        CHECK(call("m1", collected).at(1).as_int64() == 403);
        link.tick(rounds);
        CHECK(link.state(id) == State::sent);
        CHECK(call("m2", {{"errand", "errand_999999"}, {"status", "collected"}}).at(2).at("taken_as").as_string() == "unknown");
        CHECK(call("m1", collected).at(2).at("taken_as").as_string() == "answers");
        CHECK(call("m1", collected).at(2).at("taken_as").as_string() == "repeated");
        CHECK(call("m3", {{"errand", wire_name(id)}, {"status", "scheduled"}, {"position", 2}}).at(2).at("taken_as").as_string() == "late");
        CHECK(call("m4", {{"errand", wire_name(id)}, {"status", "not_out"}, {"position", 4}}).at(2).at("taken_as").as_string() == "after_answer");
        link.hear();
        CHECK(link.standing(id).outcome == "collected");
        const auto all = link.look([](db::Tx& tx) { return *status(tx, admin); });
        REQUIRE(all.unknown.size() == 1);
        CHECK(all.unknown.front().named == "errand_999999");
    });
}

TEST_CASE("a paused destination sends nothing until it goes on, and a rate spreads what waits") {
    in_each_link([](Link& link) {
        const Fake rounds("fakes/rounds/rounds");
        link.add_rounds(rounds);
        link.write([](db::Tx& tx) { return pause(tx, admin, "rounds"); });
        auto wanted = Settings(link.destination());
        wanted.per_minute = 6;
        link.write([&](db::Tx& tx) { return change_destination(tx, admin, wanted, link.destination().changes); });
        std::vector<ErrandId> all;
        for (int i = 1; i <= 4; ++i) all.push_back(link.hand_over(Link::some_errand(i)));
        link.work();
        CHECK(rounds.state().at("calls").as_int64() == 0);
        link.write([](db::Tx& tx) { return resume(tx, admin, "rounds"); });
        link.work();
        CHECK(rounds.state().at("calls").as_int64() == 1);
        link.work_for(10s, 10s, &rounds);
        CHECK(rounds.state().at("calls").as_int64() == 2);
        link.work_for(30s, 10s, &rounds);
        for (const auto id : all) CHECK(link.state(id) == State::sent);
    });
}

TEST_CASE("nothing is connected to inside, whatever name leads there, unless a network is named") {
    Link link(db::Engine::sqlite, {.networks = web::AddressSet::parse({"10.9.0.0/16"}).value(), .connect_within = 500ms, .finish_within = 1000ms});
    for (const auto* url : {"http://127.0.0.1:9/", "https://127.0.0.1:9/", "https://localhost:9/", "https://[::1]:9/", "https://169.254.169.254/latest", "https://0.0.0.0:9/",
                            "https://2130706433:9/", "https://0x7f.1:9/", "https://[::ffff:127.0.0.1]:9/", "http://192.168.0.1/", "http://1.1.1.1/"}) {
        CAPTURE(url);
        const auto reply = link.outbound.perform({.is_post = false, .url = url});
        REQUIRE_FALSE(reply);
        CHECK(reply.error() == "the address leads into a network that may not be reached");
    }
}

TEST_CASE("an errand exists if and only if its transaction was kept; for an unknown destination it is stuck, not lost") {
    in_each_link([](Link& link) {
        CHECK_FALSE(link.try_to([](db::Tx& tx) -> Result<int> {
            connectors::hand_over(tx, Link::some_errand(9));
            return refuse(Kind::conflict, "connectors.not_stuck");
        }));
        CHECK(link.look([](db::Tx& tx) { return errands_about(tx, {"case", 9}).size(); }) == 0);
        const auto id = link.hand_over(Link::some_errand(9));
        link.work();
        CHECK(link.state(id) == State::stuck);
        CHECK(link.standing(id).problem == "no_destination");
    });
}

TEST_CASE("what was erased is not sent, and its words are gone") {
    in_each_link([](Link& link) {
        const Fake rounds("fakes/rounds/rounds");
        link.add_rounds(rounds);
        const auto sent = link.hand_over(Link::some_errand(5));
        link.work();
        rounds.post("/work");
        link.write([](db::Tx& tx) { return pause(tx, admin, "rounds"); });
        const auto waiting = link.hand_over(Link::some_errand(5));
        link.write([](db::Tx& tx) -> Result<std::int64_t> { return erase_about(tx, {"case", 5}); });
        link.write([](db::Tx& tx) { return resume(tx, admin, "rounds"); });
        link.work();
        CHECK(link.standing(waiting).problem == "erased");
        const auto whole = link.look([&](db::Tx& tx) { return *whole_errand(tx, admin, sent); });
        CHECK(whole.errand.matter.empty());
        for (const auto& entry : whole.history) CHECK(entry.words.empty());
        for (const auto& message : whole.messages) CHECK(message.words.empty());
        CHECK(rounds.state().at("errands").as_array().size() == 1);
    });
}

}  // namespace
}  // namespace connectors::test
