// Errands by letter.

#include "connectors/email_destination.h"
#include "connectors/test/given_link.h"
#include "notifications/notifications.h"

#include <doctest/doctest.h>

namespace connectors::test {
namespace {

TEST_CASE("an errand by e-mail is one letter; one that does not arrive makes it stuck, and it can be answered by hand") {
    in_each_link([](Link& link) {
        link.add({.code = "gully-team", .name = "Gully team", .way = Way::email, .address = "gullies@works.example"}, false);
        auto errand = Link::some_errand(4);
        errand.destination = "gully-team";
        const auto id = link.hand_over(errand);
        link.work();
        CHECK(link.state(id) == State::sent);
        const auto letters = link.look([&](db::Tx& tx) { return notifications::messages_about(tx, {"errand", id.value}); });
        REQUIRE(letters.size() == 1);
        CHECK(letters.front().wording == "errand");
        notifications::MessageFailed failed;
        failed.message = letters.front().id;
        failed.about_kind = "errand";
        failed.about = {id.value};
        failed.reason = "refused";
        link.write([&](db::Tx& tx) -> Result<void> {
            note_letter_failed(tx, failed);
            return {};
        });
        CHECK(link.state(id) == State::stuck);
        CHECK(link.standing(id).problem == "letter_failed");
        link.write([&](db::Tx& tx) { return try_again(tx, admin, id); });
        link.work();
        CHECK(link.look([&](db::Tx& tx) { return notifications::messages_about(tx, {"errand", id.value}).size(); }) == 2);
        link.write([&](db::Tx& tx) { return answer_by_hand(tx, admin, id, "done", "", "They rang"); });
        CHECK(link.standing(id).outcome == "done");
    });
}

}  // namespace
}  // namespace connectors::test
