// Text messages through GOV.UK Notify as good and as bad as it is (fakes/notify).

#include "notifications/gov_uk_notify.h"
#include "notifications/post.h"
#include "notifications/reader.h"
#include "notifications/test/office.h"
#include "notifications/text_hooks.h"
#include "notifications/texting.h"
#include "web/test/given_fake.h"

#include <doctest/doctest.h>

using namespace notifications;
using namespace notifications::test;

namespace {

namespace json = boost::json;

const std::string service = "11111111-2222-4333-8444-555555555555", secret = "66666666-7777-4888-9999-000000000000", wanted_template = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
                  token = "token-of-the-callbacks";

struct FakeNotify : given::Fake {
    FakeNotify() : Fake("fakes/notify/notify") { set({{"template", wanted_template}, {"token", token}}); }
    json::array texts() const { return state().at("texts").as_array(); }
};

const access::Actor chief = access::Actor::house("test");

/// An office that texts. It is half past nine on a Sunday morning.
struct Texts {
    FakeNotify fake;
    base::Config settings;
    base::SystemRandom random;
    Office office;
    web::Tenant site;

    explicit Texts(db::Engine engine, bool training = false)
        : office(engine), site{.id = "demo", .name = "Demo", .base_url = "http://demo.example", .folder = office.tenant.folder.path, .db = *office.tenant.db, .settings = settings} {
        settings.set("secret_key", std::string(64, '7'));
        auto how = some_settings();
        how.training = training;
        install_texts(office.node.kinds, random, std::move(how), vault_of(site, random), std::make_shared<web::Outbound>(quick()));
        set_account(service, secret);
        tick();
    }
    static web::OutboundSettings quick() { return {.networks = web::AddressSet::parse({"127.0.0.1"}).value(), .connect_within = 1000ms, .finish_within = 1000ms}; }
    TextAccount account(const std::string& service_id = service, const std::string& key = secret) const {
        return {.address = fake.url, .key = "council-" + service_id + '-' + key, .template_id = wanted_template, .token = token};
    }
    void set_account(const std::string& service_id, const std::string& key) {
        const auto vault = access::Vault::of(settings, site.folder, site.db.engine(), random).value();
        office.write([&](db::Tx& tx) -> Result<bool> { TRY(set_text_account(tx, chief, vault, random, account(service_id, key))); return true; });
    }
    void tick() const { fake.set({{"clock", std::chrono::floor<std::chrono::seconds>(office.clock.now()).time_since_epoch().count()}}); }
    MessageId queue() {
        auto notice = acknowledgement("+447700900123");
        notice.channel = Channel::text;
        return office.queue(notice);
    }
    void work_for(Duration whole, Duration step) {
        for (Duration passed{0}; passed < whole; passed += step) {
            tick();
            office.work();
            office.clock.advance(step);
        }
    }
};

void in_each(const std::function<void(Texts&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Texts texts(engine);
        test(texts);
    }
}

}  // namespace

TEST_CASE("who chose text messages is texted on their mobile") {
    CHECK(reader_of({.name = "Ann", .email = "ann@example.com", .phone = "+447700900123", .write = "text"})->channel == Channel::text);
    CHECK(reader_of({.name = "Ann", .email = "ann@example.com", .phone = "+441614960000", .write = "text"})->channel == Channel::email);
}

TEST_CASE("a text says the subject and where to look, leaves once, and is sent when Notify says that it arrived") {
    in_each([](Texts& texts) {
        const auto id = texts.queue();
        texts.office.work();
        REQUIRE(texts.fake.texts().size() == 1);
        const auto body = std::string(texts.fake.texts()[0].at("body").as_string());
        CHECK(body == "We have your request 7TQ2-M9KX-4BRW: Missed bin\nhttps://testford.example/track/7TQ2M9KX4BRW");
        CHECK(texts.office.message(id).state == State::sending);
        texts.work_for(2min, 30s);
        CHECK(texts.office.message(id).state == State::sending);
        texts.fake.post("/become", {{"status", "delivered"}});
        texts.work_for(2min, 30s);
        CHECK(texts.office.message(id).state == State::sent);
        CHECK(texts.fake.texts().size() == 1);
    });
}

TEST_CASE("what could not be delivered has failed, with why") {
    for (const auto& [status, reason] : {std::pair{"permanent-failure", "no_number"}, {"temporary-failure", "not_reached"}, {"technical-failure", "gave_up"}}) {
        Texts texts(db::Engine::sqlite);
        const auto id = texts.queue();
        texts.office.work();
        texts.fake.post("/become", {{"status", status}});
        texts.work_for(2min, 30s);
        CHECK(texts.office.message(id).state == State::failed);
        CHECK(texts.office.message(id).reason == reason);
    }
}

