#include "notifications/sending.h"

#include "mail/test/servers.h"
#include "notifications/test/office.h"

#include <thread>

using namespace notifications;
using namespace notifications::test;

namespace {

std::string header(const std::string& message, const std::string& name) {
    const auto at = message.find("\r\n" + name + ": ");
    if (at == message.npos) return {};
    const auto from = at + name.size() + 4;
    return message.substr(from, message.find("\r\n", from) - from);
}

std::unique_ptr<mail::Transport> plainly(const mail::test::Fake& server, std::chrono::milliseconds within = 5s) {
    return mail::smtp_transport({.url = server.url(), .tls = mail::Tls::off, .finish_within = within});
}

struct Killed {};

}  // namespace

TEST_CASE("a queued message is one row and one fact without the address, and is not sent in the caller's transaction") {
    in_each_office([](db::Engine engine) {
        Office office(engine);
        const auto id = office.queue(acknowledgement());
        CHECK(office.message(id).state == State::queued);
        const auto facts = office.facts(id);
        REQUIRE(facts.size() == 1);
        CHECK(facts[0].data.find("example.com") == std::string::npos);
        CHECK(facts[0].data.find("Missed") == std::string::npos);
        CHECK(office.tray.messages.empty());
    });
}

TEST_CASE("a message that was queued in a transaction that was rolled back is never sent") {
    in_each_office([](db::Engine engine) {
        Office office(engine);
        CHECK(!office.try_to([](db::Tx& tx) -> Result<bool> {
            notifications::queue(tx, acknowledgement());
            return refuse(Kind::conflict, "test.no");
        }));
        office.work();
        CHECK(office.tray.messages.empty());
    });
}

TEST_CASE("a sent message says who writes, that a machine does, and has its result on record") {
    in_each_office([](db::Engine engine) {
        Office office(engine);
        const auto id = office.queue(acknowledgement());
        CHECK(office.work() == 1);
        REQUIRE(office.tray.messages.size() == 1);
        const auto& sent = office.tray.messages[0];
        CHECK(header(sent, "From") == "Testford Borough Council <no-reply@testford.example>");
        CHECK(header(sent, "To") == "<ann@example.com>");
        CHECK(header(sent, "Auto-Submitted") == "auto-generated");
        CHECK(header(sent, "Subject").find("7TQ2-M9KX-4BRW") != std::string::npos);
        const auto message = office.message(id);
        CHECK(header(sent, "Message-ID") == '<' + message.message_id + '>');
        CHECK(message.message_id.ends_with("@testford.example"));
        CHECK(message.state == State::sent);
        CHECK(message.code == 250);
        CHECK(message.attempts == 1);
        CHECK(message.version == 1);
        CHECK(story(office.facts(id)) == "MessageQueued MessageSent");
        const auto about = office.look([](db::Tx& tx) { return messages_about(tx, {"case", 77}); });
        REQUIRE(about.size() == 1);
        CHECK(about[0].id == id);
        CHECK(office.look([](db::Tx& tx) { return messages_about(tx, {"person", 77}); }).empty());
    });
}

TEST_CASE("a message goes into the folder where there is no mail server") {
    in_each_office([](db::Engine engine) {
        given::Folder folder;
        const auto transport = mail::folder_transport(folder.path / "mail");
        Office office(engine, some_settings(), transport.get());
        const auto id = office.queue(acknowledgement());
        office.work();
        CHECK(office.message(id).state == State::sent);
        CHECK(office.message(id).code == 0);
        CHECK(mail::test::files_in(folder.path / "mail").size() == 1);
    });
}

TEST_CASE("a replayed fact sends nothing twice") {
    in_each_office([](db::Engine engine) {
        Office office(engine);
        const auto id = office.queue(acknowledgement());
        const auto replay = [&] {
            const auto fact = office.facts(id).front();
            office.write([&](db::Tx& tx) -> Result<bool> {
                TRY(office.node.subscribers.all().front().hear(tx, fact));
                return true;
            });
        };
        replay();
        office.hear();
        replay();
        CHECK(office.work() == 1);
        replay();
        CHECK(office.work() == 0);
        CHECK(office.tray.messages.size() == 1);
    });
}

TEST_CASE("a refused address fails at once, and a person may try again") {
    in_each_office([](db::Engine engine) {
        mail::test::Fake server;
        const auto transport = plainly(server);
        Office office(engine, some_settings(), transport.get());
        const auto id = office.queue(acknowledgement("refused@example.com"));
        CHECK(office.work() == 1);
        auto message = office.message(id);
        CHECK(message.state == State::failed);
        CHECK(message.reason == "refused");
        CHECK(message.code == 550);
        CHECK(office.dead_letters().empty());
        CHECK(office.look([](db::Tx& tx) { return failed_messages(tx); }).size() == 1);
        CHECK(office.try_to([&](db::Tx& tx) { return retry(tx, id); }));
        CHECK(office.work() == 1);
        CHECK(story(office.facts(id)) == "MessageQueued MessageFailed MessageQueued MessageFailed");
        for (const auto& fact : office.facts(id)) CHECK(fact.data.find("example.com") == std::string::npos);
    });
}

