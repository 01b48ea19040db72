#include "georeport/georeport.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/text.h"
#include "base/time.h"

using namespace georeport;

namespace {

constexpr Format both[] = {Format::xml, Format::json};

Instant at(const char* text) { return *base::parse_iso(text); }

Request request() {
    return {.id = "7TQ2M9KX4BRW",
            .status = "closed",
            .status_notes = "Filled & rolled <flat>",
            .service_name = "Report a pothole",
            .service_code = "pothole",
            .description = "Two lines:\n\"deep\" ]]> one",
            .agency_responsible = "Streets",
            .service_notice = "",
            .requested = at("2026-11-22T09:30:00Z"),
            .updated = at("2026-11-23T09:30:00Z"),
            .expected = {},
            .address = "4 Elm Road",
            .address_id = "100012345678",
            .zipcode = "AM1 2AB",
            .latitude = 53.5,
            .longitude = -2.25,
            .media_url = "",
            .extended = {{"ward", "Market"}, {"channel", ""}},
            .notes = {{at("2026-11-23T09:30:00Z"), "closed", "Filled"}}};
}

/// Any text at all, as it comes back.
std::string any_text() {
    const auto text = base::to_utf8(*rc::gen::string<std::string>());
    return std::string(base::trim(text));
}

}  // namespace

TEST_CASE("what is written is read back the same, in both formats") {
    for (const auto format : both) {
        CAPTURE(static_cast<int>(format));
        const std::vector<Service> services{{"001", "Bins", "Tell us.", true, "realtime", "bin, refuse", "waste"}, {"x", "Y", "", false, "batch", "", ""}};
        CHECK(read_services(write(services, format), format).value() == services);
        const Definition definition{"001",
                                    {{true, "bin", "singlevaluelist", true, "Choose one", 1, "Which bin?", {{"g", "Grey"}, {"b", "Brown & blue"}}},
                                     {false, "note", "string", false, "", 0, "Only to read", {}}}};
        CHECK(read_definition(write(definition, format), format).value() == definition);
        CHECK(read_requests(write(std::vector{request(), request()}, format), format).value() == std::vector{request(), request()});
        const std::vector<Receipt> receipts{{"1", "", "We will look.", ""}};
        CHECK(read_receipts(write(receipts, format), format).value() == receipts);
        const std::vector<Update> updates{{"7-1", "7", "open", at("2026-11-22T09:30:00Z"), "On its way", ""}};
        CHECK(read_updates(write(updates, format), format).value() == updates);
        CHECK(read_update_receipts(write(std::vector<UpdateReceipt>{{"9"}}, format), format).value() == std::vector<UpdateReceipt>{{"9"}});
        const std::vector<Fault> faults{{"404", "Not there"}, {"x-1", "Odd"}};
        CHECK(read_faults(write(faults, format), format).value() == faults);
        const Discovery discovery{"2026-11-22T09:30:00Z", "Ring us", "Ask us", {{"spec", "https://x/v2", "2026", "production", {"text/xml", "application/json"}}}};
        CHECK(read_discovery(write(discovery, format), format).value() == discovery);
    }
}

TEST_CASE("a document is as the specification shows it") {
    CHECK(write(std::vector<Receipt>{{"293944", "", "", ""}}, Format::xml) ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<service_requests>\n  <request>\n    <service_request_id>293944</service_request_id>\n"
          "  </request>\n</service_requests>\n");
    CHECK(write(std::vector<Receipt>{{"293944", "", "", ""}}, Format::json) == R"([{"service_request_id":"293944"}])");
    CHECK(write(std::vector<Fault>{{"403", "No key"}}, Format::json) == R"([{"code":403,"description":"No key"}])");
    CHECK(write(std::vector<Request>{}, Format::json) == "[]");
    CHECK(read_requests(write(std::vector<Request>{}, Format::xml), Format::xml).value().empty());
    const auto json = write(std::vector<Request>{{.id = "1", .status = "open"}}, Format::json);
    CHECK(json.find(R"("description":null)") != std::string::npos);
    CHECK(json.find("extended_attributes") == std::string::npos);
    const auto definition = write(Definition{"x", {{.code = "a"}}}, Format::xml);
    CHECK(definition.find("<attributes>\n    <attribute>") != std::string::npos);
    CHECK(definition.find("<values") == std::string::npos);
}

