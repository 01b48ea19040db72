#include <doctest/doctest.h>

#include "base/text.h"
#include "mail/message.h"
#include "mail/test/servers.h"
#include "mail/transport.h"

#include <thread>

using namespace std::chrono_literals;
using mail::Address;
using mail::Tls;

namespace {

const Instant sending_day = *base::parse_iso("2026-11-22T09:30:00Z");

mail::Envelope to(const std::string& address) {
    return {*Address::parse("bounces@council.example"), *Address::parse(address), "op-1@council.example", sending_day};
}

std::string some_content(std::string text = "hello") {
    return mail::compose({.from = {*Address::parse("no-reply@council.example")},
                          .to = {*Address::parse("ann@example.com")},
                          .subject = "x",
                          .text = std::move(text),
                          .message_id = "op-1@council.example",
                          .date = sending_day});
}

std::unique_ptr<mail::Transport> plainly(const std::string& url, std::chrono::milliseconds finish_within = 10s) {
    return mail::smtp_transport({.url = url, .tls = Tls::off, .finish_within = finish_within});
}

/// "taken", or "refused" or "later" with the log line.
std::string outcome(const Result<mail::Receipt>& sent) {
    if (sent) return "taken";
    CHECK(sent.error().log.find('@') == std::string::npos);
    return (sent.error().kind == Kind::invalid ? "refused: " : "later: ") + sent.error().log;
}

mail::SmtpSettings signed_in(mail::test::RealServer& server, const std::string& url) {
    return {.url = server[url], .user = server["user"], .password = server["password"], .ca_file = server["ca_file"]};
}

bool begins(const std::string& text, std::string_view with) { return text.starts_with(with); }

}  // namespace

TEST_CASE("a real server takes messages over STARTTLS and over TLS from the start, signed in") {
    mail::test::RealServer server;
    const auto content = some_content("Diolch, Siân\n.\n..\n.dotted line\nend");
    for (const char* url : {"smtp", "smtps"}) {
        const auto sent = mail::smtp_transport(signed_in(server, url))->send(to("ann@example.com"), content);
        CHECK(outcome(sent) == "taken");
        if (sent) CHECK(begins(sent->reply, "250 OK"));
    }
    const auto messages = server.delivered(2);
    REQUIRE(messages.size() == 2);
    for (auto message : messages) {
        CHECK(message.find("Envelope-to: ann@example.com\n") != message.npos);
        CHECK(message.find("Return-path: <bounces@council.example>\n") != message.npos);
        CHECK(message.find("esmtpsa") != message.npos);
        std::string as_sent;  // a Maildir's lines end in \n
        for (const char c : content)
            if (c != '\r') as_sent += c;
        CHECK(message.ends_with(as_sent));
    }
}

TEST_CASE("a real server's refusals say whether to try again") {
    mail::test::RealServer server;
    const auto transport = mail::smtp_transport(signed_in(server, "smtp"));
    CHECK(outcome(transport->send(to("nobody@example.com"), some_content())) ==
          "refused: smtp recipient: 550 no such mailbox");
    CHECK(outcome(transport->send(to("busy@example.com"), some_content())) ==
          "later: smtp recipient: 451 mailbox busy, try again later");
    CHECK(begins(outcome(transport->send(to("ann@example.com"), some_content(std::string(1'200'000, 'x')))),
                 "refused: smtp sender: 552"));
    CHECK(outcome(transport->send(to("ann@example.com"), some_content())) == "taken");
}

TEST_CASE("a wrong password, a missing one and an unknown certificate cost no message") {
    mail::test::RealServer server;
    auto wrong = signed_in(server, "smtp");
    wrong.password = "guess";
    CHECK(begins(outcome(mail::smtp_transport(wrong)->send(to("ann@example.com"), some_content())),
                 "later: smtp sign-in: 535"));
    auto unknown = signed_in(server, "smtp");
    unknown.ca_file = "";
    CHECK(begins(outcome(mail::smtp_transport(unknown)->send(to("ann@example.com"), some_content())),
                 "later: smtp tls: "));
    const auto nameless = mail::smtp_transport({.url = server["smtp"], .ca_file = server["ca_file"]});
    CHECK(begins(outcome(nameless->send(to("ann@example.com"), some_content())),
                 "refused: smtp recipient: 550 sign in first"));
}

TEST_CASE("one connection serves many messages") {
    mail::test::RealServer server;
    const auto transport = mail::smtp_transport(signed_in(server, "smtp"));
    for (int i = 0; i < 20; ++i) CHECK(outcome(transport->send(to("ann@example.com"), some_content())) == "taken");
    CHECK(server.delivered(20).size() == 20);

    mail::test::Fake fake;
    const auto plain = plainly(fake.url());
    for (int i = 0; i < 3; ++i) CHECK(outcome(plain->send(to("ann@example.com"), some_content())) == "taken");
    CHECK(fake.next_line() == "connected");
    for (int i = 0; i < 3; ++i) CHECK(fake.next_line() == "taken ann@example.com");
}