TEST_CASE("what another try may mend is tried again with the same Message-ID") {
    in_each_office([](db::Engine engine) {
        mail::test::Fake server;
        const auto transport = plainly(server);
        Office office(engine, some_settings(), transport.get());
        const auto id = office.queue(acknowledgement("greylisted@example.com"));
        office.work();
        const auto before = office.message(id);
        CHECK(before.state == State::sending);
        CHECK(before.code == 451);
        CHECK(office.work() == 0);  // not before its pause is over
        office.clock.advance(1h);
        CHECK(office.work() == 1);
        CHECK(office.message(id).state == State::sent);
        CHECK(office.message(id).attempts == 2);
        REQUIRE(server.taken().size() == 1);
        CHECK(server.taken()[0].find(before.message_id) != std::string::npos);
    });
}

TEST_CASE("a server that is full, slow, hangs, stalls or drops the line costs a try, not the message") {
    in_each_office([](db::Engine engine) {
        mail::test::Fake server;
        const auto transport = plainly(server, 400ms);
        auto settings = some_settings();
        settings.most_attempts = 2;
        Office office(engine, settings, transport.get());
        std::vector<MessageId> ids;
        for (const std::string who : {"full", "slow", "hangs", "stalls", "drops"})
            ids.push_back(office.queue(acknowledgement(who + "@example.com")));
        CHECK(office.work() == 5);
        for (const auto id : ids) CHECK(office.message(id).state == State::sending);
        office.clock.advance(1h);
        CHECK(office.work() == 5);
        for (const auto id : ids) {
            CHECK(office.message(id).state == State::failed);
            CHECK(office.message(id).reason == "gave_up");
        }
        CHECK(office.dead_letters().size() == 5);
    });
}

TEST_CASE("a mail server that is away for hours costs no message") {
    in_each_office([](db::Engine engine) {
        Office office(engine);
        office.tray.answer = [&]() -> Result<mail::Receipt> {
            if (office.clock.now() < given::start + 12h)
                return refuse(Kind::unavailable, "mail.later", "smtp greeting: cannot connect");
            return mail::Receipt{"250 OK"};
        };
        const auto id = office.queue(acknowledgement());
        for (int minutes = 0; minutes < 14 * 60; minutes += 10, office.clock.advance(10min)) office.work();
        CHECK(office.message(id).state == State::sent);
        CHECK(office.dead_letters().empty());
        for (const auto& again : office.tray.messages) CHECK(again == office.tray.messages.front());
    });
}

TEST_CASE("after the last try a dead letter lies there, which a person's retry clears away") {
    in_each_office([](db::Engine engine) {
        Office office(engine);
        bool away = true;
        office.tray.answer = [&]() -> Result<mail::Receipt> {
            if (away) return refuse(Kind::unavailable, "mail.later", "smtp greeting: 421 4.3.2 too many connections");
            return mail::Receipt{"250 OK"};
        };
        const auto id = office.queue(acknowledgement());
        office.work_until_settled(id);
        CHECK(office.message(id).reason == "gave_up");
        CHECK(office.message(id).code == 421);
        CHECK(office.message(id).attempts == some_settings().most_attempts);
        REQUIRE(office.dead_letters().size() == 1);
        away = false;
        CHECK(office.try_to([&](db::Tx& tx) { return retry(tx, id); }));
        CHECK(office.dead_letters().empty());
        CHECK(office.try_to([&](db::Tx& tx) { return retry(tx, id); }).error().key == "notifications.on_its_way");
        office.work();
        CHECK(office.message(id).state == State::sent);
        CHECK(office.try_to([&](db::Tx& tx) { return retry(tx, id); }).error().key == "notifications.already_sent");
    });
}

TEST_CASE("a dead letter put back on the list sends its message") {
    in_each_office([](db::Engine engine) {
        Office office(engine);
        office.tray.answer = []() -> Result<mail::Receipt> { return refuse(Kind::unavailable, "mail.later"); };
        const auto id = office.queue(acknowledgement());
        office.work_until_settled(id);
        office.tray.answer = [] { return mail::Receipt{"250 OK"}; };
        const auto dead = office.dead_letters().at(0).id;
        CHECK(office.try_to([&](db::Tx& tx) { return jobs::retry(tx, dead); }));
        office.work();
        CHECK(office.message(id).state == State::sent);
    });
}

TEST_CASE("after a kill the message leaves again as the same e-mail") {
    in_each_office([](db::Engine engine) {
        Office office(engine);
        bool killed = false;
        office.tray.answer = [&]() -> Result<mail::Receipt> {
            if (!killed) {
                killed = true;
                throw Killed{};
            }
            return mail::Receipt{"250 OK"};
        };
        const auto id = office.queue(acknowledgement());
        office.hear();
        {
            Node before(*office.tenant.db, office.clock, office.tray, some_settings());
            CHECK_THROWS_AS(before.runner.run_due(), Killed);
        }
        CHECK(office.message(id).state == State::sending);

        Node after(*office.tenant.db, office.clock, office.tray, some_settings());
        after.runner.start();
        for (int i = 0; i < 2000 && office.message(id).state != State::sent; ++i)
            office.tenant.db->wait("test.nothing", 0, 5ms);
        after.runner.stop();
        CHECK(office.message(id).state == State::sent);
        REQUIRE(office.tray.messages.size() == 2);
        CHECK(office.tray.messages[0] == office.tray.messages[1]);
    });
}

