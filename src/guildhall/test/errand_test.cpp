// The errand of a missed bin, over HTTP and through every room: what a resident and the staff notice.

#include "guildhall/test/given_house.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

using namespace std::chrono_literals;
using given::Browser;
using given::has;
using given::House;
using given::in_each_house;
using given::missed_bin;
using given::with;

namespace {

constexpr const char* missed_bin_report = "/services/missed-bin/report";

/// The case's page, as the worklist's only line links it.
std::string page_of_only_case(Browser& officer) {
    const auto list = officer.get("/staff/worklist");
    const auto at = list.body.find("/staff/cases/");
    REQUIRE(at != std::string::npos);
    return list.body.substr(at, list.body.find('"', at) - at);
}

std::string changes_on(const given::Answer& page) {
    const std::string mark = "name=\"changes\" value=\"";
    const auto at = page.body.find(mark);
    REQUIRE(at != std::string::npos);
    return page.body.substr(at + mark.size(), page.body.find('"', at + mark.size()) - at - mark.size());
}

}  // namespace

TEST_CASE("a resident reports and follows it, an officer closes it, and a message to the resident waits") {
    in_each_house([](House& house) {
        house.staff("olu", "officer", {house.waste});
        house.open();
        Browser rosa(house.url), olu(house.url);
        CHECK(has(rosa.get("/"), "Report a missed bin collection"));
        const auto sent = rosa.fill(missed_bin_report, missed_bin());
        REQUIRE(sent.status == 303);
        const auto thanks = sent.header("Location");
        CHECK(rosa.get(thanks).status == 200);
        CHECK(house.count("notifications_message") == 1);

        olu.sign_in("olu");
        const auto page = page_of_only_case(olu);
        const auto shown = olu.get(page);
        for (const auto* words : {"Rosa Green", "1 Mill Lane, GH1 2AB", "At the back gate", "General waste"}) CHECK_MESSAGE(has(shown, words), words);
        CHECK(has(olu.get("/staff/search?q=rosa"), page));
        CHECK(house.count("journal_fact WHERE kind = 'cases.CasesSearched'") == 1);  // before the answer left
        CHECK(olu.fill(page, {}).status == 405);
        olu.get(page);
        CHECK(olu.post(page + "/closure", {{"changes", changes_on(shown)}, {"outcome", "collected"}, {"text", "Done by the late crew"}}).status == 303);
        CHECK(has(olu.get(page), "Done by the late crew"));
        CHECK(house.count("notifications_message") == 2);

        const auto tracking = thanks.substr(0, thanks.rfind("/sent"));
        CHECK(has(rosa.get(tracking), "The bin has been emptied"));  // the browser that sent it need not ask
        Browser another_day(house.url);
        CHECK_FALSE(has(another_day.get(tracking), "The bin has been emptied"));
        CHECK(another_day.post(tracking, {{"contact", "ROSA@example.com"}}).header("Location") == tracking);
        CHECK(has(another_day.get(tracking), "The bin has been emptied"));
        CHECK(another_day.post("/requests/stop-following", {}).status == 303);
        CHECK_FALSE(has(another_day.get(tracking), "The bin has been emptied"));
    });
}

TEST_CASE("a form with mistakes comes back with all of them and with what was typed, and goes through when mended") {
    in_each_house([](House& house) {
        house.open();
        Browser rosa(house.url);
        const auto again = rosa.fill(missed_bin_report, {{"details", "At the back gate"}, {"email", "rosa@"}, {"phone", "1"}});
        CHECK(again.status == 422);
        for (const auto* words : {"Enter the address where the bin should have been emptied", "Select which bin was missed", "Enter an email address", "At the back gate",
                                  "rosa@", "Error: "})
            CHECK_MESSAGE(has(again, words), words);
        CHECK(house.count("cases_case") == 0);
        CHECK(rosa.fill(missed_bin_report, missed_bin()).status == 303);
        CHECK(house.count("cases_case") == 1);
    });
}

