#include <doctest/doctest.h>

#include "base/config.h"
#include "base/digest.h"
#include "base/flat_json.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/text.h"
#include "base/time.h"
#include "base/words.h"

#include <cstdio>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

TEST_CASE("a reference survives being read out, and a wrong symbol is noticed") {
    base::SeededRandom random(7);
    for (int i = 0; i < 1000; ++i) {
        const auto given = Reference::random(random);
        CHECK(given.text().size() == 12);
        CHECK(Reference::parse(given.spoken()) == given);
        CHECK(Reference::parse(base::lower_ascii(given.text())) == given);
        auto mistyped = given.text();
        mistyped[4] = mistyped[4] == '7' ? '8' : '7';
        CHECK_FALSE(Reference::parse(mistyped));
    }
    for (const char* wrong : {"", "-", "7TQ2", "7TQ2-M9KX-4BRW-7", "7TQ2/M9KX/4BRW", "UUUUUUUUUUUU"})
        CHECK_FALSE(Reference::parse(wrong));
}

TEST_CASE("an id is a positive decimal number and nothing else") {
    struct Thing;
    CHECK(parse_id<Id<Thing>>("42")->value == 42);
    for (const char* wrong : {"", "0", "042", "-1", "+1", " 1", "1 ", "1e3", "9223372036854775808", "0x10"})
        CHECK_FALSE(parse_id<Id<Thing>>(wrong));
}

TEST_CASE("instants are written and read as RFC 3339") {
    const auto i = base::parse_iso("2026-11-22T09:30:00.25+01:00");
    REQUIRE(i);
    CHECK(base::to_iso(*i) == "2026-11-22T08:30:00.250000Z");
    CHECK(base::to_http_date(*i) == "Sun, 22 Nov 2026 08:30:00 GMT");
    for (const char* wrong : {"2026-02-29T00:00:00Z", "2026-11-22", "2026-11-22T24:00:00Z", "2026-11-22T09:30:00",
                              "2026-11-22T09:30:00Zx", "2026-11-22T09:30:00.Z"})
        CHECK_FALSE(base::parse_iso(wrong));
    CHECK(base::parse_iso_day("2028-02-29"));
    CHECK_FALSE(base::parse_iso_day("2026-02-29"));
}

TEST_CASE("an instant is written with all its digits, also before the epoch and in years of more than four") {
    const auto written = [](const char* text) { return base::to_iso(base::parse_iso(text).value()); };
    for (const auto* text : {"0000-01-01T00:00:00Z", "0999-12-31T23:59:59Z", "1969-12-31T23:59:59.999999Z", "2026-02-09T01:02:03.000004Z", "9999-12-31T23:59:59Z"})
        CHECK(written(text) == text);
    CHECK(base::to_iso(base::parse_iso("9999-12-31T23:59:59Z").value() + std::chrono::seconds(1)) == "10000-01-01T00:00:00Z");
}

TEST_CASE("the system's random bytes never come twice, in small pieces and in large ones") {
    base::SystemRandom random;
    std::set<std::string> tokens;
    for (int i = 0; i < 2000; ++i) tokens.insert(random.token(static_cast<std::size_t>(8 + i % 60)));
    std::vector<std::jthread> threads;
    std::mutex mutex;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int n = 0; n < 500; ++n) {
                auto token = random.token(12);
                const std::scoped_lock lock(mutex);
                tokens.insert(std::move(token));
            }
        });
    threads.clear();
    CHECK(tokens.size() == 4000);
}

TEST_CASE("flat JSON is read where it stands, and left to a parser where there is more to it") {
    const auto read = [](std::string_view json) {
        std::string heard;
        const bool whole = base::read_flat_json(json, [&](std::string_view name, std::string_view value, bool is_text) {
            heard += std::string(name) + (is_text ? "='" : "=") + std::string(value) + (is_text ? "';" : ";");
        });
        return whole ? heard : "?";
    };
    CHECK(read("{}") == "");
    CHECK(read(R"({"a":"","b c":"x, {y}: é","n":-7,"t":true})") == "a='';b c='x, {y}: é';n=-7;t=true;");
    for (const auto* more : {"", "{", "[]", R"({"a":"\n"})", R"({"a": "x"})", R"({"a":1.5})", R"({"a":["x"]})", R"({"a":"x"}x)", R"({"a":"x",})", R"({"a"})", R"({"a":"x)"}) CHECK(read(more) == "?");
}

TEST_CASE("text from outside becomes well-formed and keeps to its line") {
    CHECK(base::tidy_line("  a\r\nBcc: b\0c\u202e d  ") == "a Bcc: b");
    CHECK(base::tidy_line(std::string_view("x\0y", 3)) == "x y");
    CHECK(base::tidy_text(" a \r\n\tb\u2028c\n") == "a\n b\nc");
    CHECK(base::tidy_text("one \r\n two\t é \xff three \n\n") == "one\n two  é \ufffd three");
    CHECK(base::tidy_line("é  one\ttwo\u2028 \xff\n") == "é one two \ufffd");
    CHECK(base::to_utf8("caf\xe9") == "caf\ufffd");
    CHECK(base::to_utf8(std::string_view("plain\0 é plain", 15)) == "plain é plain");
    CHECK(base::is_utf8("plain, é, plain"));
    CHECK_FALSE(base::is_utf8("plain, \xe9, plain"));
    for (const char* wrong : {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\xff"})
        CHECK_FALSE(base::is_utf8(wrong));
    CHECK(base::first_characters("łódź", 2) == "łó");
}

TEST_CASE("encodings return what went in, and refuse what is none") {
    CHECK(base::from_base64url(base::to_base64url("Grüße\xff")) == "Grüße\xff");
    CHECK(base::from_hex("00ff") == std::string("\0\xff", 2));
    CHECK_FALSE(base::from_hex("0g"));
    CHECK_FALSE(base::from_base64url("a+b"));
    CHECK(base::to_hex(base::sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    base::RunningDigest running;
    running.add("a");
    CHECK(running.so_far() == base::sha256("a"));
    running.add("bc");
    CHECK(running.so_far() == base::sha256("abc"));
}

TEST_CASE("words are filled in literally") {
    const base::Filling fillings[] = {{"name", "{0}%n{name}"}};
    CHECK(base::fill("Dear {name}, {other}", fillings) == "Dear {0}%n{name}, {other}");
}

TEST_CASE("a clock that is handed in stands still") {
    base::StoppedClock clock(*base::parse_iso("2026-11-22T09:30:00Z"));
    clock.advance(90s);
    CHECK(base::to_iso(clock.now()) == "2026-11-22T09:31:30Z");
}

TEST_CASE("a settings file is read, and one of another shape is refused") {
    const auto path = "/tmp/guildhall-settings-" + std::to_string(getpid()) + ".toml";
    std::ofstream(path) << "council_name = \"A council with quite a long name indeed\"\nworkers = 12\nbackground = false\n";
    const auto config = base::Config::from_file(path);
    REQUIRE(config);
    CHECK(config->text("council_name", "") == "A council with quite a long name indeed");
    CHECK(config->number("workers", 1, 1, 100) == 12);
    CHECK(config->text("background", "") == "false");
    std::ofstream(path) << "[web]\nworkers = 12\n";
    CHECK_FALSE(base::Config::from_file(path));
    std::remove(path.c_str());
}
