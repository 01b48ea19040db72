#include "open311/test/given_open311.h"

using namespace given;

namespace {

/// Asks in many ways, and by branches.
void publish_skip(Endpoint& endpoint) {
    endpoint.publish_asking("skip", R"json([
          {"code": "ground", "type": "choices", "label": "On what?", "required": true, "choices": [{"code": "road", "label": "Road"}, {"code": "bay", "label": "Bay"}]},
          {"code": "bays", "type": "number", "label": "How many bays?", "required": true, "missing": "Enter how many bays", "when": "list contains(ground, \"bay\")", "least": 1, "most": 4},
          {"code": "period", "type": "date_range", "label": "When?", "hint": "Up to four weeks", "required": true, "most": 28},
          {"code": "worth", "type": "money", "label": "What does it cost?"},
          {"code": "clock", "type": "time", "label": "At what time?"},
          {"code": "plate", "type": "vehicle", "label": "Which lorry?"},
          {"code": "details", "type": "long_text", "label": "More?", "when": "worth > 100000"}])json");
}

const Form skip{{"service_code", "skip"}, {"address_string", "4 Elm Road"}, {"attribute[ground]", "road"}, {"attribute[period]", "2026-12-01/2026-12-14"}};

}  // namespace

TEST_CASE("several choices are a list of several values, amounts are numbers, and what GeoReport has no type for says how it is spelled") {
    in_each_endpoint([](Endpoint& endpoint) {
        publish_skip(endpoint);
        const auto definition = georeport::read_definition(endpoint.get("services/skip.json").body, Format::json).value();
        std::string types;
        for (const auto& attribute : definition.attributes) types += attribute.code + ' ' + attribute.datatype + (attribute.required ? " required; " : "; ");
        CHECK(types == "ground multivaluelist required; bays number; period string required; worth number; clock string; plate string; details text; ");
        CHECK(definition.attributes[1].datatype_description == "A whole number, such as 12. Asked only where this holds of the other attributes (in FEEL): list contains(ground, \"bay\")");
        CHECK(definition.attributes[2].datatype_description == "Up to four weeks. The first and the last day, such as 2026-11-22/2026-12-01");
        CHECK(definition.attributes[0].values.size() == 2);
    });
}

TEST_CASE("what a branch asks is refused by its name where it is missing, and dropped where it is not asked") {
    in_each_endpoint([](Endpoint& endpoint) {
        publish_skip(endpoint);
        auto bay = skip;
        bay.emplace_back("attribute[ground]", "bay");
        CHECK(first_fault(endpoint.post("requests.json", bay)) == "attribute[bays]: Enter how many bays");
        bay.emplace_back("attribute[bays]", "2");
        bay.emplace_back("attribute[worth]", "12.50");
        bay.emplace_back("attribute[clock]", "14:30");
        bay.emplace_back("attribute[plate]", "ab12 cde");
        CHECK(kept(endpoint, endpoint.submit(bay)).request.answers ==
              forms::Answers{{"ground", "road,bay"}, {"bays", "2"}, {"period", "2026-12-01/2026-12-14"}, {"worth", "1250"}, {"clock", "14:30"}, {"plate", "AB12CDE"}});
        const auto found = kept(endpoint, endpoint.submit(with(skip, "attribute[bays]", "2")));
        CHECK(found.request.answers == forms::Answers{{"ground", "road"}, {"period", "2026-12-01/2026-12-14"}});
    });
}

TEST_CASE("only several choices take several values, and a description is lost to no branch") {
    in_each_endpoint([](Endpoint& endpoint) {
        publish_skip(endpoint);
        auto twice = with(skip, "attribute[plate]", "AB12 CDE");
        twice.emplace_back("attribute[plate]", "XY09 ZZZ");
        CHECK(first_fault(endpoint.post("requests.json", twice)).starts_with("attribute[plate]: "));
        const auto found = kept(endpoint, endpoint.submit(with(skip, "description", "For the kitchen")));
        REQUIRE(found.history.size() == 2);
        CHECK(found.history[1].words == "For the kitchen");
    });
}