TEST_CASE("the same form posted twenty times at once makes one case, and every answer leads to it") {
    in_each_house([](House& house) {
        house.open();
        Browser rosa(house.url);
        rosa.get(missed_bin_report);
        std::mutex mutex;
        std::set<std::string> places;
        std::atomic<int> thanked{0};
        std::vector<std::jthread> threads;
        for (int i = 0; i < 20; ++i)
            threads.emplace_back([&] {
                auto tab = rosa;
                const auto answer = tab.post(missed_bin_report, missed_bin());
                thanked += answer.status == 303;
                const std::scoped_lock lock(mutex);
                places.insert(answer.header("Location"));
            });
        threads.clear();
        CHECK(thanked == 20);
        CHECK(places.size() == 1);
        CHECK(house.count("cases_case") == 1);
        CHECK(house.count("notifications_message") == 1);
        auto changed = rosa;
        CHECK(changed.post(missed_bin_report, missed_bin("Somebody Else")).status == 409);
        CHECK(house.count("cases_case") == 1);
    });
}

TEST_CASE("a form that did not come from our page changes nothing") {
    in_each_house([](House& house) {
        house.staff("olu", "officer", {house.waste});
        house.open();
        Browser rosa(house.url), other(house.url), olu(house.url);
        other.get(missed_bin_report);
        rosa.get(missed_bin_report);
        CHECK(rosa.post_bare(missed_bin_report, missed_bin()).status == 403);
        CHECK(rosa.post_bare(missed_bin_report, with(with(missed_bin(), "csrf", other.csrf()), "operation", rosa.operation())).status == 403);
        const auto cross = "POST " + std::string(missed_bin_report) + " HTTP/1.1\r\nHost: demo\r\nSec-Fetch-Site: cross-site\r\nOrigin: https://evil.example\r\n" + rosa.cookie_line();
        const auto body = given::encoded(with(with(missed_bin(), "csrf", rosa.csrf()), "operation", rosa.operation()));
        CHECK(given::Client(house.url)
                  .ask(cross + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body)
                  .status == 403);
        CHECK(given::Client(house.url)
                  .ask(cross + "Content-Type: text/plain\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body)
                  .status >= 400);
        CHECK(house.count("cases_case") == 0);

        const auto taken = house.request({{"bin", "general"}});
        olu.sign_in("olu");
        const auto page = "/staff/cases/" + to_string(taken.case_id);
        olu.get(page);
        for (const auto* verb : {"/closure", "/reopening", "/notes"}) CHECK(olu.get(page + verb + "?outcome=collected&changes=1").status == 405);
        CHECK(olu.post_bare(page + "/closure", {{"changes", "1"}, {"outcome", "collected"}}).status == 403);
        CHECK(house.read([&](db::Tx& tx) { return cases::find_case(tx, access::Actor::house("test"), taken.case_id); })->changes == 1);
    });
}

TEST_CASE("fields that a form does not have are ignored, whoever sends them") {
    in_each_house([](House& house) {
        house.open();
        Browser rosa(house.url);
        auto form = missed_bin();
        for (const auto* field : {"role", "owner", "status", "state", "created_at", "person", "team", "agent", "channel", "interaction", "outcome", "id"}) form.emplace_back(field, "1");
        CHECK(rosa.fill(missed_bin_report, form).status == 303);
        REQUIRE(house.read([](db::Tx& tx) -> Result<bool> {
            for (const auto row : db::Rows(tx.query_text("SELECT c.state, r.channel, r.answers FROM cases_case c JOIN cases_request r ON r.case_id = c.id", {}))) {
                CHECK(row.get<std::string>(0) == "open");
                CHECK(row.get<std::string>(1) == "web");
                CHECK(row.get<std::string>(2).find("role") == std::string::npos);
            }
            return true;
        }));
    });
}

TEST_CASE("hostile words in every field are words on every page that shows them") {
    in_each_house([](House& house) {
        house.staff("lee", "team_leader", {house.waste});
        house.open();
        Browser lee(house.url);
        lee.sign_in("lee");
        const std::vector<std::string> hostile{"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "</title><svg onload=alert(1)>",
                                               "{{7*7}}<%=7*7%>%n", "' onmouseover='alert(1)"};
        for (const auto& words : hostile) {
            Browser rosa(house.url);
            auto form = with(with(with(missed_bin(words), "details", words), "location", words), "phone", "");
            const auto sent = rosa.fill(missed_bin_report, form);
            REQUIRE(sent.status == 303);
            const auto wrong = rosa.fill(missed_bin_report, with(form, "bin", words));
            CHECK(wrong.status == 422);
            const auto page = house.db().read(house.now(), [](db::Tx& tx) -> Result<std::string> {
                for (const auto row : db::Rows(tx.query_text("SELECT MAX(id) FROM cases_case", {}))) return "/staff/cases/" + std::to_string(row.get<std::int64_t>(0));
                return std::string();
            });
            lee.get(*page);
            CHECK(lee.post(*page + "/notes", {{"changes", "1"}, {"text", words}}).status == 303);
            lee.get("/staff/contacts/new");
            CHECK(lee.post("/staff/contacts/new", {{"channel", "phone"}, {"minutes", "3"}, {"name", words}, {"note", words}, {"outcome", "answered"}}).status == 303);
            const auto query = given::encoded({{"q", words}});
            for (const auto& path : {*page, std::string("/staff/worklist"), std::string("/staff/contacts"), "/staff/search?" + query, "/requests?" + given::encoded({{"reference", words}}),
                                     "/staff/worklist?" + given::encoded({{"before", words}, {"state", words}}), "/staff/sign-in?" + given::encoded({{"next", words}})}) {
                const auto answer = lee.get(path);
                INFO(path);
                CHECK(answer.status < 500);
                for (const auto* live : {"<script>alert", "<img src=x", "<svg onload", "\" onmouseover=", "' onmouseover='alert(1)'", "href=\"javascript:"}) CHECK_FALSE(has(answer, live));
            }
            CHECK_FALSE(has(wrong, "<script>alert"));
            CHECK_FALSE(has(wrong, "<img src=x"));
        }
    });
}

TEST_CASE("a request is shown to who knows its reference and a contact detail, and a wrong guess tells nothing") {
    in_each_house([](House& house) {
        house.open();
        const auto taken = house.request({{"bin", "general"}, {"name", "Rosa Green"}, {"email", "rosa@example.com"}, {"details", "secret gate"}});
        const auto path = "/requests/" + taken.reference.text();
        Browser stranger(house.url);
        const auto asked = stranger.get(path);
        CHECK(asked.status == 200);
        for (const auto* secret : {"Rosa", "rosa@", "gate", "Mill"}) CHECK_FALSE(has(asked, secret));
        base::SeededRandom other(5);
        const auto nowhere = "/requests/" + Reference::random(other).text();
        const auto wrong_contact = stranger.fill(path, {{"contact", "pat@example.com"}});
        const auto wrong_reference = stranger.fill(nowhere, {{"contact", "rosa@example.com"}});
        CHECK(wrong_contact.status == 422);
        CHECK(wrong_reference.status == 422);
        for (const auto* answer : {&wrong_contact, &wrong_reference})
            for (const auto* secret : {"Rosa", "secret gate", "Mill Lane"}) CHECK_FALSE(has(*answer, secret));
        CHECK(stranger.fill(path, {{"contact", "rosa@example.com"}}).status == 303);
        CHECK(has(stranger.get(path), "We received it"));
        for (const auto* odd : {"/requests/1", "/requests/%00", "/requests/..%2f..%2fetc", "/requests/%27%20OR%201=1"}) CHECK(stranger.get(odd).status >= 400);
    });
}

TEST_CASE("who closes a case that a colleague has changed is told so, with the words still there") {
    in_each_house([](House& house) {
        house.staff("olu", "officer", {house.waste});
        house.open();
        const auto taken = house.request({{"bin", "general"}});
        const auto page = "/staff/cases/" + to_string(taken.case_id);
        Browser one(house.url), two(house.url);
        one.sign_in("olu");
        two.sign_in("olu");
        one.get(page);
        two.get(page);
        CHECK(one.post(page + "/closure", {{"changes", "1"}, {"outcome", "collected"}}).status == 303);
        CHECK(one.post(page + "/closure", {{"changes", "1"}, {"outcome", "collected"}}).status == 303);  // the same form again
        const auto late = two.post(page + "/closure", {{"changes", "1"}, {"outcome", "no_action"}, {"text", "my careful words"}});
        CHECK(late.status == 409);
        CHECK(has(late, "Somebody else changed this case"));
        CHECK(has(late, "my careful words"));
        two.get(page);
        for (const auto* changes : {"", "x", "-1", "99999999999999999999"}) {
            two.get(page);
            CHECK(two.post(page + "/reopening", {{"changes", changes}}).status == 409);
        }
        two.get(page);
        CHECK(two.post(page + "/reopening", {{"changes", "2"}, {"text", std::string(5001, 'x')}}).status == 422);
        two.get(page);
        CHECK(two.post(page + "/reopening", {{"changes", "2"}, {"reason", "not_fixed"}}).status == 303);
    });
}

TEST_CASE("words about a case that went out of sight meanwhile are shown to their writer again") {
    in_each_house([](House& house) {
        house.staff("olu", "officer", {house.waste});
        house.staff("ada", "administrator", {});
        house.open();
        const auto taken = house.request({{"bin", "general"}});
        Browser olu(house.url), ada(house.url);
        olu.sign_in("olu");
        ada.sign_in("ada");
        const auto path = "/staff/cases/" + to_string(taken.case_id);
        CHECK(olu.get(path).status == 200);
        CHECK(ada.fill(path + "/handover", {{"changes", "1"}, {"team", to_string(house.parks)}, {"owner", ""}, {"text", "Yours"}}).status == 303);
        for (const auto* action : {"/notes", "/reply", "/handover"}) {
            const auto lost = olu.post(path + action, {{"changes", "1"}, {"team", to_string(house.parks)}, {"text", "The lorry <was> late"}});
            CHECK_MESSAGE(lost.status == 404, action);
            CHECK(has(lost, "The lorry &lt;was&gt; late"));
            CHECK(has(lost, "data-refused"));
        }
        CHECK_FALSE(has(olu.get(path), "This was not saved"));
        CHECK(house.count("cases_note") == 1);
    });
}

TEST_CASE("a contact is keyed in once however often it is sent, and a request is added to it without asking again") {
    in_each_house([](House& house) {
        house.staff("ash", "agent", {house.waste});
        house.open();
        Browser ash(house.url);
        ash.sign_in("ash");
        const given::Form call{{"channel", "phone"}, {"minutes", "4"}, {"name", "Rosa Green"}, {"phone", "0161 496 0000"}, {"outcome", "answered"}, {"service", "missed-bin"}};
        for (const auto& [field, value] : {std::pair{"channel", "smoke"}, {"minutes", "-3"}, {"minutes", "9999999999"}, {"outcome", "lost"}, {"phone", "12"}})
            CHECK_MESSAGE(ash.fill("/staff/contacts/new", with(call, field, value)).status == 422, field);
        const auto sent = ash.fill("/staff/contacts/new", call);
        CHECK(sent.status == 303);
        CHECK(ash.post("/staff/contacts/new", call).header("Location") == sent.header("Location"));
        CHECK(house.count("contact_interaction") == 1);
        const auto form = ash.get(sent.header("Location"));
        CHECK(has(form, "Rosa Green"));
        CHECK(ash.post(sent.header("Location"), missed_bin()).status == 303);
        CHECK(house.count("contact_interaction") == 1);
        CHECK(house.count("cases_case") == 1);
        CHECK(ash.get("/staff/contacts/424242/requests/missed-bin").status == 404);
        CHECK(ash.get("/staff/contacts/x/requests/missed-bin").status == 404);
    });
}

TEST_CASE("an error page bears the mark of its own policy, so that its colours and its script are let in") {
    House house(db::Engine::sqlite);
    house.open();
    const auto page = Browser(house.url).get("/services/nothing");
    CHECK(page.status == 404);
    const auto policy = page.header("Content-Security-Policy");
    const auto at = policy.find("'nonce-");
    REQUIRE(at != std::string::npos);
    CHECK(has(page, "nonce=\"" + policy.substr(at + 7, policy.find('\'', at + 7) - at - 7) + '"'));
    CHECK(has(page, " data-refused"));
}

TEST_CASE("odd addresses are not found or refused, and never broken") {
    House house(db::Engine::sqlite);
    house.staff("ada", "administrator", {});
    house.open();
    Browser ada(house.url);
    ada.sign_in("ada");
    for (const auto& path : std::vector<std::string>{"/services/", "/services/nothing", "/services/missed-bin%00", "/services/%2e%2e%2fetc", "/services/missed-bin/report/", "/staff/cases/0", "/staff/cases/-1",
                                   "/staff/cases/99999999999999999999", "/staff/cases/1e3", "/staff/cases/%31%00", "/staff/cases/" + std::string(4000, '1'), "/staff/jobs/1", "/..%2f..%2fetc/passwd",
                                   "/staff/cases/1;jsessionid=2", "/assets/../../etc/passwd", "/staff//cases"}) {
        const auto answer = ada.get(path);
        CHECK_MESSAGE((answer.status >= 400 && answer.status < 500), path.substr(0, 60));
    }
    for (const auto* path : {"/staff/worklist?before=x&at=y", "/staff/worklist?before=-1&before_at=99999999999999999999", "/staff/worklist?page=1e400&state=%00", "/staff/search?q=%22%22%22*", "/staff/search?limit=-1"})
        CHECK_MESSAGE(ada.get(path).status < 500, path);
}

TEST_CASE("what a part of the house could not take in is listed, and is tried again when an administrator asks") {
    House house(db::Engine::sqlite);
    house.staff("ada", "administrator", {});
    house.staff("olu", "officer", {house.waste});
    house.open();
    REQUIRE(house.db().write(db::Context{.actor = "test", .now = house.clock.now()}, [&](db::Tx& tx) -> Result<bool> {
        static constexpr db::Sql miss{"test.miss", "INSERT INTO journal_missed (name, position, problem, at) VALUES (?, ?, ?, ?)",
                                      "INSERT INTO journal_missed (name, position, problem, at) VALUES ($1, $2, $3, $4)"};
        tx.run(miss, "cases.told", 7, "journal.broken <odd>", tx.now());
        return true;
    }));
    Browser ada(house.url), olu(house.url);
    ada.sign_in("ada");
    olu.sign_in("olu");
    auto page = ada.get("/staff/jobs");
    CHECK(has(page, "cases.told/7"));
    CHECK(has(page, "journal.broken &lt;odd&gt;"));
    CHECK(olu.post("/staff/jobs/cases.told/7/retry", {}).status == 403);
    CHECK_FALSE(has(ada.get("/staff/jobs"), "To be tried again"));
    CHECK(ada.post("/staff/jobs/cases.told/7/retry", {}).status == 303);
    page = ada.get("/staff/jobs");
    CHECK(has(page, "To be tried again in a moment"));
    for (const auto* gone : {"/staff/jobs/cases.told/8/retry", "/staff/jobs/cases.told/7x/retry", "/staff/jobs/nobody/7/retry"})
        CHECK(ada.post(gone, {}).status == 404);
}

TEST_CASE("a clock set back an hour keeps people signed in, takes requests, and keeps the journal's order") {
    in_each_house([](House& house) {
        house.staff("olu", "officer", {house.waste});
        house.open(true);
        Browser olu(house.url), rosa(house.url);
        olu.sign_in("olu");
        CHECK(rosa.fill(missed_bin_report, missed_bin()).status == 303);
        house.clock.set(given::start - 1h);
        const auto page = page_of_only_case(olu);
        CHECK(rosa.fill(missed_bin_report, missed_bin("Second")).status == 303);
        olu.get(page);
        CHECK(olu.post(page + "/closure", {{"changes", "1"}, {"outcome", "collected"}}).status == 303);
        CHECK(olu.get("/staff/worklist").status == 200);
        house.clock.set(given::start + 1h);
        olu.get(page);
        CHECK(olu.post(page + "/reopening", {{"changes", "2"}}).status == 303);
        for (int i = 0; i < 200 && house.count("journal_waiting") > 0; ++i) (void)house.db().wait(journal::placed_signal, ~0ULL, 50ms);
        const auto placed = house.count("journal_place");  // letters may be sent meanwhile, and add facts of their own
        const auto verdict = journal::verify(house.db(), house.clock.now());
        REQUIRE(verdict);
        CHECK_FALSE(verdict->fault);
        CHECK(placed > 8);
        CHECK(verdict->verified >= placed);
        REQUIRE(house.read([](db::Tx& tx) -> Result<bool> {
            std::map<std::int64_t, std::int64_t> numbers;
            for (const auto& fact : journal::facts_after(tx, 0, 1000)) CHECK(fact.number == ++numbers[fact.subject.id]);
            return true;
        }));
    });
}
