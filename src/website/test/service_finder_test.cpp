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
