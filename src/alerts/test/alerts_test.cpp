// Letters that somebody asked for.

#include "alerts/alerts.h"

#include "alerts/news.h"
#include "alerts/queries.h"
#include "alerts/reminding.h"
#include "alerts/subscription_row.h"
#include "cases/cases.h"
#include "cases/resident.h"
#include "journal/journal.h"
#include "rounds/test/given_rounds.h"

using alerts::About;
using alerts::Often;
using alerts::Target;

namespace {

const Target bins_of_1010{.about = About::bins, .uprn = "1010"};

struct Council : given::RoundsTown {
    base::SeededRandom random{3};
    base::StoppedClock clock{given::start};

    explicit Council(db::Engine engine) : RoundsTown(engine) {
        const auto furnished = db->write(given::context(), [](db::Tx& tx) -> Result<bool> {
            TRY(catalogue::publish_folder(tx, "services"));
            const auto services = TRY(catalogue::live_services(tx));
            for (const auto& service : services)
                if (!access::find_team_by_name(tx, service->team)) TRY(access::add_team(tx, access::Actor::house("test"), service->team));
            return true;
        });
        if (!furnished) FAIL(furnished.error().log);
    }
    template <class F>
    auto write(F&& fn) {
        auto done = db->write(given::context(clock.now(), "public"), std::forward<F>(fn));
        REQUIRE(done);
        return *done;
    }
    Result<bool> ask(std::string_view email, const Target& target = bins_of_1010, Often often = Often::daily) {
        return db->write(given::context(clock.now(), "public"), [&](db::Tx& tx) -> Result<bool> {
            TRY(alerts::ask(tx, random, email, target, often, base::Language::english));
            return true;
        });
    }
    std::vector<alerts::Subscription> of(std::string_view mailbox) {
        return write([&](db::Tx& tx) -> Result<std::vector<alerts::Subscription>> {
            std::vector<alerts::Subscription> all;
            for (const auto row : tx.query(alerts::sql::of_mailbox, mailbox)) all.push_back(alerts::subscription_from(row));
            return all;
        });
    }
    /// Asks and confirms, as the reader of that mailbox.
    alerts::Subscription subscribe(const std::string& email, const Target& target = bins_of_1010, Often often = Often::daily) {
        REQUIRE(ask(email, target, often));
        const auto asked = of(email).back();
        return write([&](db::Tx& tx) { return alerts::confirm(tx, asked.token); });
    }
    /// The wordings of what was written to a subscription.
    std::string letters(alerts::SubscriptionId id) {
        return write([&](db::Tx& tx) -> Result<std::string> {
            std::string text;
            for (const auto& message : notifications::messages_about(tx, alerts::subject_of(id))) text += (text.empty() ? "" : " ") + message.wording;
            return text;
        });
    }
    bool remind() {
        return write([](db::Tx& tx) -> Result<bool> { return alerts::remind_some(tx); });
    }
    void at(std::string_view iso) { clock.set(*base::parse_iso(iso)); }

    /// Reported where Albion Street is, of a service that everybody may see at once.
    cases::Opened report(const char* service = "pothole", const places::Location& place = {.text = "by the gate", .point = places::Point{53.5, -2.25}, .uprn = {}, .ward = "W1", .usrn = "100"}) {
        return write([&](db::Tx& tx) -> Result<cases::Opened> {
            const auto definition = TRY(catalogue::find_live(tx, service));
            return cases::open_case(tx, random, {.service = definition, .answers = {}, .person = {}, .searchable = {}, .location = places::record(tx, place), .area = place.ward});
        });
    }
    void hear(const cases::Opened& opened) {
        write([&](db::Tx& tx) -> Result<bool> {
            alerts::hear_of(tx, opened.case_id, opened.request);
            return true;
        });
    }
    void tell(alerts::SubscriptionId id) {
        write([&](db::Tx& tx) -> Result<bool> {
            alerts::tell(tx, id);
            return true;
        });
    }
};

void in_each_council(const std::function<void(Council&)>& test) {
    for (const auto engine : given::engines()) {
        Council council(engine);
        test(council);
    }
}

}  // namespace

TEST_CASE("nobody is written to but once, until whoever reads there says so") {
    in_each_council([](Council& council) {
        REQUIRE(council.ask("Ann@Example.com"));
        const auto asked = council.of("ann@example.com");
        REQUIRE(asked.size() == 1);
        CHECK(asked[0].email == "Ann@example.com");
        CHECK_FALSE(asked[0].confirmed);
        CHECK(council.letters(asked[0].id) == "alert-confirm");
        council.at("2026-11-22T18:30:00Z");  // the evening before the blue bin
        council.remind();
        CHECK(council.letters(asked[0].id) == "alert-confirm");
        council.write([&](db::Tx& tx) { return alerts::confirm(tx, asked[0].token); });
        council.write([&](db::Tx& tx) { return alerts::confirm(tx, asked[0].token); });
        council.remind();
        CHECK(council.letters(asked[0].id) == "alert-confirm bin-reminder");
    });
}

