#include "notifications/letter.h"

#include "mail/message.h"
#include "notifications/test/office.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace notifications;
using notifications::test::Office;

namespace {

Template with_body(std::string body) { return {.name = "test", .subject = "x", .body = std::move(body)}; }

std::string text_of(const std::string& body, const Values& values = {}) {
    const auto text = write_letter(with_body("# T\n\n" + body), values, "Testford").text;
    const auto from = text.find("\n\n") + 2;  // after the title
    return text.substr(from, text.rfind("\n\n") - from);
}

std::string html_of(const std::string& body, const Values& values = {}) {
    return write_letter(with_body("# T\n\n" + body), values, "Testford").html;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

std::vector<Template> shipped() {
    std::vector<Template> all;
    for (const auto& entry : std::filesystem::directory_iterator("services/_letters")) {
        std::ifstream in(entry.path());
        const std::string file{std::istreambuf_iterator<char>(in), {}};
        all.push_back(read_template(file).value());
    }
    return all;
}

const std::vector<std::string> hostile{
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "[click](https://evil.example)",
    "![x](https://evil.example/pixel.png)",
    "<https://evil.example>",
    "# Heading\n\n> quote\n\n```\ncode",
    "{{7*7}} ${7*7} <%= 7*7 %> {reference} {}",
    "%n%s%x {0} {:>99999}",
    "Ann\r\nBcc: all@example.com\r\n\r\nbody",
    "javascript:alert(1)",
    "JaVa\tScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "\xff\xfe\x80 \xed\xa0\x80",
    std::string("a\0b", 3),
    "\xe2\x80\xae"
    "gnp.exe",
    "**bold** _it_ `code` ~~x~~ \\* &lt;b&gt; &#x3c;",
    std::string(100'000, '['),
    std::string(100'000, '*'),
};

}  // namespace

TEST_CASE("text and HTML say the same, with headings, lists and links") {
    const auto letter =
        write_letter(with_body("# Hello\n\nDear **{name}**,\n\n## Next\n\n* one\n* two\n\n1. a\n2. b\n\n[Follow "
                               "it]({track}) or [{track}]({track}).\n\n> {said}\n"),
                     {{"name", "Siân"}, {"track", "https://t.example/1"}, {"said", "line 1\nline 2"}}, "Testford");
    CHECK(
        letter.text.starts_with("Hello\n\nDear Siân,\n\nNext\n\n* one\n* two\n\n1. a\n2. b\n\n"
                                "Follow it: https://t.example/1 or https://t.example/1.\n\n> line 1\n> line 2\n\n"));
    CHECK(has(letter.html, "<strong>Siân</strong>"));
    CHECK(has(letter.html, "href=\"https://t.example/1\">Follow it</a>"));
    CHECK(has(letter.html, "line 1<br>\nline 2"));
    CHECK(has(letter.html, "<title>Hello</title>"));
}

TEST_CASE("a paragraph or item whose value is not known is left out") {
    CHECK(text_of("a\n\nby {promise}\n\nb") == "a\n\nb");
    CHECK(text_of("a\n\nby {promise}\n\nb", {{"promise", " "}}) == "a\n\nb");
    CHECK(text_of("* {x}\n* y\n\nz") == "* y\n\nz");
    CHECK(text_of("* {x}\n  * {y}\n\nz") == "z");
    CHECK(text_of("[go]({track})\n\nz") == "z");
    CHECK(text_of("{Not a name} {} { a stay", {}) == "{Not a name} {} { a stay");
}

TEST_CASE("a link leads to http, https or mailto, else only its words stay") {
    for (const std::string address :
         {"javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//evil", "/x", "x", " java\nscript:x"}) {
        CHECK(!has(html_of("[go]({to})", {{"to", address}}), "href"));
        CHECK(text_of("[go]({to})", {{"to", address}}) == "go");
    }
    CHECK(has(html_of("[go]({to})", {{"to", "https://x.example/?a=1&b=\"2"}}), "href=\"https://x.example/?a=1&amp;b="));
}

TEST_CASE("hostile values in every field of every shipped wording stay text") {
    for (const auto& wording : shipped()) {
        Values harmless;
        for (const auto& name : names_in(wording)) harmless[name] = "https://harmless.example/";
        const auto tags = [](const std::string& html) { return std::ranges::count(html, '<'); };
        const auto as_intended = write_letter(wording, harmless, "Testford");
        for (const auto& name : names_in(wording))
            for (const auto& value : hostile) {
                CAPTURE(name);
                CAPTURE(value.substr(0, 60));
                auto values = harmless;
                values[name] = value;
                const auto letter = write_letter(wording, values, "Testford");
                CHECK(letter.subject.find_first_of("\r\n") == std::string::npos);
                CHECK(!has(letter.html, "<script"));
                CHECK(!has(letter.html, "<img"));
                CHECK(!has(letter.html, "href=\"https://evil"));
                CHECK(!has(letter.html, "href=\"javascript"));
                CHECK(!has(letter.html, "<h1 style=\"margin:0 0 20px;font-size:32px;line-height:1.2\">Heading"));
                CHECK(base::is_utf8(letter.html));
                CHECK(base::is_utf8(letter.text));
                // Only line breaks of the value may add elements, and a link that leads nowhere may go.
                const auto breaks = 6 * static_cast<std::ptrdiff_t>(std::ranges::count(value, '\n'));
                CHECK(tags(letter.html) <= tags(as_intended.html) + breaks);
            }
    }
}

TEST_CASE("what a value looks like as Markdown is what the reader sees") {
    const std::string typed = "**bold** [x](https://e.example) <b> &amp; {other} %s";
    CHECK(text_of("Said: {said}", {{"said", typed}, {"other", "no"}}) == "Said: " + typed);
    CHECK(has(html_of("Said: {said}", {{"said", typed}}),
              "**bold** [x](https://e.example) &lt;b&gt; &amp;amp; {other} %s"));
}

TEST_CASE("a template with far too much of everything is written in bounded time and depth") {
    for (const std::string piece : {"> ", "* ", "[", "*", "_a", "![", "<a", "{x}", "`"}) {
        std::string body;
        while (body.size() + piece.size() <= 20'000) body += piece;
        CHECK(!write_letter(with_body(body), {{"x", "v"}}, "Testford").html.empty());
    }
}

TEST_CASE("raw HTML and pictures in a template are not sent") {
    const auto html = html_of("<script>alert(1)</script>\n\n<b>bold</b> ![logo](https://x.example/logo.png)");
    CHECK(!has(html, "<script"));
    CHECK(!has(html, "<b>"));
    CHECK(!has(html, "<img"));
    CHECK(has(html, "logo"));
}

TEST_CASE("the shipped wordings to who asked name only what is known about a request, and exist in both languages") {
    const std::set<std::string> known{"service", "reference", "promise", "promised", "track", "council", "outcome", "words"};
    const std::set<std::string> to_who_asked{"acknowledgement", "progress", "later", "standstill", "done", "fixed", "withdrawn"};
    for (const auto& wording : shipped())
        if (to_who_asked.contains(wording.name))
            for (const auto& name : names_in(wording)) CHECK(known.contains(name));
    for (const auto& name : to_who_asked)
        for (const std::string language : {"en", "cy"})
            CHECK(std::filesystem::exists("services/_letters/" + name + "." + language + ".md"));
}

TEST_CASE("seeding twice adds nothing, and leaves the council's own wording alone") {
    notifications::test::in_each_office([](db::Engine engine) {
        Office office(engine);
        const auto seed = [](db::Tx& tx) { return seed_templates(tx, "services/_letters"); };
        CHECK(office.write(seed) == 0);
        const Template own{.name = "done", .subject = "Done: {service}", .body = "All done."};
        CHECK(office.write([&](db::Tx& tx) { return save_template(tx, own); }) == 2);
        CHECK(office.write(seed) == 0);
        CHECK(office.look([](db::Tx& tx) { return find_template(tx, "done", base::Language::english); })->version == 2);
        CHECK(office.look([](db::Tx& tx) { return find_template(tx, "done", base::Language::english, 1); })->version ==
              1);
        CHECK(office.look([](db::Tx& tx) { return all_templates(tx); }).size() == shipped().size());
    });
}

TEST_CASE("a shipped wording that changed becomes the newest version") {
    notifications::test::in_each_office([](db::Engine engine) {
        Office office(engine);
        given::Folder folder;
        std::ofstream(folder.path / "done.en.md") << "Subject: Done\n\nNew words.\n";
        const auto path = folder.path.string();
        CHECK(office.write([&](db::Tx& tx) { return seed_templates(tx, path); }) == 1);
        CHECK(office.look([](db::Tx& tx) { return find_template(tx, "done", base::Language::english); })->body ==
              "New words.\n");
        std::ofstream(folder.path / "broken.en.md") << "no subject";
        CHECK(
            office.try_to([&](db::Tx& tx) { return seed_templates(tx, path); }).error().log.ends_with("broken.en.md"));
    });
}

TEST_CASE("a language that lacks a wording gets it in English") {
    notifications::test::in_each_office([](db::Engine engine) {
        Office office(engine);
        office.write([](db::Tx& tx) { return save_template(tx, {.name = "only", .subject = "x", .body = "y"}); });
        const auto found = office.look([](db::Tx& tx) { return find_template(tx, "only", base::Language::welsh); });
        REQUIRE(found);
        CHECK(found->language == base::Language::english);
        auto notice = notifications::test::acknowledgement();
        notice.language = base::Language::welsh;
        office.queue(notice);
        office.work();
        CHECK(has(office.tray.messages.at(0), "Content-Language: cy"));
    });
}

TEST_CASE("a wording that cannot be used is refused, saying which part") {
    notifications::test::in_each_office([](db::Engine engine) {
        Office office(engine);
        for (const auto& wording :
             {Template{.name = "A b", .subject = "x", .body = "y"}, Template{.name = "a", .subject = "", .body = "y"},
              Template{.name = "a", .subject = "x\ny", .body = "y"}, Template{.name = "a", .subject = "x", .body = " "},
              Template{.name = "a", .subject = "x", .body = std::string(20'001, 'x')}}) {
            const auto saved = office.try_to([&](db::Tx& tx) { return save_template(tx, wording); });
            REQUIRE(!saved);
            CHECK(saved.error().fields.size() == 1);
        }
    });
}
