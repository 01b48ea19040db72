// Order, repeats and kills, held against an obvious model: another side that keeps what it was told, by name.

#include "connectors/sending.h"
#include "connectors/test/given_link.h"

#include <doctest/doctest.h>

namespace connectors::test {
namespace {

struct Killed {};

/// Takes what it is told as its moods say, and remembers by name.
class Moody final : public Carrier {
public:
    enum Mood { takes, loses_the_answer, is_down, refuses, is_killed_before, is_killed_after };
    std::vector<Mood> moods = {};  // of the next calls; then it takes
    std::map<std::string, std::vector<std::string>> bodies;  // by name: what came
    std::map<std::string, std::vector<std::int64_t>> places;  // by line: in the order of first arrival

    Sent send(const Parcel& parcel) override {
        const auto mood = moods.empty() ? takes : moods.back();
        if (!moods.empty()) moods.pop_back();
        if (mood == is_killed_before) throw Killed{};
        if (mood == is_down) return std::unexpected(Trouble{.words = "down"});
        if (mood == refuses) return std::unexpected(Trouble{.sort = Trouble::Sort::refused, .code = 422, .words = "no"});
        auto& came = bodies[wire_name(parcel.errand.id)];
        if (came.empty()) places[parcel.errand.line].push_back(parcel.errand.place);
        came.push_back(webhook_body_of(parcel));
        if (mood == is_killed_after) throw Killed{};
        if (mood == loses_the_answer) return std::unexpected(Trouble{.words = "hung up"});
        return Handed{.code = 200, .reference = "R" + to_string(parcel.errand.id)};
    }

private:
    static std::string webhook_body_of(const Parcel& parcel) { return to_json(parcel.matter) + std::to_string(parcel.errand.place); }
};

std::shared_ptr<Moody> make_moody(Link& link) {
    auto moody = std::make_shared<Moody>();
    link.add({.code = "rounds", .name = "Moody", .address = "https://moody.example"}, false);
    link.kinds.add(std::string(send_kind), Sending({{Way::webhook, moody}}, vault_of(link.site, link.random), link.random, {}), {.most_attempts = 1000, .lane = "connectors"});
    return moody;
}

/// What waits does so behind one that is stuck in the same line, and that one is on the status page.
bool is_held_by_a_stuck_one(const Kept& waiting, const std::vector<Kept>& stuck) {
    return std::ranges::any_of(stuck, [&](const Kept& other) { return other.line == waiting.line && other.place < waiting.place; });
}

void try_with(std::uint64_t seed) {
    CAPTURE(seed);
    Link link(db::Engine::sqlite);
    const auto moody = make_moody(link);
    base::SeededRandom chance(seed);
    for (auto moods = chance.number_below(13); moods > 0; --moods) moody->moods.push_back(static_cast<Moody::Mood>(chance.number_below(4)));
    std::vector<ErrandId> all;
    for (auto count = 1 + chance.number_below(8); count > 0; --count)
        all.push_back(link.hand_over(Link::some_errand(1 + static_cast<std::int64_t>(chance.number_below(3)), count % 2 == 0 ? "open" : "update")));
    link.work_for(50h, 1h);
    const auto stuck = link.look([](db::Tx& tx) { return status(tx, admin)->stuck; });
    for (const auto id : all) {
        const auto errand = link.look([&](db::Tx& tx) { return *errand_store::find(tx, id); });
        const auto& came = moody->bodies[wire_name(id)];
        CHECK((errand.state == State::sent || errand.state == State::stuck || is_held_by_a_stuck_one(errand, stuck)));
        CHECK((errand.state != State::sent || !came.empty()));
        for (const auto& body : came) CHECK(body == came.front());
    }
    for (const auto& [line, places] : moody->places) CHECK(std::ranges::is_sorted(places));
}

TEST_CASE("whatever the other side does, errands of a line arrive in order, each under one name, and none is lost") {
    for (std::uint64_t seed = 1; seed <= 25; ++seed) try_with(seed);
}

TEST_CASE("after a kill in the middle of a sending the errand leaves again under the same name with the same bytes") {
    for (const auto when : {Moody::is_killed_before, Moody::is_killed_after})
        for (const auto engine : given::engines()) {
            CAPTURE(static_cast<int>(engine));
            Link link(engine);
            const auto moody = make_moody(link);
            moody->moods = {when};
            const auto first = link.hand_over(Link::some_errand(1)), second = link.hand_over(Link::some_errand(1, "update"));
            {
                jobs::Runner before(*link.tenant.db, link.kinds, link.clock, link.random, {.patience = 50ms, .look_at_most = 20ms});
                CHECK_THROWS_AS(before.run_due(), Killed);
            }
            CHECK(link.state(first) == State::sending);
            jobs::Runner after(*link.tenant.db, link.kinds, link.clock, link.random, {.patience = 50ms, .look_at_most = 20ms});
            after.start();
            for (int i = 0; i < 2000 && link.state(second) != State::sent; ++i) link.tenant.db->wait("test.nothing", 0, 5ms);
            after.stop();
            CHECK(link.state(first) == State::sent);
            CHECK(link.state(second) == State::sent);
            const auto& came = moody->bodies[wire_name(first)];
            CHECK(came.size() == (when == Moody::is_killed_after ? 2 : 1));
            CHECK(came.front() == came.back());
            CHECK(link.history(first) == "handed_over interrupted sent");
        }
}

TEST_CASE("what fails again and again is stuck in the end, with the last reason, while others go") {
    in_each_link([](Link& link) {
        const auto moody = make_moody(link);
        moody->moods = std::vector<Moody::Mood>(static_cast<std::size_t>(most_attempts), Moody::is_down);
        const auto id = link.hand_over(Link::some_errand(1));
        link.work_for(24h, 30min);
        CHECK(link.state(id) == State::stuck);
        CHECK(link.standing(id).problem == "gave_up");
        CHECK(link.standing(id).attempts == most_attempts);
        const auto other = link.hand_over(Link::some_errand(2));
        link.work_for(2h, 30min);
        CHECK(link.state(other) == State::sent);
    });
}

}  // namespace
}  // namespace connectors::test
