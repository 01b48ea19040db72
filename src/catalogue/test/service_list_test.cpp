// The national list of services, links of councils, and services of other systems.

#include "catalogue/past_service.h"
#include "catalogue/service_list.h"
#include "db/test/given.h"

using catalogue::CouncilLink;
using catalogue::ListedService;
using imports::Fate;

TEST_CASE("the national list is loaded once, and changes where it differs") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Tenant tenant(engine);
        const auto load = [&](const std::vector<ListedService>& services, bool rehearsal = false) {
            return tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<std::vector<Fate>> { return catalogue::load_listed(tx, services, rehearsal); }).value();
        };
        const auto find = [&](std::int64_t lgsl) {
            return tenant.db->read(given::context(), [&](db::Tx& tx) -> Result<std::optional<ListedService>> { return catalogue::find_listed(tx, lgsl); }).value();
        };
        std::vector<ListedService> services{{524, "Missed bins", "What to do.", true}, {1152, "Abandoned trolleys", "", false}};
        CHECK(load(services, true) == std::vector{Fate::added, Fate::added});
        CHECK_FALSE(find(524));
        CHECK(load(services) == std::vector{Fate::added, Fate::added});
        services[0].label = "Missed bin collections";
        CHECK(load(services) == std::vector{Fate::changed, Fate::same});
        CHECK(find(524) == services[0]);
        CHECK(find(1152) == services[1]);
    }
}

TEST_CASE("links are kept by council, service and interaction") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Tenant tenant(engine);
        const std::vector<CouncilLink> links{{"leicester", 2, 8, "https://www.leicester.gov.uk/a"}, {"leicester", 2, 17, "https://www.leicester.gov.uk/b"}, {"salford", 2, 8, "https://www.salford.gov.uk/"}};
        for (const auto fate : {Fate::added, Fate::same})
            CHECK(tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<std::vector<Fate>> { return catalogue::load_links(tx, links); }).value() == std::vector(3, fate));
        const auto found = tenant.db->read(given::context(), [](db::Tx& tx) -> Result<std::vector<CouncilLink>> { return catalogue::links_of(tx, "leicester"); }).value();
        CHECK(found == std::vector(links.begin(), links.begin() + 2));
    }
}

TEST_CASE("a link is one that a page can show") {
    CHECK(catalogue::tidy_link(" https://a.gov.uk/x?y=1#z ") == "https://a.gov.uk/x?y=1#z");
    CHECK(catalogue::tidy_link("HTTP://a.gov.uk") == "HTTP://a.gov.uk");
    CHECK(catalogue::tidy_link("https://a.gov.uk/dead animal") == "https://a.gov.uk/dead%20animal");
    CHECK(catalogue::tidy_link("https://a.gov.uk/party_\xe2\x80\x93_guide") == "https://a.gov.uk/party_%E2%80%93_guide");
    for (const std::string_view none : {"", "javascript:alert(1)", "//a.gov.uk", "https://", "https:///x", "ftp://a.gov.uk", "www.a.gov.uk", "https://a\xff"}) {
        CAPTURE(none);
        CHECK_FALSE(catalogue::tidy_link(none));
    }
    CHECK_FALSE(catalogue::tidy_link("https://a.gov.uk/" + std::string(2000, 'a')));
    CHECK_FALSE(catalogue::tidy_link("https://a.gov.uk/" + std::string(1000, ' ') + "x"));
}

TEST_CASE("a service of another system is a definition that nobody is offered") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Tenant tenant(engine);
        const catalogue::PastService bulky{.source = "la311", .name = "Metal/\"Household\" Appliances", .team = "Taken over"};
        const auto keep = [&](const catalogue::PastService& service) {
            return tenant.db->write(given::context(), [&](db::Tx& tx) { return catalogue::keep_past_service(tx, service); }).value();
        };
        const auto kept = keep(bulky);
        CHECK(kept->name == bulky.name);
        CHECK(kept->past);
        CHECK(kept->outcome_label("cancelled") == "Cancelled");
        CHECK(keep(bulky) == kept);
        CHECK(kept->code.starts_with("past-metal-household-appliances-"));
        CHECK(keep({.source = "la311", .name = "Metal Household Appliances", .team = "Taken over"})->code != kept->code);
        CHECK(keep({.source = "other", .name = bulky.name, .team = "Taken over"})->code != kept->code);
        CHECK(catalogue::code_of({.source = "x", .name = std::string(200, 'a'), .team = "T"}).size() <= 60);
        CHECK(catalogue::code_of({.source = "x", .name = "\xe6\xad\xa9", .team = "T"}).starts_with("past-"));
        CHECK(tenant.db->read(given::context(), [&](db::Tx& tx) -> Result<bool> {
                  CHECK(catalogue::find_live(tx, kept->code).error().kind == Kind::not_found);
                  CHECK(catalogue::live_services(tx)->empty());
                  return true;
              }).has_value());
    }
}
