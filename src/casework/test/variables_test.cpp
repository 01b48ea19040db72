#include "casework/variables.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

TEST_CASE("a process knows choices, numbers and days as what they are, and of what people wrote only that there is something") {
    const auto form = forms::read_form(R"([
        {"code": "items", "type": "choices", "label": "A", "choices": [{"code": "sofa", "label": "A sofa"}, {"code": "bed", "label": "A bed"}]},
        {"code": "count", "type": "number", "label": "B", "decimals": 1}, {"code": "worth", "type": "money", "label": "C"},
        {"code": "days", "type": "date_range", "label": "D"}, {"code": "clock", "type": "time", "label": "E"},
        {"code": "plate", "type": "vehicle", "label": "F"}, {"code": "post", "type": "postcode", "label": "G"}, {"code": "words", "type": "text", "label": "H"}])");
    REQUIRE(form);
    const forms::Answers answers{{"items", "sofa,bed"}, {"count", "2.5"}, {"worth", "1250"}, {"days", "2026-03-01/2026-03-14"}, {"clock", "14:30"},
                                 {"plate", "AB12CDE"}, {"post", "M1 1AE"}, {"words", "My name is Rosa"}};
    CHECK(boost::json::serialize(casework::variables_of(*form, answers)) ==
          R"({"items":["sofa","bed"],"count":2.5E0,"worth":1250,"days":{"from":"2026-03-01","to":"2026-03-14"},"clock":"14:30","plate":true,"post":true,"words":true})");
}
