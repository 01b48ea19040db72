#include "open311/test/given_open311.h"

#include <boost/json.hpp>

using namespace given;

TEST_CASE("a request is taken from a form and told its id, in the format asked for") {
    in_each_endpoint([](Endpoint& endpoint) {
        for (const auto format : both) {
            const auto said = endpoint.post(std::string("requests") + ending(format), missed_bin);
            REQUIRE(said.status == 200);
            CHECK(said.header("Content-Type") == georeport::content_type(format));
            const auto receipts = georeport::read_receipts(said.body, format).value();
            REQUIRE(receipts.size() == 1);
            CHECK(Reference::parse(receipts[0].id));
            CHECK(receipts[0].token.empty());
            CHECK(receipts[0].service_notice == "We will come back.");
            const auto found = kept(endpoint, receipts[0].id);
            CHECK(found.request.channel == "api");
            CHECK(found.request.answers == forms::Answers{{"bin", "general"}, {"details", "At the back gate"}});
            CHECK(found.place.text == "4 Elm Road");
            CHECK(found.place.uprn == "100012345678");
            CHECK(found.place.point == places::Point{53.5, -2.25});
            CHECK(found.person.name == "Ann Lee");
            CHECK(found.person.email == "ann@example.com");
            CHECK(found.person.phone == "+441614960000");
        }
    });
}

TEST_CASE("an attribute is taken in brackets, with empty brackets behind, and a moment where a day is asked for") {
    in_each_endpoint([](Endpoint& endpoint) {
        auto form = missed_bin;
        std::erase_if(form, [](const auto& field) { return field.first == "attribute[bin]"; });
        form.emplace_back("attribute[bin][]", "paper");
        form.emplace_back("attribute[since]", "2026-11-20T00:00:00Z");
        form.emplace_back("attribute[fixmystreet_id]", "17");
        const auto found = kept(endpoint, endpoint.submit(form));
        CHECK(found.request.answers.at(0) == forms::Answer{"bin", "paper"});
        CHECK(found.request.answers.at(1) == forms::Answer{"since", "2026-11-20"});
        CHECK(found.request.answers.size() == 3);
    });
}

TEST_CASE("a description that the service does not ask for, and the address of a picture, are kept as further words") {
    in_each_endpoint([](Endpoint& endpoint) {
        auto form = pothole;
        form.emplace_back("media_url", "https://pictures.example/1.jpg");
        const auto found = kept(endpoint, endpoint.submit(form));
        REQUIRE(found.history.size() == 2);
        CHECK(found.history[1].what == cases::What::word);
        CHECK(found.history[1].words == "Deep as a bath\nA file about this is at https://pictures.example/1.jpg");
        CHECK(first_fault(endpoint.post("requests.json", with(pothole, "media_url", "javascript:alert(1)"))).starts_with("media_url: "));
    });
}

TEST_CASE("what is missing or wrong is 400, each named as GeoReport names it; an unknown service is 404") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto wrong = [&](const Form& form) {
            const auto said = endpoint.post("requests.json", form);
            CHECK(said.status == 400);
            return first_fault(said);
        };
        CHECK(wrong({}).starts_with("service_code: "));
        CHECK(wrong({{"service_code", ""}}).starts_with("service_code: "));
        CHECK(wrong({{"service_code", "pothole"}}) == "lat and long, address_string or address_id: Enter where");
        CHECK(wrong(with(missed_bin, "attribute[bin]", "")) == "attribute[bin]: Select which bin");
        CHECK(wrong(with(missed_bin, "attribute[bin]", "gold")).starts_with("attribute[bin]: "));
        CHECK(wrong(with(missed_bin, "long", "")).starts_with("long: "));
        CHECK(wrong(with(missed_bin, "lat", "fifty")).starts_with("lat: "));
        CHECK(wrong(with(missed_bin, "lat", "nan")).starts_with("lat: "));
        CHECK(wrong(with(missed_bin, "lat", "91")).starts_with("lat and long"));
        CHECK(wrong(with(missed_bin, "address_id", "abc")).starts_with("lat and long"));
        CHECK(wrong(with(missed_bin, "email", "nobody")).starts_with("email: "));
        CHECK(wrong(with(missed_bin, "attribute[since]", "2026-02-30")).starts_with("attribute[since]: "));
        CHECK(wrong(with(missed_bin, "description", std::string(4001, 'x'))).starts_with("description: "));
        CHECK(wrong(with(missed_bin, "description", std::string(2001, 'x'))).starts_with("description: "));
        for (const auto* code : {"nothing", "tax", "../missed-bin"}) {
            const auto said = endpoint.post("requests.xml", with(pothole, "service_code", code));
            CHECK(said.status == 404);
            CHECK(first_fault(said, Format::xml).find("service_code") != std::string::npos);
        }
        const auto all = faults(endpoint.post("requests.json", {{"service_code", "missed-bin"}, {"email", "nobody"}}), Format::json);
        CHECK(all.size() == 3);
        CHECK(endpoint.count("cases_case") == 0);
        CHECK(endpoint.count("people_person") == 0);
    });
}

