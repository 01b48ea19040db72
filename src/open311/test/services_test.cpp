#include "open311/test/given_open311.h"

using namespace given;

TEST_CASE("the discovery file names this endpoint and both formats, in both formats") {
    in_each_endpoint([](Endpoint& endpoint) {
        for (const auto format : both) {
            const auto said = endpoint.get(std::string("discovery") + ending(format));
            REQUIRE(said.status == 200);
            CHECK(said.header("Content-Type") == georeport::content_type(format));
            const auto read = georeport::read_discovery(said.body, format).value();
            REQUIRE(read.endpoints.size() == 1);
            CHECK(read.endpoints[0].url == "https://www.demo.example/open311/v2");
            CHECK(read.endpoints[0].specification == "http://wiki.open311.org/GeoReport_v2");
            CHECK(read.endpoints[0].type == "production");
            CHECK(read.endpoints[0].formats == std::vector<std::string>{"text/xml", "application/json"});
            CHECK(base::parse_iso(read.changeset) == endpoint.clock.now());
            CHECK(read.key_service.find("demo.example") != std::string::npos);
            CHECK(read.contact.find("https://www.demo.example/contact") != std::string::npos);
        }
    });
}

TEST_CASE("services with a place are offered, the same in XML and JSON") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto xml = georeport::read_services(endpoint.get("services.xml").body, Format::xml).value();
        const auto json = georeport::read_services(endpoint.get("services.json").body, Format::json).value();
        CHECK(xml == json);
        REQUIRE(xml.size() == 2);
        CHECK(xml[0] == georeport::Service{"missed-bin", "Report a missed bin", "Tell us.", true, "realtime", "bin, refuse", "waste"});
        CHECK(xml[1].code == "pothole");
        CHECK_FALSE(xml[1].metadata);
        CHECK(endpoint.get("services.json").body.starts_with("[{\"service_code\":\"missed-bin\""));
    });
}

TEST_CASE("a service's questions are its attributes, but for the one that the description answers") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto definition = georeport::read_definition(endpoint.get("services/missed-bin.json").body, Format::json).value();
        CHECK(definition == georeport::read_definition(endpoint.get("services/missed-bin.xml").body, Format::xml).value());
        REQUIRE(definition.attributes.size() == 2);
        const auto& bin = definition.attributes[0];
        CHECK(bin.code == "bin");
        CHECK(bin.variable);
        CHECK(bin.required);
        CHECK(bin.datatype == "singlevaluelist");
        CHECK(bin.order == 1);
        CHECK(bin.values == std::vector<georeport::Value>{{"general", "Grey & black"}, {"paper", "Brown"}});
        CHECK(definition.attributes[1].datatype == "datetime");
        CHECK(georeport::read_definition(endpoint.get("services/pothole.json").body, Format::json).value().attributes.empty());
    });
}

TEST_CASE("what is not there is 404 in the format asked for: services, documents, jurisdictions") {
    in_each_endpoint([](Endpoint& endpoint) {
        for (const auto format : both)
            for (const auto* path : {"services/nothing", "services/tax", "bogus", "a/b/c", "requests/7TQ2M9KX4BRW", "requests/x", "tokens/12345", "services/x%2Fy"}) {
                const auto said = endpoint.get(path + std::string(ending(format)));
                CAPTURE(std::string(path));
                if (said.status == 400) continue;  // a slash in disguise
                CHECK(said.status == 404);
                faults(said, format);
            }
        CHECK(endpoint.get("services.json?jurisdiction_id=demo.example").status == 200);
        CHECK(endpoint.get("services.json?jurisdiction_id=DEMO.example").status == 200);
        CHECK(endpoint.get("services.json?jurisdiction_id=demo").status == 200);
        CHECK(endpoint.get("services.json?jurisdiction_id=").status == 200);
        for (const auto* path : {"services", "services/missed-bin", "requests", "discovery", "servicerequestupdates"}) {
            const auto said = endpoint.get(std::string(path) + ".xml?jurisdiction_id=elsewhere.gov");
            CHECK(said.status == 404);
            CHECK(faults(said, Format::xml)[0].description.find("jurisdiction_id") != std::string::npos);
        }
        auto elsewhere = pothole;
        elsewhere.emplace_back("jurisdiction_id", "elsewhere.gov");
        CHECK(endpoint.post("requests.json", elsewhere).status == 404);
        CHECK(endpoint.count("cases_case") == 0);
    });
}

TEST_CASE("without an ending XML is spoken, and JSON to who wants nothing else") {
    Endpoint endpoint(db::Engine::sqlite);
    CHECK(endpoint.get("services/missed-bin").header("Content-Type") == "text/xml; charset=utf-8");
    CHECK(endpoint.get("services/missed-bin", "Accept: application/json\r\n").header("Content-Type") == "application/json; charset=utf-8");
    faults(endpoint.get("services"), Format::xml);
    faults(endpoint.get("bogus", "Accept: application/json\r\n"), Format::json);
}

TEST_CASE("a method that a document does not know is refused as an error document, and named") {
    Endpoint endpoint(db::Engine::sqlite);
    const auto said = Client(endpoint.url).ask("PUT /open311/v2/services.json HTTP/1.1\r\nHost: demo\r\nContent-Length: 0\r\n\r\n");
    CHECK(said.status == 405);
    CHECK(said.header("Allow").find("GET") != std::string::npos);
    faults(said, Format::json);
    CHECK(endpoint.post("services.json", {}).status == 405);
}
