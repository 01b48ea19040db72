#include "documents/documents.h"

#include "access/qr_picture.h"
#include "base/fiber.h"
#include "documents/test/given_pdf.h"

#include <doctest/doctest.h>

#include <fstream>
#include <thread>

using namespace documents;
using html::operator""_html;

namespace {

Paper some_letter() {
    html::Html body = "<header><p>Testford Borough Council</p></header><main><h1>We have your request</h1><p>You asked us about <strong>a missed bin</strong>.</p>"
                      "<h2>What happens next</h2><ul><li>We look</li><li>We come</li></ul><table><thead><tr><th scope=\"col\">Day</th><th scope=\"col\">Bin</th></tr></thead>"
                      "<tbody><tr><td>Monday</td><td></td></tr></tbody></table><p><a href=\"https://testford.example/requests/1\">testford.example</a></p>"_html;
    body << room::access::qr_picture("GH1 missed-bin", "Code for our post room");
    body << "</main>"_html;
    return {.title = "We have your request", .body = std::move(body), .style = ".gh-qr { width: 25mm; height: 25mm }"_html};
}

std::string must_print(Press& press, const Paper& paper) {
    const auto pdf = press.print(paper);
    if (!pdf) FAIL(pdf.error().key << " " << pdf.error().log);
    return *pdf;
}

}  // namespace

TEST_CASE("a page becomes a tagged PDF with title, language and its own fonts, and no condition of PDF/UA-1 that a machine can check is broken") {
    Press press;
    auto paper = some_letter();
    SUBCASE("as it is") {}
    SUBCASE("in large print") { paper.large_print = true; }
    const given::Pdf pdf(must_print(press, paper));
    CHECK(pdf.ask("qpdf --check").find("No syntax or stream encoding errors") != std::string::npos);
    CHECK(pdf.ask("tools/pdf-ua") == "");
    const auto info = pdf.ask("pdfinfo");
    CHECK(info.find("Title:           We have your request") != std::string::npos);
    CHECK(info.find("Tagged:          yes") != std::string::npos);
    CHECK(info.find("Page size:       595.276 x 841.89 pts (A4)") != std::string::npos);
    CHECK(pdf.ask("pdfinfo -meta").find("part=\"1\"") != std::string::npos);
    const auto fonts = pdf.ask("pdffonts");
    CHECK(fonts.find("Liberation-Sans") != std::string::npos);
    CHECK(fonts.find(" no  ") == std::string::npos);
}

TEST_CASE("the tags follow the page: headings, lists, tables and pictures in the order in which they are read") {
    Press press;
    const given::Pdf pdf(must_print(press, some_letter()));
    const auto tags = pdf.ask("pdfinfo -struct-text");
    CHECK(given::in_order(tags, {"P (block)", "Testford Borough Council", "H1 (block)", "We have your request", "You asked us about", "Span", "a missed bin", "H2 (block)",
                                 "L (block)", "LI", "Lbl", "LBody", "We look", "We come", "Table", "THead", "TH", "Day", "TBody", "TD", "Monday", "Link", "Object", "Figure"}));
    CHECK(pages_in(pdf.bytes) == 1);
}

TEST_CASE("a long page has as many pages as it needs, and page numbers are not read aloud") {
    Press press;
    auto paper = some_letter();
    for (int i = 0; i < 100; ++i) paper.body << "<p>Paragraph "_html << i << "</p>"_html;
    const given::Pdf pdf(must_print(press, paper));
    CHECK(pages_in(pdf.bytes) == 4);
    CHECK(pdf.ask("pdfinfo").find("Pages:           4\n") != std::string::npos);
    CHECK(pdf.ask("tools/pdf-ua") == "");
    CHECK(pdf.ask("pdftotext -layout").find("2/4") != std::string::npos);
    CHECK(pdf.ask("pdfinfo -struct-text").find("2/4") == std::string::npos);
}

TEST_CASE("the same page gives the same bytes") {
    Press press;
    const bool same = must_print(press, some_letter()) == must_print(press, some_letter());
    CHECK(same);
}

