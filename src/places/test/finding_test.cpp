#include "places/test/given_places.h"

TEST_CASE("an address is found by its postcode in any spelling, or by the start of one") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        const given::Town town(engine);
        for (const auto* typed : {"GH1 2AB", "gh12ab", " gh1  2ab ", "Gh1-2aB", "GH1 2AB."}) {
            CAPTURE(typed);
            CHECK(town.find(typed) == "1002 1010 1011");
        }
        CHECK(town.find("gh1 2a") == "1002 1010 1011 1014 1012 1013 1100 3002");
        CHECK(town.find("GH12") == "1002 1010 1011 1014 1012 1013 1100 3002 2001");  // GH1 2.. and GH12
        CHECK(town.find("gh2") == "4002 4001");
        CHECK(town.find("gh2 1aa", 1) == "4002");
        CHECK(town.find("GH9 9ZZ").empty());
        CHECK(town.find("10 gh1 2ab") == "1010 1011");
        CHECK(town.find("10A, GH12AB") == "1011");
    }
}

TEST_CASE("an address is found by number and street as people write them, in the order a postman calls") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        const given::Town town(engine);
        CHECK(town.find("10 albion") == "1010 1011");
        CHECK(town.find("10a Albion St") == "1011");
        CHECK(town.find("albion street 2") == "1002");
        CHECK(town.find("2 alb") == "3002 1002");  // Mews before Street
        CHECK(town.find("12 Albion Street, Ambleford, GH1 2AC") == "1014 1012 1013");
        CHECK(town.find("flat 10, 12 albion street") == "1013");
        CHECK(town.find("2, 12 albion street") == "1012");
        CHECK(town.find("1 st marys rd") == "2001");
        CHECK(town.find("1 Saint Mary’s Road") == "2001");
        CHECK(town.find("albion str") == "1002 1010 1011 1014 1012 1013 1100");
        CHECK(town.find("albion str", 3) == "1002 1010 1011");
    }
}

TEST_CASE("a house is found by its name, alone or with its street, and among streets of the same name") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        const given::Town town(engine);
        CHECK(town.find("rose cott") == "4001");
        CHECK(town.find("Rose Cottage, Dyer Lane, Ambleford, GH2 1AA") == "4001");
        CHECK(town.find("dyer ln") == "4002 4001");
        CHECK(town.find("7 dyer lane") == "4002");
        CHECK(town.find("albion", 3) == "4002 3002 1002");
    }
}

TEST_CASE("a misspelt street is found by the postcode beside it") {
    for (const auto engine : given::engines()) {
        const given::Town town(engine);
        CHECK(town.find("10 Albeon Street GH1 2AB") == "1010 1011");
    }
}

TEST_CASE("nothing is found for next to nothing, for a number alone, and for what is no address") {
    for (const auto engine : given::engines()) {
        const given::Town town(engine);
        for (const auto* typed : {"", " ", "a", "1", "12", "flat 2", "%", "' OR 1=1 --", "zzz", "\xff\xfe", "12 %", "_ _", "albion zzz"}) {
            CAPTURE(typed);
            CHECK(town.find(typed).empty());
        }
        CHECK(town.find(std::string(100'000, 'a')).empty());
        CHECK(town.find("albion", 0).empty());
    }
}
