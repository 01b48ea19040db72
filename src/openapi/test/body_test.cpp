#include "openapi/body.h"
#include "openapi/request_body.h"
#include "openapi/writer.h"

#include <doctest/doctest.h>

using namespace openapi;

namespace {

std::string nested(std::size_t depth) { return R"({"answers": )" + std::string(depth, '[') + std::string(depth, ']') + '}'; }

std::vector<std::string> fields_of(std::string_view body) {
    const auto read = read_request_body(body);
    std::vector<std::string> fields;
    if (!read)
        for (const auto& problem : read.error().fields) fields.push_back(problem.field);
    return fields;
}

}  // namespace

TEST_CASE("what two programs could read differently is no JSON to us") {
    const std::string bodies[] = {
        "", " ", "x", "{", R"({"service")", R"({"service": "a"} {"service": "b"})", R"({"service": "a"}x)",
        R"({"service": "a", "service": "b"})", R"({"service": "a", "s\u0065rvice": "b"})", R"({"answers": {"a": "1", "a": "2"}})",
        R"({"location": {"latitude": 1e400}})", "{\"service\": \"\xff\"}", R"({"service": "\ud800"})", "\xef\xbb\xbf{}",
        R"({"service": 'a'})", R"({"service": "a",})", "{/* */}", R"({"a": NaN})", R"({"a": 01})", "{\"a\": \"\n\"}",
        nested(40), nested(100'000), "[]", "7", "null", R"("text")"};
    for (const auto& body : bodies) {
        CAPTURE(body.substr(0, 100));
        const auto read = read_request_body(body);
        REQUIRE_FALSE(read);
        CHECK(read.error().key == "web.malformed");
        CHECK(read.error().fields.size() == 1);
    }
    CHECK(parse_body(nested(30)));
}

TEST_CASE("a member of a wrong type is named by its path") {
    CHECK(fields_of(R"({"service": 7})") == std::vector<std::string>{"service"});
    CHECK(fields_of(R"({"service": {"a": 1}, "answers": [], "location": "here", "contact": 1, "description": true})") ==
          std::vector<std::string>{"service", "answers", "location", "contact", "description"});
    CHECK(fields_of(R"({"service": "s", "answers": {"a": 1, "b": ["x"], "c": null, "d": "fine"}})") ==
          std::vector<std::string>{"answers.a", "answers.b"});
    CHECK(fields_of(R"({"service": "s", "location": {"uprn": 100012345678, "latitude": "53", "longitude": -2}})") ==
          std::vector<std::string>{"location.uprn", "location.latitude", "location.latitude"});
    CHECK(fields_of(R"({"service": "s", "location": {"latitude": 53}})") == std::vector<std::string>{"location.longitude"});
    CHECK(fields_of(R"({"service": "s\u0000", "description": "\u0000"})") == std::vector<std::string>{"service", "description"});
    CHECK(fields_of(R"({"service": null})") == std::vector<std::string>{"service"});
}

TEST_CASE("numbers of any size are read without harm") {
    const auto read = read_request_body(R"({"service": "s", "location": {"latitude": 123456789012345678901234567890, "longitude": -1e-400}})");
    REQUIRE(read);
    CHECK(read->location.point->latitude == doctest::Approx(1.2345678901234568e29));
    CHECK(read->location.point->longitude == 0);
}

TEST_CASE("a body with thousands of mistakes is answered with fifty") {
    std::string body = R"({"service": "s", "answers": {)";
    for (int i = 0; i < 5000; ++i) body += (i ? ",\"q" : "\"q") + std::to_string(i) + "\": 1";
    CHECK(fields_of(body + "}}").size() == 50);
}

TEST_CASE("whatever stands in a text goes out as JSON") {
    const std::string text = "\"\\\n\r\t\x01 </script> \xe2\x80\xa8 \xf0\x9f\x9a\xae";
    const auto out = Object().text("a\"b", text).decimal("d", -2.25).none("n").flag("f", true).array("l", Array().add(text)).str();
    const auto back = parse_body(out);
    REQUIRE(back);
    CHECK(std::string_view(back->at("a\"b").as_string()) == text);
    CHECK(back->at("d").as_double() == -2.25);
    CHECK(std::string_view(back->at("l").at(0).as_string()) == text);
}