TEST_CASE("a Notify that is down, limits us or hangs up after it took a text costs no message, and doubles none") {
    for (const auto* down : {"500", "503", "429", "limit", "drops", "refused", "endless", "redirects"}) {
        CAPTURE(down);
        Texts texts(db::Engine::sqlite);
        const auto id = texts.queue();
        texts.fake.set({{"down", down}});
        texts.work_for(1min, 20s);
        CHECK(texts.office.message(id).state == State::sending);
        texts.fake.set({{"down", ""}});
        texts.work_for(30min, 1min);
        CHECK(texts.fake.texts().size() == 1);
        texts.fake.post("/become", {{"status", "delivered"}});
        texts.work_for(2h, 5min);
        CHECK(texts.office.message(id).state == State::sent);
    }
}

TEST_CASE("what Notify does not take has failed at once; a key that it does not know is tried again until somebody sets another") {
    Texts texts(db::Engine::sqlite);
    texts.fake.set({{"team_only", true}});
    const auto refused = texts.queue();
    texts.office.work();
    CHECK(texts.office.message(refused).state == State::failed);
    CHECK(texts.office.message(refused).code == 400);
    texts.fake.set({{"team_only", false}});
    texts.set_account(service, "66666666-7777-4888-9999-111111111111");
    const auto id = texts.queue();
    texts.work_for(1min, 20s);
    CHECK(texts.office.message(id).state == State::sending);
    CHECK(texts.office.message(id).code == 403);
    texts.set_account(service, secret);
    texts.work_for(1h, 5min);
    CHECK(texts.fake.texts().size() == 1);
}

TEST_CASE("nobody is texted at night: what is written then leaves in the morning") {
    in_each([](Texts& texts) {
        texts.office.clock.advance(12h);  // half past nine in the evening
        const auto id = texts.queue();
        texts.work_for(10h, 1h);
        CHECK(texts.fake.texts().empty());
        CHECK(texts.office.message(id).state == State::queued);
        texts.work_for(2h, 30min);
        CHECK(texts.fake.texts().size() == 1);
    });
}

TEST_CASE("quiet hours end at their hour by the council's clock") {
    const auto& london = places::zone_of("Europe/London");
    const TextAccount account{.address = {}, .key = {}, .template_id = {}, .token = {}};
    const auto at = [](const char* iso) { return *base::parse_iso(iso); };
    CHECK(after_quiet_hours(account, london, at("2026-11-22T12:00:00Z")) == at("2026-11-22T12:00:00Z"));
    CHECK(after_quiet_hours(account, london, at("2026-11-22T21:00:00Z")) == at("2026-11-23T08:00:00Z"));
    CHECK(after_quiet_hours(account, london, at("2026-11-22T03:00:00Z")) == at("2026-11-22T08:00:00Z"));
    CHECK(after_quiet_hours(account, london, at("2026-07-01T19:30:00Z")) == at("2026-07-02T07:00:00Z"));
    auto none = account;
    none.quiet_from = none.quiet_until = 0;
    CHECK(after_quiet_hours(none, london, at("2026-11-22T03:00:00Z")) == at("2026-11-22T03:00:00Z"));
}

TEST_CASE("a callback with the account's token brings the question forward; any other is refused") {
    Texts texts(db::Engine::sqlite);
    const auto id = texts.queue();
    texts.office.work();
    given::TestGate gate;
    web::Live live;
    web::Router router;
    notifications::install(router);
    web::OneTenant tenants(texts.site);
    web::ServerOptions options;
    options.listen = "127.0.0.1:0";
    options.workers = 4;
    web::Server server(options, web::House{.router = router, .tenants = tenants, .gate = gate, .live = live, .clock = texts.office.clock, .random = texts.random, .error_page = {}});
    texts.fake.set({{"url", server.start().value() + "/notify/told"}});
    texts.fake.post("/become", {{"status", "delivered"}});
    CHECK(texts.fake.post("/tell", {{"token", "another-token-altogether"}}).at("answer").as_int64() == 403);
    texts.office.work();
    CHECK(texts.office.message(id).state == State::sending);
    CHECK(texts.fake.post("/tell").at("answer").as_int64() == 200);
    texts.office.work();
    CHECK(texts.office.message(id).state == State::sent);
    server.stop();
}

TEST_CASE("an account is refused by field, and its key is kept sealed") {
    Texts texts(db::Engine::sqlite);
    const auto vault = access::Vault::of(texts.settings, texts.site.folder, texts.site.db.engine(), texts.random).value();
    const auto wrong = texts.office.try_to([&](db::Tx& tx) { return set_text_account(tx, chief, vault, texts.random, {.address = "notify", .key = "short", .template_id = "x", .token = "y"}); });
    REQUIRE(!wrong);
    CHECK(wrong.error().fields.size() == 4);
    CHECK(texts.office.try_to([&](db::Tx& tx) { return set_text_account(tx, access::Actor::visitor(), vault, texts.random, texts.account()); }).error().kind == Kind::not_allowed);
    const auto shown = texts.office.look([](db::Tx& tx) { return shown_text_account(tx); });
    CHECK(shown->key.empty());
    CHECK(shown->token.empty());
    CHECK(parts_of("my-key-" + service + '-' + secret)->service == service);
    CHECK_FALSE(parts_of(service + '-' + secret).has_value());
}

