// Articles, as residents and staff meet them: who reads what, and how a text comes to stand there.

#include "guildhall/test/given_house.h"
#include "guildhall/test/sources.h"

using given::Browser;
using given::House;

namespace {

const std::string secret = "velvet umbrella";

/// An article with a secret in its staff part, one for staff alone, and people of each sort.
void furnish(House& house) {
    REQUIRE(house.write([&](db::Tx& tx) -> Result<bool> {
        const auto chief = access::Actor::house("test");
        knowledge::Article article{.slug = "kerbs", .title = "Kerbs", .summary = "Where kerbs are lowered", .services = {"missed-bin"}, .everybody = "We lower **kerbs**.", .staff = "Say " + secret + "."};
        article.review_on = *base::parse_iso_day("2026-01-01");
        TRY(knowledge::save_article(tx, chief, article));
        article.slug = "inside";
        article.title = "Inside " + secret;
        article.everybody.clear();
        TRY(knowledge::save_article(tx, chief, article));
        return true;
    }));
    house.staff("agent", "agent", {house.waste});
    house.staff("leader", "team_leader", {house.waste});
}

bool leaks(const given::Answer& answer) { return (answer.head + answer.body).find(secret) != std::string::npos; }

given::Form bees() {
    return {{"title", "Bees in a wall"}, {"summary", "Leave them alone"}, {"slug", ""}, {"version", "0"}, {"everybody", "They do **no harm**. <script>alert(1)</script>"},
            {"staff", "Ask about allergies."}, {"services", "noise"}, {"questions", "noise.source"}, {"owner", "Parks"},
            {"review-day", "1"}, {"review-month", "3"}, {"review-year", "2027"}};
}

void set(given::Form& form, const std::string& field, const std::string& value) {
    for (auto& [name, old] : form)
        if (name == field) old = value;
}

}  // namespace

TEST_CASE("a visitor reads and finds the public part of an article, and nothing of what is for staff") {
    given::in_each_house([](House& house) {
        furnish(house);
        house.open();
        Browser visitor(house.url);
        const auto kerbs = visitor.get("/help/kerbs");
        CHECK(kerbs.status == 200);
        CHECK(kerbs.body.find("We lower <strong>kerbs</strong>.") != std::string::npos);
        CHECK(kerbs.body.find("/services/missed-bin") != std::string::npos);
        CHECK(visitor.get("/help/inside").status == 404);
        CHECK(visitor.get("/help").body.find("/help/kerbs") != std::string::npos);
        for (const auto* path : {"/help", "/help/kerbs", "/help/inside", "/help?q=inside", "/help?q=umbrela", "/help?q=Say", "/staff/knowledge",
                                 "/staff/knowledge/kerbs", "/staff/knowledge/kerbs/edit", "/staff/knowledge/kerbs/versions", "/staff/knowledge/kerbs/versions/1"}) {
            INFO(path);
            CHECK_FALSE(leaks(visitor.get(path)));
        }
        CHECK(visitor.get("/help?q=umbrella").body.find("/help/") == std::string::npos);
        const auto searched = visitor.get("/help?q=%3Cscript%3Ealert(1)%3C/script%3E");
        CHECK(searched.status == 200);
        CHECK(searched.body.find("<script>alert") == std::string::npos);
    });
}

TEST_CASE("staff who may read articles see both parts marked, and who may not read them sees none") {
    given::in_each_house([](House& house) {
        furnish(house);
        REQUIRE(house.write([&](db::Tx& tx) -> Result<bool> {
            (void)tx.query_text("DELETE FROM access_role_permission WHERE role = 'officer' AND permission = 'knowledge.read'", {})->next();
            return true;
        }));
        house.staff("officer", "officer", {house.waste});
        house.open();
        Browser agent(house.url), officer(house.url);
        agent.sign_in("agent");
        const auto both = agent.get("/staff/knowledge/kerbs");
        CHECK(leaks(both));
        CHECK(both.body.find("gh-part--everybody") < both.body.find("gh-part--staff"));
        CHECK(both.body.find("/edit") == std::string::npos);
        CHECK(agent.get("/staff/knowledge?q=umbrella").body.find("/staff/knowledge/kerbs") != std::string::npos);
        CHECK(agent.get("/staff/knowledge").body.find("Review due") != std::string::npos);
        CHECK(agent.get("/staff/knowledge/kerbs/edit").status == 403);
        agent.get("/staff/account");
        CHECK(agent.post("/staff/knowledge/new", bees()).status == 403);
        officer.sign_in("officer");
        for (const auto* path : {"/staff/knowledge", "/staff/knowledge/kerbs", "/help/kerbs", "/help?q=umbrella"}) CHECK_FALSE(leaks(officer.get(path)));
        CHECK(officer.get("/staff/knowledge/kerbs").status == 403);
    });
}