TEST_CASE("what somebody wrote is printed as they wrote it: it is no markup, and nothing that it names is fetched") {
    Press press;
    auto paper = some_letter();
    const std::string words = "<img src=\"file:///etc/passwd\"><link rel=stylesheet href=http://127.0.0.1:9/><script>1</script>&amp; %PDF";
    paper.body << "<p>"_html << words << "</p>"_html;
    const given::Pdf pdf(must_print(press, paper));
    CHECK(pdf.ask("pdftotext -raw").find("<img src=\"file:///etc/passwd\">") != std::string::npos);
}

TEST_CASE("even markup that got through reaches no file and no network") {
    Press press;
    const auto folder = given::folder();
    std::ofstream(folder / "secret.txt") << "the council's secret";
    std::ofstream(folder / "secret.svg") << R"(<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><text y="50">the council's secret</text></svg>)";
    for (const std::string markup : {"<img alt=x src=\"file://FOLDER/secret.svg\">", "<link rel=attachment href=\"file://FOLDER/secret.txt\"><p>x</p>",
                                     "<style>@import url(file://FOLDER/secret.txt); @font-face { font-family: x; src: url(file://FOLDER/secret.txt) } p { font-family: x; background: url(file://FOLDER/secret.svg) }</style><p>x</p>",
                                     "<object data=\"file://FOLDER/secret.svg\"></object><embed src=\"file://FOLDER/secret.svg\"><p>x</p>",
                                     "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" aria-label=x width=100 height=100><image xlink:href=\"file://FOLDER/secret.svg\" width=100 height=100 /><use href=\"file://FOLDER/secret.svg#x\"/></svg>",
                                     "<a rel=attachment href=\"file://FOLDER/secret.txt\">x</a>"}) {
        CAPTURE(markup);
        auto hostile = markup;
        for (auto at = hostile.find("FOLDER"); at != hostile.npos; at = hostile.find("FOLDER")) hostile.replace(at, 6, folder.string());
        auto paper = some_letter();
        paper.body << html::trusted(hostile);  // a test of what ours never does
        const auto printed = press.print(paper);
        if (!printed) continue;
        const given::Pdf pdf(*printed);
        CHECK(pdf.ask("pdftotext").find("secret") == std::string::npos);
        CHECK(pdf.ask("pdfdetach -list").find("secret") == std::string::npos);
        CHECK(pdf.ask("qpdf --qdf --object-streams=disable", " -").find("the council's secret") == std::string::npos);
    }
}

TEST_CASE("the process that prints cannot get out") {
    Press press({.time_limit = std::chrono::milliseconds(1500)});
    for (const std::string way : {"network", "file", "write", "program", "memory", "time", "babble"}) {
        CAPTURE(way);
        const auto out = press.try_walls(way);
        REQUIRE(!out);
        CHECK(out.error().key == "documents.not_made");
        CHECK(out.error().log.find("hung or babbled") != std::string::npos);
    }
    CHECK(press.print(some_letter()).has_value());
}

TEST_CASE("a missing program is said, and more than may wait are told so at once") {
    Press missing({.program = "/nowhere/guildhall-document"});
    const auto none = missing.print(some_letter());
    REQUIRE(!none);
    CHECK(none.error().kind == Kind::unavailable);

    Press full({.most_at_once = 1, .most_waiting = 0});
    const auto busy = full.print(some_letter());
    REQUIRE(!busy);
    CHECK(busy.error().key == "documents.busy");
}

TEST_CASE("several pages at once are printed by two processes, each page its own") {
    Press press;
    std::vector<std::string> printed(6);
    {
        std::vector<std::jthread> readers;
        for (int i = 0; i < 6; ++i)
            readers.emplace_back([&, i] {
                auto paper = some_letter();
                paper.title = "Letter " + std::to_string(i);
                if (const auto pdf = press.print(paper)) printed[static_cast<std::size_t>(i)] = *pdf;
            });
    }
    for (int i = 0; i < 6; ++i) CHECK(given::Pdf(printed[static_cast<std::size_t>(i)]).ask("pdfinfo").find("Letter " + std::to_string(i)) != std::string::npos);
}