TEST_CASE("threads share a transport") {
    mail::test::Fake fake;
    const auto transport = plainly(fake.url());
    std::vector<std::thread> threads;
    std::atomic<int> taken{0};
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k < 5; ++k) taken += transport->send(to("ann@example.com"), some_content()).has_value();
        });
    for (auto& thread : threads) thread.join();
    CHECK(taken == 40);
    CHECK(fake.taken().size() == 40);
}

TEST_CASE("a kept connection that died is replaced without a word") {
    mail::test::Fake fake;
    const auto transport = plainly(fake.url());
    CHECK(outcome(transport->send(to("leaves@example.com"), some_content())) == "taken");
    CHECK(outcome(transport->send(to("ann@example.com"), some_content())) == "taken");
    CHECK(fake.taken().size() == 2);
}

TEST_CASE("the content arrives byte for byte, once") {
    mail::test::Fake fake;
    const auto content = some_content(".\n..\n" + std::string(500, '.') + "\nend");
    CHECK(outcome(plainly(fake.url())->send(to("ann@example.com"), content)) == "taken");
    REQUIRE(fake.taken().size() == 1);
    CHECK(fake.taken()[0] == content);
}

TEST_CASE("a server that refuses is believed about this message and no other") {
    mail::test::Fake fake;
    const auto transport = plainly(fake.url());
    CHECK(outcome(transport->send(to("refused@example.com"), some_content())) ==
          "refused: smtp recipient: 550 5.1.1 [address] no such mailbox");
    CHECK(outcome(transport->send(to("full@example.com"), some_content())) ==
          "later: smtp recipient: 452 4.2.2 [address] mailbox full");
    CHECK(outcome(transport->send(to("spam@example.com"), some_content())) ==
          "refused: smtp content: 554 5.7.1 message looks like spam");
    CHECK(outcome(transport->send(to("unsure@example.com"), some_content())) ==
          "later: smtp content: 451 4.7.1 cannot decide yet");
    CHECK(begins(outcome(transport->send(to("greylisted@example.com"), some_content())), "later: smtp recipient: 451"));
    CHECK(outcome(transport->send(to("greylisted@example.com"), some_content())) == "taken");
    CHECK(transport->send(to("ann@example.com"), some_content())->reply == "250 2.0.0 taken for [address]");
}

TEST_CASE("a server that is slow, hangs or never stops talking is left in time") {
    mail::test::Fake fake;
    const auto transport = plainly(fake.url(), 300ms);
    for (const char* mood : {"slow", "hangs", "stalls", "chatty", "breathless"}) {
        CAPTURE(mood);
        CHECK(begins(outcome(transport->send(to(std::string(mood) + "@example.com"), some_content())), "later: smtp "));
    }
    CHECK(fake.taken().empty());
    CHECK(outcome(plainly(fake.url())->send(to("ann@example.com"), some_content())) == "taken");
}

TEST_CASE("a connection lost after the final dot asks for another try") {
    mail::test::Fake fake;
    CHECK(begins(outcome(plainly(fake.url())->send(to("drops@example.com"), some_content())), "later: smtp content: "));
}

TEST_CASE("a server that greets badly, says nothing or is not there costs no message") {
    for (const char* greeting : {"refusing", "busy", "silent", "endless"}) {
        CAPTURE(greeting);
        mail::test::Fake fake(greeting);
        CHECK(begins(outcome(plainly(fake.url(), 300ms)->send(to("ann@example.com"), some_content())),
                     "later: smtp greeting: "));
    }
    CHECK(begins(outcome(plainly("smtp://127.0.0.1:1")->send(to("ann@example.com"), some_content())),
                 "later: smtp greeting: "));
    CHECK(begins(outcome(plainly("smtp://nowhere.invalid")->send(to("ann@example.com"), some_content())),
                 "later: smtp greeting: "));
}

TEST_CASE("where TLS is required, a server without it gets nothing") {
    mail::test::Fake fake;
    const auto transport = mail::smtp_transport({.url = fake.url()});
    CHECK(begins(outcome(transport->send(to("ann@example.com"), some_content())), "later: smtp "));
    CHECK(fake.taken().empty());
    const auto tolerant = mail::smtp_transport({.url = fake.url(), .tls = Tls::optional});
    CHECK(outcome(tolerant->send(to("ann@example.com"), some_content())) == "taken");
}

TEST_CASE("where TLS is optional, an unknown certificate still encrypts, but is told no password") {
    mail::test::RealServer server;
    auto settings = signed_in(server, "smtp");
    settings.tls = Tls::optional;
    settings.ca_file = "";
    CHECK(begins(outcome(mail::smtp_transport(settings)->send(to("ann@example.com"), some_content())),
                 "refused: smtp recipient: 550 sign in first"));
    CHECK(server.log().find("X=TLS1.3") != std::string::npos);
}
