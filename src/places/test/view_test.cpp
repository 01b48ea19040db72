#include "places/view.h"

#include "places/test/given_places.h"

#include <string>

namespace {

bool has(const html::Html& html, std::string_view text) { return std::string_view(html.str()).find(text) != std::string_view::npos; }

}  // namespace

TEST_CASE("an address field is the field alone, with what a script wants around it") {
    using html::operator""_html;
    const auto finder = places::address_finder("<input name=\"location\">"_html);
    CHECK(has(finder, R"(data-module="gh-address-finder" data-source="/api/v1/addresses")"));
    CHECK(has(finder, R"(data-many="{count} addresses found")"));
    CHECK(has(finder, R"(><input name="location"></div>)"));
}

TEST_CASE("what was typed to find an address gives way to the address; other words are kept") {
    for (const auto engine : given::engines()) {
        const given::Town town(engine);
        CHECK(town.db->read(given::context(), [&](db::Tx& tx) -> Result<bool> {
            const auto text_of = [&](const char* typed) { return places::check(tx, {.text = typed, .point = {}, .uprn = "1010"})->text; };
            for (const auto* typed : {"", "gh12ab", "10 albion st", "GH1", "albion street gh1 2ab", "10 Albion Street, Ambleford, GH1 2AB"})
                CHECK(text_of(typed) == "10 Albion Street, Ambleford, GH1 2AB");
            CHECK(text_of("behind the shed") == "behind the shed");
            return true;
        }));
    }
}