TEST_CASE("a mailbox is asked a few times a day at most, and whoever asks is answered alike") {
    in_each_council([](Council& council) {
        const Target targets[] = {bins_of_1010, {.about = About::bins, .uprn = "1002"}, {.about = About::bins, .uprn = "1011"}, {.about = About::ward, .ward = "W1"}, {.about = About::ward, .ward = "W2"},
                                  {.about = About::around, .uprn = "1010", .radius_m = 500}, {.about = About::bins, .uprn = "1012"}};
        for (const auto& target : targets) CHECK(council.ask("ann@example.com", target));
        CHECK(council.of("ann@example.com").size() == alerts::most_asked_a_day);
        for (int i = 0; i < 10; ++i) CHECK(council.ask("ann@example.com", targets[0]));
        CHECK(council.letters(council.of("ann@example.com").front().id) == "alert-confirm");
        council.clock.advance(std::chrono::hours(25));
        CHECK(council.ask("ann@example.com", targets[0]));
        CHECK(council.letters(council.of("ann@example.com").front().id) == "alert-confirm alert-confirm");
        CHECK(council.of("ann@example.com").size() == alerts::most_asked_a_day);
    });
}

TEST_CASE("what cannot be written to, or to no place, is refused by its field") {
    in_each_council([](Council& council) {
        const auto field = [](const Result<bool>& result) { return result || result.error().fields.empty() ? std::string() : result.error().fields.front().field; };
        for (const auto* email : {"", "ann", "ann@", "a@b@c", "ann@example.com, bob@example.com", "ann@example.com\r\nBcc: all@example.com"}) CHECK(field(council.ask(email)) == "email");
        CHECK(field(council.ask(std::string(100'000, 'x'))) == "email");
        CHECK(field(council.ask("ann@example.com", {.about = About::bins, .uprn = "999"})) == "uprn");
        CHECK(field(council.ask("ann@example.com", {.about = About::bins, .uprn = "2001"})) == "uprn");  // no round comes there
        CHECK(field(council.ask("ann@example.com", {.about = About::bins, .uprn = "1010'; --"})) == "uprn");
        CHECK(field(council.ask("ann@example.com", {.about = About::ward, .ward = "W9"})) == "ward");
        CHECK(field(council.ask("ann@example.com", {.about = About::around, .uprn = "1010", .radius_m = 9'000'000})) == "radius");
        CHECK(council.of("ann@example.com").empty());
    });
}

TEST_CASE("the evening before each collection one reminder leaves, by the council's clock, also when a node was killed") {
    in_each_council([](Council& council) {
        const auto ann = council.subscribe("ann@example.com");
        const auto reminders = [&] {
            const auto all = council.letters(ann.id);
            return all == "alert-confirm" ? 0 : static_cast<int>(std::ranges::count(all, ' '));
        };
        council.at("2026-11-22T17:59:00Z");
        council.remind();
        CHECK(reminders() == 0);
        council.at("2026-11-22T18:00:00Z");
        const auto killed = council.db->write(given::context(council.clock.now()), [](db::Tx& tx) -> Result<bool> {
            alerts::remind_some(tx);
            return refuse(Kind::unavailable, "killed");
        });
        CHECK_FALSE(killed);
        CHECK(reminders() == 0);
        for (int i = 0; i < 3; ++i) council.remind();
        CHECK(reminders() == 1);
        council.at("2026-11-23T05:00:00Z");
        council.remind();
        CHECK(reminders() == 1);
        council.at("2026-11-23T18:00:00Z");  // nothing tomorrow
        council.remind();
        CHECK(reminders() == 1);
        council.at("2026-11-30T04:00:00Z");  // nobody ran in the evening: the grey bin is still out in time
        council.remind();
        CHECK(reminders() == 2);
        council.at("2026-12-07T12:00:00Z");  // too late for the blue one
        council.remind();
        CHECK(reminders() == 2);
        const std::vector<rounds::Change> snow{{.from = given::day("2026-12-14"), .until = given::day("2026-12-14"), .later = 1, .reason = "Snow"}};
        council.load([&](db::Tx& tx) { return rounds::load_changes(tx, snow); });
        council.at("2026-12-13T19:00:00Z");
        council.remind();
        CHECK(reminders() == 2);
        council.at("2026-12-14T19:00:00Z");
        council.remind();
        CHECK(reminders() == 3);
    });
}

TEST_CASE("who is reminded of bins hears once that they wait for a late round, and nobody else does") {
    in_each_council([](Council& council) {
        const auto ann = council.subscribe("ann@example.com");
        const auto cy = council.subscribe("cy@example.com", {.about = About::bins, .uprn = "4001"});  // the lorry of Thursday comes there
        council.at("2026-11-23T14:00:00Z");
        const auto late = council.write([](db::Tx& tx) {
            return rounds::mark_late(tx, access::Actor::house("test"), {.round = "MON-BLUE", .day = given::day("2026-11-23"), .streets = {}, .reason = "Ice"});
        });
        for (int i = 0; i < 2; ++i)
            council.write([&](db::Tx& tx) -> Result<bool> {
                alerts::tell_late(tx, late);
                return true;
            });
        CHECK(council.letters(ann.id) == "alert-confirm round-late");
        CHECK(council.letters(cy.id) == "alert-confirm");
    });
}

TEST_CASE("a new problem that everybody may see is told once to who asked for its ward or its surroundings") {
    in_each_council([](Council& council) {
        const auto ward = council.subscribe("ann@example.com", {.about = About::ward, .ward = "W1"}, Often::at_once);
        const auto other = council.subscribe("bob@example.com", {.about = About::ward, .ward = "W2"}, Often::at_once);
        const auto around = council.subscribe("cy@example.com", {.about = About::around, .uprn = "1010", .radius_m = 250});
        const auto opened = council.report();
        council.hear(opened);
        council.hear(opened);
        for (const auto id : {ward.id, other.id, around.id}) council.tell(id);
        for (const auto id : {ward.id, other.id, around.id}) council.tell(id);
        CHECK(council.letters(ward.id) == "alert-confirm problem-alert");
        CHECK(council.letters(other.id) == "alert-confirm");
        CHECK(council.letters(around.id) == "alert-confirm problem-alert");
        council.hear(opened);
        council.tell(ward.id);
        CHECK(council.letters(ward.id) == "alert-confirm problem-alert");

        council.hear(council.report("pothole", {.text = "far", .point = places::Point{53.51, -2.25}, .uprn = {}, .ward = "W1"}));  // 1,100 m away
        council.tell(around.id);
        CHECK(council.letters(around.id) == "alert-confirm problem-alert");
    });
}

TEST_CASE("what nobody may see, or no longer, is told to nobody") {
    in_each_council([](Council& council) {
        const auto ann = council.subscribe("ann@example.com", {.about = About::ward, .ward = "W1"}, Often::at_once);
        council.hear(council.report("missed-bin"));
        council.tell(ann.id);
        CHECK(council.letters(ann.id) == "alert-confirm");
        const auto opened = council.report();
        council.hear(opened);
        council.write([&](db::Tx& tx) -> Result<bool> {
            TRY(cases::withdraw(tx, opened.reference, ""));
            return true;
        });
        council.tell(ann.id);
        CHECK(council.letters(ann.id) == "alert-confirm");
    });
}

TEST_CASE("what is ended is forgotten, and so is what was never confirmed within a week") {
    in_each_council([](Council& council) {
        const auto ann = council.subscribe("ann@example.com");
        council.write([&](db::Tx& tx) -> Result<bool> {
            alerts::end(tx, ann.token);
            alerts::end(tx, ann.token);
            return true;
        });
        CHECK(council.of("ann@example.com").empty());
        const auto found = council.db->read(given::context(), [&](db::Tx& tx) { return alerts::find(tx, ann.token); });
        CHECK(found.error().kind == Kind::not_found);
        REQUIRE(council.ask("bob@example.com"));
        const auto tidy = [&] { council.write([](db::Tx& tx) -> Result<bool> { alerts::tidy(tx); return true; }); };
        council.clock.advance(std::chrono::hours(24 * 6));
        tidy();
        CHECK(council.of("bob@example.com").size() == 1);
        council.clock.advance(std::chrono::hours(25));
        tidy();
        CHECK(council.of("bob@example.com").empty());
        council.subscribe("cy@example.com");
        const auto forgotten = council.write([](db::Tx& tx) { return alerts::forget_mailbox(tx, access::Actor::house("test"), " CY@example.com"); });
        CHECK(forgotten == 1);
        const auto refused = council.db->write(given::context(), [](db::Tx& tx) { return alerts::forget_mailbox(tx, access::Actor::visitor(), "cy@example.com"); });
        CHECK(refused.error().kind == Kind::not_allowed);
    });
}

TEST_CASE("the journal says that something was asked for and ended, never by whom") {
    in_each_council([](Council& council) {
        const auto ann = council.subscribe("ann@example.com");
        council.write([&](db::Tx& tx) -> Result<bool> {
            alerts::end(tx, ann.token);
            return true;
        });
        const auto facts = council.write([&](db::Tx& tx) -> Result<std::vector<journal::Fact>> { return journal::facts_of(tx, ann.id.value); });
        REQUIRE(facts.size() == 3);
        CHECK(facts[0].kind == "alerts.AlertAsked");
        CHECK(facts[1].kind == "alerts.AlertConfirmed");
        CHECK(facts[2].kind == "alerts.AlertEnded");
        for (const auto& fact : facts) {
            CHECK(fact.data.find("ann") == std::string::npos);
            CHECK(fact.data.find(ann.token) == std::string::npos);
        }
    });
}

TEST_CASE("what is closed, or was reported long ago, is no news when it is heard of") {
    in_each_council([](Council& council) {
        const auto ann = council.subscribe("ann@example.com", {.about = About::ward, .ward = "W1"}, Often::at_once);
        const auto closed = council.report(), old = council.report();
        council.write([&](db::Tx& tx) { return cases::close_case(tx, access::Actor::house("test"), closed.case_id, 1, "repaired", ""); });
        council.hear(closed);
        council.clock.advance(std::chrono::days(56));
        council.hear(old);
        council.tell(ann.id);
        CHECK(council.letters(ann.id) == "alert-confirm");
    });
}