TEST_CASE("whoever writes articles previews, saves, changes and goes back to an earlier version") {
    given::in_each_house([](House& house) {
        furnish(house);
        house.open();
        Browser leader(house.url);
        leader.sign_in("leader");
        auto form = bees();
        form.emplace_back("preview", "1");
        const auto preview = leader.fill("/staff/knowledge/new", form);
        CHECK(preview.status == 200);
        CHECK(preview.body.find("They do <strong>no harm</strong>.") != std::string::npos);
        CHECK(preview.body.find("<script>alert") == std::string::npos);
        CHECK(leader.get("/staff/knowledge/bees-in-a-wall").status == 404);
        CHECK(leader.fill("/staff/knowledge/new", bees()).status == 303);
        CHECK(leader.get("/help/bees-in-a-wall").status == 200);
        auto changed = bees();
        set(changed, "version", "1");
        set(changed, "summary", "Ring a beekeeper");
        CHECK(leader.fill("/staff/knowledge/bees-in-a-wall/edit", changed).status == 303);
        CHECK(leader.get("/help/bees-in-a-wall").body.find("Ring a beekeeper") != std::string::npos);
        const auto late = leader.fill("/staff/knowledge/bees-in-a-wall/edit", changed);
        CHECK(late.status == 409);
        CHECK(late.body.find("Ring a beekeeper") != std::string::npos);
        CHECK(leader.get("/staff/knowledge/bees-in-a-wall/versions").body.find("/versions/1") != std::string::npos);
        CHECK(leader.get("/staff/knowledge/bees-in-a-wall/versions/1").body.find("Leave them alone") != std::string::npos);
        const auto again = leader.get("/staff/knowledge/bees-in-a-wall/edit?version=1");
        CHECK(again.body.find("Leave them alone") != std::string::npos);
        CHECK(again.body.find("name=\"version\" value=\"2\"") != std::string::npos);
        CHECK(leader.get("/staff/knowledge/bees-in-a-wall/versions/9").status == 404);
        const auto compared = leader.get("/staff/knowledge/bees-in-a-wall/compare");
        CHECK(compared.body.find("<del>Summary: Leave them alone</del>") != std::string::npos);
        CHECK(compared.body.find("<ins>Summary: Ring a beekeeper</ins>") != std::string::npos);
        CHECK(leader.get("/staff/knowledge/bees-in-a-wall/compare?from=2&to=2").body.find("are the same") != std::string::npos);
        CHECK(leader.get("/staff/knowledge/bees-in-a-wall/compare?from=2&to=9").status == 404);
    });
}

TEST_CASE("a visitor says without script whether an article helped, once, and editors see how many it helped and what was wanted") {
    given::in_each_house([](House& house) {
        furnish(house);
        house.open();
        Browser visitor(house.url), agent(house.url), leader(house.url);
        const auto answer = [](Browser& browser, const std::string& page, const std::string& what, given::Form form) {
            browser.get(page);
            form.emplace_back("version", "1");
            return browser.post(page + what, form);
        };
        const given::Form no{{"helped", "no"}};
        const auto back = answer(visitor, "/help/kerbs", "/helped", no);
        CHECK(back.status == 303);
        const auto asked = visitor.get("/help/kerbs?helped=no&of=kerbs");
        CHECK(asked.body.find("What were you looking for?") != std::string::npos);
        CHECK(asked.body.find("Leave out names") != std::string::npos);
        CHECK(answer(visitor, "/help/kerbs", "/wanted", {{"wanted", "kerb at 5 Hill Road"}}).status == 303);
        visitor.get("/help/kerbs");
        CHECK(visitor.post("/help/inside/helped", no).status == 404);
        CHECK(visitor.post("/help/kerbs/helped", no).status == 303);
        CHECK(visitor.post("/help/kerbs/helped", no).status == 303);  // the same form again: counted once
        agent.sign_in("agent");
        CHECK(answer(agent, "/staff/knowledge/kerbs", "/helped", {{"helped", "yes"}, {"back", "//evil.example"}}).status == 303);
        CHECK(agent.get("/staff/knowledge/kerbs").body.find("found it helpful") == std::string::npos);
        leader.sign_in("leader");
        const auto seen = leader.get("/staff/knowledge/kerbs").body;
        CHECK(seen.find("1 of 3 found it helpful") != std::string::npos);
        CHECK(seen.find("kerb at Hill Road") != std::string::npos);
    });
}

TEST_CASE("an article that cannot stand is shown again with every word of it and what is wrong") {
    given::in_each_house([](House& house) {
        furnish(house);
        house.open();
        Browser leader(house.url);
        leader.sign_in("leader");
        auto form = bees();
        set(form, "title", "");
        set(form, "review-day", "31");
        set(form, "review-month", "2");
        set(form, "services", "../etc");
        const auto refused = leader.fill("/staff/knowledge/new", form);
        CHECK(refused.status == 422);
        CHECK(refused.body.find("Enter a title") != std::string::npos);
        CHECK(refused.body.find("Enter the day when") != std::string::npos);
        CHECK(refused.body.find("../etc") != std::string::npos);
        CHECK(refused.body.find("Ask about allergies.") != std::string::npos);
    });
}

TEST_CASE("every article we bring names services, questions and teams that are there, and every link in it leads somewhere") {
    House house(db::Engine::sqlite);
    house.open();
    Browser visitor(house.url);
    REQUIRE(house.read([&](db::Tx& tx) -> Result<bool> {
        const auto articles = knowledge::all_articles(tx, knowledge::Audience::staff);
        CHECK(articles.size() >= 10);
        const std::regex link("\\]\\((/[^)]*)\\)");
        for (const auto& article : articles) {
            INFO(article.slug);
            CHECK_FALSE(article.owner.empty());
            for (const auto& code : article.services) CHECK_MESSAGE(catalogue::find_live(tx, code), code);
            for (const auto& named : article.questions) {
                const auto dot = named.find('.');
                const auto service = catalogue::find_live(tx, named.substr(0, dot));
                REQUIRE_MESSAGE(service, named);
                CHECK_MESSAGE((*service)->form.find(named.substr(dot + 1)) != nullptr, named);
            }
            const auto text = article.everybody + article.staff;
            for (std::sregex_iterator hit(text.begin(), text.end(), link), end; hit != end; ++hit)
                CHECK_MESSAGE(visitor.get((*hit)[1].str()).status == 200, (*hit)[1].str());
        }
        return true;
    }));
}