TEST_CASE("any text at all is written as well-formed XML and JSON, and comes back") {
    CHECK(rc::check([] {
        Request written{.id = "1", .status = "open", .description = any_text()};
        const auto back = read_requests(write(std::vector{written}, Format::json), Format::json);
        RC_ASSERT(back.has_value());
        RC_ASSERT(back->at(0) == written);
        RC_ASSERT(read_requests(write(std::vector{written}, Format::xml), Format::xml).has_value());
    }));
    const Request odd{.id = "1", .status = "open", .description = "a\x01" "b\uFFFE" "c\r\nd\re \xff"};
    CHECK(read_requests(write(std::vector{odd}, Format::xml), Format::xml).value()[0].description == "a\uFFFDb\uFFFDc\nd\ne \uFFFD");
}

TEST_CASE("what servers in the wild do is forgiven") {
    CHECK(read_services(R"({"services": [{"service_code": 7, "service_name": "Bins", "metadata": "true"}]})", Format::json).value() ==
          std::vector<Service>{{"7", "Bins", "", true, "realtime", "", ""}});
    CHECK(read_services(R"([{"service": {"service_code": "7"}}])", Format::json).value()[0].code == "7");
    CHECK(read_requests(R"({"service_requests": {"request": {"service_request_id": 101005420892, "status": "CLOSED", "lat": "53.5", "updated_datetime": ""}}})",
                        Format::json).value() == std::vector<Request>{{.id = "101005420892", .status = "closed", .latitude = 53.5}});
    CHECK(read_requests(R"({"service_request_id": "1"})", Format::json).value().size() == 1);
    CHECK(read_requests(R"({"requests": []})", Format::json).value().empty());
    CHECK(read_requests("<service_requests><request/></service_requests>", Format::xml).value().empty());
    CHECK(read_receipts(R"([{"service_notice": "We will look."}, {}, null])", Format::json).value().empty());
    CHECK(read_definition("<service_definition><service_code>D</service_code><attribute><code>c</code><datatype>singlevaluelist</datatype>"
                          "<values><value><key>1</key><name>One</name></value></values></attribute></service_definition>", Format::xml)
              .value().attributes.at(0).values == std::vector<Value>{{"1", "One"}});
    CHECK(read_faults("<error>No key</error>", Format::xml).value() == std::vector<Fault>{{"", "No key"}});
    CHECK(read_faults(R"({"errors": [{"code": "404", "description": "gone"}]})", Format::json).value()[0].code == "404");
    CHECK(read_updates("<service_requests_updates><request_update><update_id>1</update_id></request_update></service_requests_updates>", Format::xml)
              .value().size() == 1);
    CHECK(read_services("<services><service><service_code><![CDATA[a & b]]></service_code></service></services>", Format::xml).value()[0].code == "a & b");
}

TEST_CASE("a number is read to its last bit, in both formats") {
    CHECK(rc::check([] {
        const auto written = *rc::gen::inRange<std::int64_t>(-1'800'000'000, 1'800'000'000);
        const Request request{.id = "1", .status = "open", .latitude = static_cast<double>(written) / 1e7, .longitude = static_cast<double>(written) / 3e7};
        for (const auto format : both) RC_ASSERT(read_requests(write(std::vector{request}, format), format).value() == std::vector{request});
    }));
    CHECK(read_requests(R"([{"service_request_id": 1e400, "lat": 1e400, "long": -0.0}])", Format::json).value()[0].latitude == std::nullopt);
}

TEST_CASE("what is no such document is refused") {
    for (const auto* text : {"", " ", "<services", "<a/>", "<services><service></services>", "plain"})
        CHECK_FALSE(read_services(text, Format::xml).has_value());
    for (const auto* text : {"", "{", "{}", "7", "\"services\"", R"([{"service_code": 001}])", "null"})
        CHECK_FALSE(read_services(text, Format::json).has_value());
    CHECK_FALSE(read_definition("<service_definition/>", Format::xml).has_value());
    CHECK_FALSE(read_discovery("[]", Format::json).has_value());
}

TEST_CASE("entities of its own, depth and size of a hostile document cost little and are refused or passed over") {
    const auto bomb = read_services("<!DOCTYPE s [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
                                    "<services><service><service_code>&b;&f;</service_code></service></services>", Format::xml);
    CHECK((!bomb || bomb->at(0).code == "&b;&f;"));
    std::string deep, nested;
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    for (int i = 0; i < 100'000; ++i) nested += '[';
    CHECK_FALSE(read_services(deep, Format::xml).has_value());
    for (int i = 0; i < 100'000; ++i) deep += "</a>";
    CHECK_FALSE(read_services(deep, Format::xml).has_value());
    CHECK_FALSE(read_services(nested, Format::json).has_value());
    std::string many = "<services>";
    for (int i = 0; i < 600'000; ++i) many += "<service/>";
    CHECK_FALSE(read_services(many + "</services>", Format::xml).has_value());
    CHECK_FALSE(read_services(std::string(9 * 1024 * 1024, ' ') + "[]", Format::json).has_value());
}
