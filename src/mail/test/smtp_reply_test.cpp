#include <doctest/doctest.h>

#include "mail/smtp_reply.h"

using mail::Stage;

TEST_CASE("only what speaks of this recipient or this content is refused for good") {
    CHECK(mail::refused_for_good(Stage::recipient, 550));
    CHECK(mail::refused_for_good(Stage::content, 554));
    CHECK(mail::refused_for_good(Stage::data, 554));
    CHECK(mail::refused_for_good(Stage::sender, 552));
    CHECK_FALSE(mail::refused_for_good(Stage::recipient, 451));
    CHECK_FALSE(mail::refused_for_good(Stage::recipient, 530));
    CHECK_FALSE(mail::refused_for_good(Stage::greeting, 554));
    CHECK_FALSE(mail::refused_for_good(Stage::sign_in, 535));
    CHECK_FALSE(mail::refused_for_good(Stage::sender, 550));
    CHECK_FALSE(mail::refused_for_good(Stage::content, 0));
}

TEST_CASE("a reply is kept without the addresses in it, on one short line") {
    CHECK(mail::without_addresses("550 5.1.1 <ann@example.com>: no such user ann@example.com here\r\n") ==
          "550 5.1.1 [address] no such user [address] here");
    CHECK(mail::without_addresses(std::string(10'000, 'x')).size() == 200);
    CHECK(mail::without_addresses("250 ok\r\n550 \xff") == "250 ok 550 \xef\xbf\xbd");
}

TEST_CASE("the refusal names the stage") {
    const auto refusal = mail::not_sent(Stage::recipient, 550, "550 no <ann@example.com>");
    CHECK(refusal.kind == Kind::invalid);
    CHECK(refusal.key == "mail.refused");
    CHECK(refusal.log == "smtp recipient: 550 no [address]");
    CHECK(mail::not_sent(Stage::sender, 0, "Timeout was reached").kind == Kind::unavailable);
}