TEST_CASE("a field sent twice with two values is refused, the same twice is forgiven") {
    in_each_endpoint([](Endpoint& endpoint) {
        for (const auto* field : {"service_code", "lat", "email", "description", "attribute[bin]"}) {
            auto twice = missed_bin;
            twice.emplace_back(field, "other");
            const auto said = endpoint.post("requests.json", twice);
            CHECK(said.status == 400);
            CHECK(first_fault(said).starts_with(std::string(field) + ": "));
        }
        auto same = missed_bin;
        same.insert(same.end(), missed_bin.begin(), missed_bin.end());
        endpoint.submit(same);
    });
}

TEST_CASE("hostile bytes in every field become words or a refusal, never a broken document") {
    in_each_endpoint([](Endpoint& endpoint) {
        const std::string hostile[] = {"\xff\xfe\xc0\x80", std::string("a\0b", 3), "]]><x>&e;", "\x01\x1f\x7f", "\xef\xbf\xbe", "'; DROP TABLE cases_case; --",
                                       "<script>alert(1)</script>", "{{7*7}}%n%s", std::string(20'000, 'x')};
        const auto key = endpoint.key();
        for (const auto& field : missed_bin)
            for (const auto& value : hostile)
                for (const auto format : both) {
                    CAPTURE(field.first);
                    const auto said = endpoint.post(std::string("requests") + ending(format), with(missed_bin, field.first, value));
                    CHECK((said.status == 200 || said.status == 400 || said.status == 404));
                    if (said.status == 200)
                        CHECK(georeport::read_receipts(said.body, format).has_value());
                    else
                        faults(said, format);
                }
        const auto json = endpoint.get("requests.json?extensions=true&api_key=" + key), xml = endpoint.get("requests.xml?extensions=true&api_key=" + key);
        CHECK(boost::json::parse(json.body).as_array().size() > 10);
        CHECK(base::is_utf8(xml.body));
        CHECK(georeport::read_requests(xml.body, Format::xml).value().size() == boost::json::parse(json.body).as_array().size());
    });
}

TEST_CASE("a huge form, too many fields, and another type of body are refused as error documents") {
    Endpoint endpoint(db::Engine::sqlite);
    const auto huge = endpoint.post("requests.json", with(pothole, "description", std::string(300'000, 'x')));
    CHECK(huge.status == 413);
    faults(huge, Format::json);
    Form many = pothole;
    for (int i = 0; i < 1500; ++i) many.emplace_back("attribute[x" + std::to_string(i) + "]", "1");
    CHECK(endpoint.post("requests.json", many).status >= 400);
    const auto json = Client(endpoint.url).ask("POST /open311/v2/requests.json HTTP/1.1\r\nHost: demo\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    CHECK(json.status == 400);
    CHECK(first_fault(json).starts_with("service_code: "));
    CHECK(endpoint.count("cases_case") == 0);
}

TEST_CASE("sent again with its key a request is taken once") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto first = endpoint.post("requests.json", pothole, "Idempotency-Key: 7\r\n");
        const auto again = endpoint.post("requests.json", pothole, "Idempotency-Key: 7\r\n");
        CHECK(first.body == again.body);
        CHECK(endpoint.count("cases_case") == 1);
        const auto other = endpoint.post("requests.json", with(pothole, "description", "Other"), "Idempotency-Key: 7\r\n");
        CHECK(other.status == 400);
        faults(other, Format::json);
    });
}

TEST_CASE("a key that is wrong is 403, in the format asked for; none is needed to send a request") {
    in_each_endpoint([](Endpoint& endpoint) {
        for (const auto format : both) {
            const auto path = std::string("requests") + ending(format);
            for (const auto* key : {"nonsense", "gh_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a\r\nX: y"}) {
                const auto said = endpoint.post(path, with(pothole, "api_key", key));
                CHECK(said.status == 403);
                CHECK(first_fault(said, format).find("api_key") != std::string::npos);
                CHECK(endpoint.get(path + "?api_key=nonsense").status == 403);
            }
            CHECK(endpoint.post(path, with(pothole, "api_key", endpoint.key())).status == 200);
            CHECK(endpoint.post(path, pothole, "Authorization: Bearer " + endpoint.key() + "\r\n").status == 200);
            CHECK(endpoint.post(path, pothole).status == 200);
        }
    });
}

TEST_CASE("a key has a rate of its own") {
    Endpoint endpoint(db::Engine::sqlite, {.per_minute = 1, .burst = 3});
    const auto key = endpoint.key(), other = endpoint.key();
    for (int i = 0; i < 3; ++i) CHECK(endpoint.get("services.json?api_key=" + key).status == 200);
    const auto said = endpoint.get("services.json?api_key=" + key);
    CHECK(said.status == 429);
    CHECK_FALSE(said.header("Retry-After").empty());
    faults(said, Format::json);
    CHECK(endpoint.get("services.json?api_key=" + other).status == 200);
    endpoint.clock.advance(std::chrono::minutes(2));
    CHECK(endpoint.get("services.json?api_key=" + key).status == 200);
}
