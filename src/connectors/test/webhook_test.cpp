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
        const auto a = link.hand_over(first), b = link.hand_over(second), c = link.hand_over(third), other = link.hand_over(Link::some_errand(2));
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

}  // namespace
}  // namespace connectors::test
