// The calendar feed, read back by a strict reader of our own (RFC 5545).

#include "rounds/test/given_rounds.h"

#include "base/random.h"
#include "rounds/ical.h"

#include <map>
#include <set>

using given::day;

namespace {

/// Content lines as they stand in the stream, each checked, then unfolded.
std::vector<std::string> content_lines(const std::string& stream) {
    std::vector<std::string> lines;
    std::size_t at = 0;
    while (at < stream.size()) {
        const auto end = stream.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        const auto line = stream.substr(at, end - at);
        at = end + 2;
        CHECK(line.size() <= 75);
        CHECK(line.find_first_of("\r\n") == std::string::npos);
        CHECK(base::is_utf8(line));
        REQUIRE_FALSE(line.empty());
        if (line.front() == ' ' || line.front() == '\t') {
            REQUIRE_FALSE(lines.empty());
            lines.back() += line.substr(1);
        } else {
            lines.push_back(line);
        }
    }
    return lines;
}

/// The value of a TEXT, or a failure.
std::string unescaped(std::string_view value) {
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        CHECK(value[i] != ';');
        CHECK(value[i] != ',');
        CHECK(static_cast<unsigned char>(value[i]) >= 0x20);
        if (value[i] != '\\') {
            out += value[i];
            continue;
        }
        REQUIRE(++i < value.size());
        CHECK(std::string_view("\\;,nN").find(value[i]) != std::string_view::npos);
        out += value[i] == 'n' || value[i] == 'N' ? '\n' : value[i];
    }
    return out;
}

bool is_date(std::string_view text) {
    return text.size() == 8 && base::parse_iso_day(std::string(text.substr(0, 4)) + '-' + std::string(text.substr(4, 2)) + '-' + std::string(text.substr(6))).has_value();
}

using Properties = std::map<std::string, std::string>;

/// The events of a calendar; whatever breaks a rule fails the test.
std::vector<Properties> read_strictly(const std::string& stream) {
    const auto lines = content_lines(stream);
    REQUIRE(lines.size() > 4);
    CHECK(lines.front() == "BEGIN:VCALENDAR");
    CHECK(lines.back() == "END:VCALENDAR");
    std::vector<Properties> events;
    Properties calendar;
    bool in_event = false;
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
        const auto colon = lines[i].find(':');
        REQUIRE(colon != std::string::npos);
        const auto name = lines[i].substr(0, colon), value = lines[i].substr(colon + 1);
        CHECK(name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ-;=") == std::string::npos);
        if (name == "BEGIN" || name == "END") {
            CHECK(value == "VEVENT");
            CHECK(in_event == (name == "END"));
            in_event = name == "BEGIN";
            if (in_event) events.emplace_back();
            continue;
        }
        CHECK((in_event ? events.back() : calendar).emplace(name, value).second);  // each at most once
    }
    CHECK_FALSE(in_event);
    CHECK(calendar.at("VERSION") == "2.0");
    CHECK_FALSE(calendar.at("PRODID").empty());
    std::set<std::string> uids;
    for (const auto& event : events) {
        CHECK(uids.insert(event.at("UID")).second);
        const auto& stamp = event.at("DTSTAMP");
        CHECK((is_date(stamp.substr(0, 8)) && stamp.substr(8) == "T000000Z"));
        CHECK(is_date(event.at("DTSTART;VALUE=DATE")));
        CHECK(event.at("DTSTART;VALUE=DATE") < event.at("DTEND;VALUE=DATE"));
        CHECK((event.at("STATUS") == "CONFIRMED" || event.at("STATUS") == "CANCELLED"));
        unescaped(event.at("SUMMARY"));
        unescaped(event.at("DESCRIPTION"));
    }
    return events;
}

rounds::Collection collection(std::string name, std::string holds = "glass; cans, and paper", std::string reason = "") {
    return {.bin = {"x", std::move(name), std::move(holds), "blue"}, .round = "MON_BLUE 1", .planned = day("2026-12-28"), .day = day("2026-12-29"), .reason = std::move(reason), .out_by = std::chrono::hours(7)};
}

std::string feed(std::vector<rounds::Collection> collections) {
    return rounds::to_ical({.host = "council.example", .name = "Bin days, Ambleford", .collections = collections, .drawn_up = day("2026-11-01")});
}

}  // namespace

TEST_CASE("a calendar of bin days keeps the rules, and says bin, hour and change") {
    const auto events = read_strictly(feed({collection("Blue bin", "glass; cans, and paper", "Boxing Day, substitute day")}));
    REQUIRE(events.size() == 1);
    CHECK(events[0].at("UID") == "MON-BLUE-1-20261228@council.example");
    CHECK(events[0].at("DTSTART;VALUE=DATE") == "20261229");
    CHECK(events[0].at("DTEND;VALUE=DATE") == "20261230");
    CHECK(unescaped(events[0].at("SUMMARY")) == "Blue bin collection");
    CHECK(unescaped(events[0].at("DESCRIPTION")) == "For glass; cans, and paper.\nPut it out by 07:00.\nChanged: Boxing Day, substitute day.");
    CHECK(read_strictly(feed({})).empty());
}

TEST_CASE("what is not collected is cancelled in the calendar, under the same UID") {
    auto cancelled = collection("Blue bin");
    cancelled.day.reset();
    const auto events = read_strictly(feed({cancelled}));
    CHECK(events[0].at("UID") == "MON-BLUE-1-20261228@council.example");
    CHECK(events[0].at("STATUS") == "CANCELLED");
    CHECK(unescaped(events[0].at("SUMMARY")) == "Blue bin: no collection");
}

TEST_CASE("whatever a bin is called, the calendar can be read and says it again") {
    base::SeededRandom random(7);
    const std::vector<std::string> pieces{"a", "Bin ", ",", ";", "\\", "\\n", ":", "\"", "\u00e9", "\u2603", "\U0001F5D1", "\r", "\t", "BEGIN:VEVENT", "long long long "};
    for (int round = 0; round < 200; ++round) {
        std::string name;
        for (auto count = random.number_below(40); count > 0; --count) name += pieces[random.number_below(pieces.size())];
        std::string kept;
        for (const char c : name)
            if (static_cast<unsigned char>(c) >= 0x20) kept += c;
        const auto events = read_strictly(feed({collection(name)}));
        REQUIRE(events.size() == 1);
        CHECK(unescaped(events[0].at("SUMMARY")) == kept + " collection");
    }
}

TEST_CASE("the same days make the same bytes") { CHECK(feed({collection("Blue bin")}) == feed({collection("Blue bin")})); }
