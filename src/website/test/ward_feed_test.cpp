// The feed of a ward's problems, read back by a strict reader of our own.

#include "website/ward_feed.h"

#include "base/random.h"
#include "base/text.h"

#include <doctest/doctest.h>

#include <map>

namespace {

/// Texts by the path of their elements ("feed/entry/title"), each in order. Anything that is not well-formed fails the test.
std::multimap<std::string, std::string> read_strictly(const std::string& document) {
    CHECK(base::is_utf8(document));
    const std::string declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    REQUIRE(document.starts_with(declaration));
    std::multimap<std::string, std::string> found;
    std::vector<std::string> open;
    std::string text;
    for (std::size_t i = declaration.size(); i < document.size();) {
        if (document[i] == '<') {
            const auto end = document.find('>', i);
            REQUIRE(end != std::string::npos);
            auto tag = document.substr(i + 1, end - i - 1);
            i = end + 1;
            const bool closes = tag.starts_with('/'), empty = tag.ends_with('/');
            if (closes) {
                REQUIRE_FALSE(open.empty());
                CHECK(tag.substr(1) == open.back());
                std::string path;
                for (const auto& each : open) path += (path.empty() ? "" : "/") + each;
                found.emplace(path, text);
                open.pop_back();
            } else if (!empty) {
                open.push_back(tag.substr(0, tag.find(' ')));
            }
            CHECK(tag.find('<') == std::string::npos);
            text.clear();
            continue;
        }
        if (document[i] == '&') {
            const auto end = document.find(';', i);
            REQUIRE(end != std::string::npos);
            const std::map<std::string, char> entities{{"&amp", '&'}, {"&lt", '<'}, {"&gt", '>'}, {"&quot", '"'}};
            const auto entity = entities.find(document.substr(i, end - i));
            REQUIRE(entity != entities.end());
            text += entity->second;
            i = end + 1;
            continue;
        }
        CHECK((static_cast<unsigned char>(document[i]) >= 0x20 || document[i] == '\n' || document[i] == '\t'));
        text += document[i++];
    }
    CHECK(open.empty());
    return found;
}

const Instant morning = *base::parse_iso("2026-11-27T09:30:00.5Z");

website::AtomFeed feed_of(const std::string& title, const std::string& text = "Reported.") {
    return {.id = "tag:council.example,2026:ward/W1", .title = "Problems reported in Canalside", .self = "https://council.example/wards/W1/feed", .site = "https://council.example/",
            .author = "Ambleford", .updated = Instant{}, .entries = {{.id = "tag:council.example,2026:problem/7", .title = title, .text = text, .published = morning, .updated = morning}}};
}

}  // namespace

TEST_CASE("a ward's feed has what Atom asks for: ids, titles, an author, and when it last changed") {
    const auto found = read_strictly(website::to_atom(feed_of("Pothole, Mill Lane")));
    CHECK(found.find("feed/id")->second == "tag:council.example,2026:ward/W1");
    CHECK(found.find("feed/updated")->second == "2026-11-27T09:30:00Z");
    CHECK(found.find("feed/author/name")->second == "Ambleford");
    CHECK(found.find("feed/entry/title")->second == "Pothole, Mill Lane");
    CHECK(found.find("feed/entry/id")->second == "tag:council.example,2026:problem/7");
    auto empty = feed_of("");
    empty.entries.clear();
    CHECK(read_strictly(website::to_atom(empty)).find("feed/updated")->second == "1970-01-01T00:00:00Z");
}

TEST_CASE("whatever stands in a problem, the feed stays well-formed and says it") {
    base::SeededRandom random(5);
    const std::vector<std::string> pieces{"<script>", "]]>", "&", "&amp;", "\"", "'", "</title>", "\u00e9", "\U0001F573", "\x01", "\x7f", "\n", "\xef\xbf\xbe", "\xef\xbf\xbf", "<!--", "word "};
    for (int round = 0; round < 200; ++round) {
        std::string words;
        for (auto count = random.number_below(30); count > 0; --count) words += pieces[random.number_below(pieces.size())];
        std::string kept = words;
        for (const std::string gone : {"\x01", "\xef\xbf\xbe", "\xef\xbf\xbf"})
            for (auto at = kept.find(gone); at != std::string::npos; at = kept.find(gone)) kept.erase(at, gone.size());
        const auto found = read_strictly(website::to_atom(feed_of(words, words)));
        CHECK(found.find("feed/entry/title")->second == kept);
        CHECK(found.find("feed/entry/content")->second == kept);
    }
}