TEST_CASE("one address gets its share an hour, however it is written; the rest is held back, on record") {
    in_each_office([](db::Engine engine) {
        auto settings = some_settings();
        settings.most_per_hour = 3;
        Office office(engine, settings);
        std::vector<MessageId> ids;
        for (const char* address :
             {"ann@example.com", "Ann@Example.com", "ann+bins@example.com", "ANN+x@example.com", "bob@example.com"})
            ids.push_back(office.queue(acknowledgement(address)));
        office.work();
        CHECK(office.tray.messages.size() == 4);
        int held_back = 0;
        for (const auto id : ids)
            if (office.message(id).state == State::suppressed) {
                ++held_back;
                CHECK(office.message(id).reason == "share");
                CHECK(story(office.facts(id)) == "MessageQueued MessageSuppressed");
            }
        CHECK(held_back == 1);
        office.clock.advance(61min);
        const auto later = office.queue(acknowledgement());
        for (const auto id : ids)
            if (office.message(id).state == State::suppressed)
                CHECK(office.try_to([&](db::Tx& tx) { return retry(tx, id); }));
        office.work();
        CHECK(office.message(later).state == State::sent);
        for (const auto id : ids) CHECK(office.message(id).state == State::sent);
    });
}

TEST_CASE("several threads sending at once keep to the share") {
    in_each_office([](db::Engine engine) {
        auto settings = some_settings();
        settings.most_per_hour = 3;
        Office office(engine, settings);
        for (int i = 0; i < 12; ++i) office.queue(acknowledgement());
        office.hear();
        std::vector<std::unique_ptr<Node>> nodes;
        for (int i = 0; i < 3; ++i)
            nodes.push_back(std::make_unique<Node>(*office.tenant.db, office.clock, office.tray, settings));
        {
            std::vector<std::jthread> threads;
            for (auto& node : nodes) threads.emplace_back([&node] { node->runner.run_due(); });
        }
        for (int i = 0; i < 20; ++i, office.clock.advance(30s)) office.work();
        CHECK(office.tray.messages.size() == 3);
        int settled = 0;
        for (const auto& message : office.look([](db::Tx& tx) { return messages_about(tx, {"case", 77}); }))
            settled += message.state == State::sent || message.state == State::suppressed;
        CHECK(settled == 12);
    });
}

TEST_CASE("an address nobody can be written to, and a wording that does not exist, fail at once") {
    in_each_office([](db::Engine engine) {
        Office office(engine);
        for (const char* address :
             {"", "not an address", "a@example.com, b@example.com", "ann@example.com\r\nBcc: all@example.com"}) {
            const auto id = office.queue(acknowledgement(address));
            office.work();
            CHECK(office.message(id).reason == "address");
        }
        auto notice = acknowledgement();
        notice.wording = "nothing";
        const auto id = office.queue(notice);
        office.work();
        CHECK(office.message(id).reason == "no_wording");
        CHECK(office.tray.messages.empty());
    });
}

TEST_CASE("erasing blanks what was sent, and stops what was not") {
    in_each_office([](db::Engine engine) {
        Office office(engine);
        const auto sent = office.queue(acknowledgement());
        office.work();
        const auto waiting = office.queue(acknowledgement());
        const auto blanked = office.write([](db::Tx& tx) -> Result<std::int64_t> {
            return erase_about(tx, {"case", 77});
        });
        CHECK(blanked == 2);
        office.work();
        CHECK(office.tray.messages.size() == 1);
        CHECK(office.message(sent).state == State::sent);
        CHECK(office.message(waiting).reason == "erased");
        const auto draft = office.look([&](db::Tx& tx) { return message_store::find_draft(tx, sent); });
        CHECK(draft->address.empty());
        CHECK(draft->values.empty());
    });
}

TEST_CASE("a reply's code is read from its start only") {
    CHECK(code_in("250 OK id=1") == 250);
    CHECK(code_in("smtp recipient: 550 5.1.1 no such mailbox") == 550);
    CHECK(code_in("smtp greeting: cannot connect to port 587") == 0);
    CHECK(code_in("/var/mail/250 OK") == 0);
    CHECK(code_in("2500 x") == 0);
    CHECK(code_in("") == 0);
}

TEST_CASE("the settings name the sender after the tenant and refuse what is no domain") {
    base::Config config;
    config.set("mail_from", "Somebody <no-reply@testford.example>");
    const auto settings = settings_from(config, "Testford Borough Council").value();
    CHECK(settings.from.name == "Testford Borough Council");
    CHECK(settings.mail_domain == "testford.example");
    config.set("mail_domain", "x\r\nBcc: all@example.com");
    CHECK(!settings_from(config, "Testford Borough Council"));
}