// ---- letters

namespace {

/// A letter that lies ready.
MessageId printed_letter(Texts& texts) {
    auto notice = acknowledgement("Ann Example\n1 High Street\nTestford\nTS1 1AA");
    notice.channel = Channel::post;
    const auto id = texts.office.queue(notice);
    texts.office.work();
    return id;
}

void send_off(Texts& texts, MessageId id) {
    texts.office.write([&](db::Tx& tx) { return send_through_notify(tx, chief, std::span(&id, 1)); });
}

LetterState state_of_letter(Texts& texts, MessageId id) {
    return texts.office.look([&](db::Tx& tx) -> Result<LetterState> { return letter_state(tx, id).value(); }).value();
}

}  // namespace

TEST_CASE("a letter goes through Notify as it was laid out, once, and is sent when its print house has it") {
    in_each([](Texts& texts) {
        const auto id = printed_letter(texts);
        texts.fake.set({{"down", "drops"}, {"down_for", 1}});
        send_off(texts, id);
        texts.work_for(5min, 30s);
        REQUIRE(texts.fake.texts().size() == 1);  // taken, though the answer was lost
        const auto letter = texts.fake.texts()[0].as_object();
        CHECK(letter.at("type") == "letter");
        const auto kept = texts.office.write([&](db::Tx& tx) { return open_letter(tx, chief, id); });
        CHECK(letter.at("bytes").to_number<std::size_t>() == kept.size());
        CHECK(texts.office.message(id).state == State::sending);
        texts.fake.post("/become", {{"status", "received"}});
        texts.work_for(2min, 30s);
        CHECK(texts.office.message(id).state == State::sent);
        CHECK(state_of_letter(texts, id) == LetterState::handed_over);
        const auto batches = texts.office.look([](db::Tx& tx) { return newest_batches(tx, chief); });
        REQUIRE(batches->size() == 1);
        CHECK(batches->front().through_notify);
    });
}

TEST_CASE("a letter that Notify does not take, or cannot print, has come back") {
    for (const std::string status : {"validation-failed", "virus-scan-failed", "permanent-failure", "technical-failure"}) {
        Texts texts(db::Engine::sqlite);
        const auto id = printed_letter(texts);
        send_off(texts, id);
        texts.work_for(1min, 30s);
        texts.fake.post("/become", {{"status", status}});
        texts.work_for(3min, 30s);
        CHECK(texts.office.message(id).state == State::failed);
        CHECK(texts.office.message(id).reason == "letter_refused");
        CHECK(state_of_letter(texts, id) == LetterState::returned);
    }
    Texts texts(db::Engine::sqlite);
    const auto id = printed_letter(texts);
    texts.fake.set({{"down", "429"}});
    send_off(texts, id);
    texts.work_for(1min, 30s);
    CHECK(texts.office.message(id).state == State::sending);
    CHECK(state_of_letter(texts, id) == LetterState::handed_over);
}

TEST_CASE("without an account no letter goes through Notify, and one that nobody printed is not taken twice") {
    Texts texts(db::Engine::sqlite);
    const auto id = printed_letter(texts);
    send_off(texts, id);
    CHECK_FALSE(texts.office.try_to([&](db::Tx& tx) { return send_through_notify(tx, chief, std::span(&id, 1)); }));
    Office office(db::Engine::sqlite);
    CHECK(office.try_to([&](db::Tx& tx) { return send_through_notify(tx, chief, std::span(&id, 1)); }).error().kind == base::Kind::unavailable);
}

TEST_CASE("from a training copy no letter goes through Notify, and a batch that did has no file to print") {
    Texts training(db::Engine::sqlite, true);
    const auto held = printed_letter(training);
    send_off(training, held);
    training.work_for(2min, 30s);
    CHECK(training.fake.texts().empty());
    CHECK(training.office.message(held).reason == "training");

    Texts texts(db::Engine::sqlite);
    const auto id = printed_letter(texts);
    send_off(texts, id);
    texts.work_for(1min, 30s);
    const auto batch = texts.office.look([](db::Tx& tx) { return newest_batches(tx, chief); })->front().id;
    CHECK(texts.office.try_to([&](db::Tx& tx) { return give_out(tx, chief, batch); }).error().key == std::string("notifications.batch_is_at_notify"));
}
