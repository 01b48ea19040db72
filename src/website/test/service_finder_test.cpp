#include "website/service_finder.h"

#include <doctest/doctest.h>

namespace {

std::vector<catalogue::DefinitionPtr> services(std::initializer_list<std::pair<const char*, const char*>> named) {
    std::vector<catalogue::DefinitionPtr> all;
    for (const auto& [code, name] : named) all.push_back(std::make_shared<catalogue::Definition>(catalogue::Definition{.code = code, .name = name}));
    return all;
}

}  // namespace

TEST_CASE("a service stands under the letter of what it is about") {
    const auto letters = website::by_letter(services({{"bin", "Report a missed bin collection"}, {"noise", "Complain about noise"}, {"report", "Report"}, {"999", "999"}}), "report complain about a an the");
    CHECK(letters.at('M').front()->code == "bin");
    CHECK(letters.at('N').front()->code == "noise");
    CHECK(letters.at('R').front()->code == "report");
    CHECK(letters.at('#').front()->code == "999");
}

TEST_CASE("what is asked for most comes first, and the rest stays in its order") {
    const std::vector<std::string> first{"c", "gone", "a"};
    const auto ordered = website::in_order(services({{"a", "A"}, {"b", "B"}, {"c", "C"}, {"d", "D"}}), first);
    std::string codes;
    for (const auto& service : ordered) codes += service->code;
    CHECK(codes == "cabd");
    auto asked_everywhere = services({{"a", "A"}, {"b", "B"}, {"c", "C"}});
    asked_everywhere.push_back(std::make_shared<catalogue::Definition>(catalogue::Definition{.code = "d", .common = true}));
    CHECK(website::in_order(asked_everywhere, {}).front()->code == "d");
    CHECK(website::in_order(asked_everywhere, first).at(2)->code == "d");
}
