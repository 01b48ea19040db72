// The rules by themselves: signatures, addresses, pauses, verdicts, files.

#include "connectors/answers.h"
#include "connectors/circuit.h"
#include "connectors/csv_file.h"
#include "connectors/matter.h"
#include "connectors/signing.h"
#include "connectors/told.h"
#include "connectors/webhook_destination.h"
#include "web/web_address.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace connectors {
namespace {

using namespace std::chrono_literals;

bool is_public(const char* text) {
    unsigned char bytes[16];
    if (inet_pton(AF_INET, text, bytes) == 1) return web::is_public(std::span<const unsigned char>(bytes, 4));
    REQUIRE(inet_pton(AF_INET6, text, bytes) == 1);
    return web::is_public(std::span<const unsigned char>(bytes, 16));
}

TEST_CASE("only addresses that the whole internet may reach are public") {
    for (const auto* inside : {"127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
                               "192.0.2.1", "198.18.0.1", "198.51.100.9", "203.0.113.9", "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1",
                               "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1"}) {
        CAPTURE(inside);
        CHECK_FALSE(is_public(inside));
    }
    for (const auto* outside : {"1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1"}) {
        CAPTURE(outside);
        CHECK(is_public(outside));
    }
}

TEST_CASE("an address with a password, a fragment, a blank or another scheme is none") {
    for (const auto* good : {"https://works.example/api", "http://10.2.3.4:8080", "https://works.example?x=1"}) CHECK(web::is_web_address(good));
    for (const auto* bad : {"", "https://", "ftp://works.example", "file:///etc/passwd", "https://me:secret@works.example", "https://works.example/#x", "https://works.example/a b",
                            "https://works.example/\r\nHost: x", "https:///x", "gopher://x", "HTTPS://x", "https://:80"})
        CHECK_FALSE(web::is_web_address(bad));
}

TEST_CASE("a signature is the one that Standard Webhooks shows as its example") {
    const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", id = "msg_p5jXN8AQM9LWM0D4loKWxJek", body = R"({"test": 2432232314})";
    const Instant at{std::chrono::seconds{1614265330}};
    CHECK(sign({secret}, id, at, body) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    const auto signatures = sign({secret}, id, at, body);
    CHECK(is_signed({secret}, {id, "1614265330", signatures}, body, at));
    CHECK(is_signed({"another secret", secret}, {id, "1614265330", "v1,x v1a,y " + signatures}, body, at + 4min));
    CHECK_FALSE(is_signed({secret}, {id, "1614265330", signatures}, body, at + 6min));
    CHECK_FALSE(is_signed({secret}, {id, "1614265330", signatures}, body, at - 6min));
    CHECK_FALSE(is_signed({secret}, {id, "1614265331", signatures}, body, at));
    CHECK_FALSE(is_signed({secret}, {"msg_other", "1614265330", signatures}, body, at));
    CHECK_FALSE(is_signed({secret}, {id, "1614265330", signatures}, body + " ", at));
    CHECK_FALSE(is_signed({""}, {id, "1614265330", sign({"x"}, id, at, body)}, body, at));
    CHECK_FALSE(is_signed({secret}, {id, "99999999999999999999", signatures}, body, at));
    CHECK_FALSE(is_signed({secret}, {id, "", signatures}, body, at));
}

TEST_CASE("while a secret is changed, a message carries a signature by each, and either is believed") {
    const Instant at{std::chrono::seconds{1614265330}};
    const auto signatures = sign({"the new secret", "the one before"}, "m", at, "{}");
    for (const auto* secret : {"the new secret", "the one before"}) CHECK(is_signed({secret}, {"m", "1614265330", signatures}, "{}", at));
}

TEST_CASE("pauses grow from seconds to an hour, are never the same for all, and respect what was asked for") {
    rc::check("the pause lies between half and all of the step", [](std::uint64_t seed) {
        base::SeededRandom random(seed);
        const auto attempt = *rc::gen::inRange(1, 40);
        const auto step = std::min<Duration>(1h, Duration(5s) * (std::int64_t{1} << std::min(attempt - 1, 20)));
        const auto pause = pause_after(attempt, random);
        RC_ASSERT(pause >= step / 2);
        RC_ASSERT(pause <= step);
        RC_ASSERT(pause_after(attempt, random, 2h) >= Duration(2h));
        RC_ASSERT(pause_after(attempt, random, 1000h) <= Duration(6h));
    });
}

TEST_CASE("a destination that is down lets one try through at a time, and one success opens it for all") {
    const Instant now{std::chrono::seconds{1'000'000}};
    Circuit circuit;
    for (int i = 0; i < 2; ++i) circuit = failed(circuit, now, 10s);
    CHECK_FALSE(held_until(circuit, now));
    circuit = failed(circuit, now, 10s);
    CHECK(held_until(circuit, now) == now + 10s);
    CHECK_FALSE(held_until(circuit, now + 10s));
    circuit = begun(circuit, now + 10s);
    CHECK(held_until(circuit, now + 10s) == now + 10s + probe_holds);
    CHECK_FALSE(held_until(succeeded(), now));
}

TEST_CASE("an errand is answered once, and its status is the newest, in whatever order words come") {
    rc::check("against a model that sorts", [] {
        const auto count = *rc::gen::inRange<std::size_t>(1, 8);
        std::vector<std::pair<std::int64_t, bool>> words;  // position, is an answer
        for (std::size_t i = 0; i < count; ++i) words.emplace_back(i + 1, *rc::gen::arbitrary<bool>());
        for (std::size_t i = count; i > 1; --i) std::swap(words[i - 1], words[*rc::gen::inRange<std::size_t>(0, i)]);
        Known known;
        int answers = 0;
        for (const auto& [position, is_answer] : words) {
            const auto verdict = judge(known, position, true, is_answer);
            answers += verdict == Verdict::answers;
            RC_ASSERT((verdict == Verdict::late) <= (position < known.position));
            known.settled = known.settled || verdict == Verdict::answers;
            known.position = std::max(known.position, position);
        }
        const bool any = std::ranges::any_of(words, [](const auto& word) { return word.second; });
        RC_ASSERT(answers == (any ? 1 : 0));
        RC_ASSERT(known.position == static_cast<std::int64_t>(count));
    });
}

TEST_CASE("what is kept of a matter is what comes back, and what may not leave is not in it") {
    rc::check("there and back", [](const std::string& words, const std::string& name) {
        const auto clean = base::to_utf8(words), who = base::to_utf8(name);
        const Matter matter{.reference = "7TQ2M9KX4BRW", .service = "x", .service_name = clean, .words = clean, .place = {1.5, -2.25, clean, "1", "2"},
                            .answers = {{"a", clean, clean, true}, {"b", "", clean, false}}, .photos = {"https://x.example/1"}, .person = Person{who, "", "0161"}};
        const auto back = read_matter(to_json(matter));
        RC_ASSERT(back.has_value());
        RC_ASSERT(*back == matter);
        const auto bare = leaving(matter, {});
        RC_ASSERT((bare == Matter{.reference = "7TQ2M9KX4BRW", .service = "x", .service_name = clean}));
        RC_ASSERT(leaving(matter, {Part::answers}).answers.size() == 1u);
    });
}

TEST_CASE("a callback that says nothing, is none, or is our own message is refused") {
    for (const auto* body : {"", "[]", "{}", R"({"data": []})", R"({"data": {}})", R"({"data": {"status": "collected"}})", R"({"data": {"errand": "errand_1"}})", "{\"data\": {\"errand\": \"errand_1\", \"status\": \"x\"}} more"})
        CHECK_FALSE(read_callback(body, "msg_1"));
    const std::string deep = std::string(100, '[') + std::string(100, ']');
    CHECK_FALSE(read_callback(R"({"data": )" + deep + "}", "msg_1"));
    const std::string good = R"({"data": {"errand": "errand_1", "status": "collected", "position": 3, "reference": 77}})";
    CHECK_FALSE(read_callback(good, "errand_1"));
    const auto told = read_callback(good, "msg_1");
    REQUIRE(told);
    CHECK(told->reference == "77");
    CHECK(told->position == 3);
}

TEST_CASE("bad lines of an answer file are told by number, and hide no others") {
    const auto file = read_answers("errand,reference,status,position,words\nerrand_1,,collected,3,\n,,collected,,\nerrand_2,,,,\nerrand_3,,not_out,many,\nerrand_4,WR-4,not_out,,\"two\nlines\"\nerrand_5,,collected,,\n");
    REQUIRE(file.told.size() == 3);
    CHECK(file.told[1].words == "two\nlines");
    CHECK(file.told[2].named == "errand_5");
    REQUIRE(file.bad.size() == 3);
    CHECK(file.bad[0].line == 3);
    CHECK(file.bad[1].line == 4);
    CHECK(file.bad[2].line == 5);
    CHECK(read_answers("what,ever\n1,2\n").bad.size() == 1);
    CHECK(read_answers("").told.empty());
}

TEST_CASE("what a spreadsheet would take for a formula leaves as text") {
    Parcel parcel;
    parcel.errand.id = {7};
    parcel.matter = {.reference = "R", .words = "=HYPERLINK(\"http://evil.example\")", .place = {53.5, -2.3, "@here", "", ""}};
    const auto text = errands_as_csv({parcel});
    CHECK(text.find("\"'=HYPERLINK") != std::string::npos);
    CHECK(text.find("'@here") != std::string::npos);
    CHECK(text.find(",-2.3") != std::string::npos);
}

TEST_CASE("a foreign status becomes a code") {
    CHECK(status_code("In Progress") == "in_progress");
    CHECK(status_code("  ") == "");
    CHECK(status_code("\xc3\xa9\xc3\xa9") == "other");
    CHECK(status_code("CLOSED!") == "closed");
    CHECK(status_code(std::string(500, 'x')).size() == 60);
}

}  // namespace
}  // namespace connectors
