// Which interactions of a service are had by electronic means.

#include "catalogue/interactions.h"

#include <doctest/doctest.h>

namespace {

catalogue::Definition skip_licence() {
    catalogue::Definition made{.code = "skip", .lgsl = 521, .lgil = 0, .name = "Ask for a skip licence"};
    made.article = "What to know.";
    made.script.greeting = "I will ask where it stands.";
    made.location_label = "Where?";
    return made;
}

}  // namespace

TEST_CASE("a service is had on the web, over Open311 where it has a place, and by an agent whose first task keeps the record") {
    const auto all = catalogue::interactions_of(skip_licence(), true);
    REQUIRE(all.size() == 2);
    CHECK(all[0].lgil == 0);
    CHECK((all[0].web && all[0].open311 && all[0].telephone && all[0].counter));
    CHECK(all[1].lgil == catalogue::informing);
    CHECK((all[1].web && !all[1].open311 && all[1].telephone));
}

TEST_CASE("an attended channel does not count where the first task is done out there, or nobody has anything to say") {
    CHECK_FALSE(catalogue::interactions_of(skip_licence(), false)[0].telephone);
    auto silent = skip_licence();
    silent.script.greeting.clear();
    CHECK_FALSE(catalogue::interactions_of(silent, true)[0].counter);
    CHECK(catalogue::interactions_of(silent, true)[0].web);
}

TEST_CASE("what the law does not permit is counted neither as permitted nor as had, and says why") {
    auto bound = skip_licence();
    bound.not_permitted = {{0, "The licence is handed over in person"}};
    const auto all = catalogue::interactions_of(bound, true);
    CHECK(all[0].reason == "The licence is handed over in person");
    CHECK_FALSE(all[0].electronic());
    const auto figures = catalogue::count(all);
    CHECK(figures.permitted == 1);
    CHECK(figures.had == 1);
    CHECK(figures.per_mille() == 1000);
}

TEST_CASE("the table as a file holds no formula") {
    auto sly = skip_licence();
    sly.name = "=1+1 \"now\"";
    CHECK(catalogue::to_csv(catalogue::interactions_of(sly, true)).find("\"'=1+1 \"\"now\"\"\",521,0,yes") != std::string::npos);
}
