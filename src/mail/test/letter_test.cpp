#include <doctest/doctest.h>

#include "mail/letter.h"
#include "mail/test/folder.h"

using mail::Letter;

namespace {

mail::Layout some_layout() {
    return {
        .title = "We have your report", .sender = "Example Council", .footer = "You have this because you asked.\nx"};
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("a letter says the same as text and as HTML") {
    Letter letter(some_layout());
    letter.paragraph("Thank you.\n\nWe will look\ninto it.")
        .heading("Details")
        .rows({{"Reference", "7TQ2-M9KX-4BRW"}, {"Ward", ""}, {"Street", "High Street"}})
        .link("See how it goes", "https://council.example/r/7TQ2?a=1&b=2")
        .quote("The bin\nwas full");
    CHECK(letter.text() ==
          "We have your report\n\nThank you.\n\nWe will look\ninto it.\n\nDetails\n\n"
          "Reference: 7TQ2-M9KX-4BRW\nStreet: High Street\n\n"
          "See how it goes:\nhttps://council.example/r/7TQ2?a=1&b=2\n\n> The bin\n> was full\n\n"
          "You have this because you asked.\nx");
    const auto page = letter.html();
    for (const char* part :
         {"<html lang=\"en\">", "<title>We have your report</title>", ">We have your report</h1>", ">Thank you.</p>",
          ">We will look<br>\ninto it.</p>", ">Details</h2>", ">Reference</th>", ">7TQ2-M9KX-4BRW</td>",
          "href=\"https://council.example/r/7TQ2?a=1&amp;b=2\">See how it goes</a>", "<blockquote"}) {
        CAPTURE(part);
        CHECK(holds(page, part));
    }
    CHECK_FALSE(holds(page, "Ward"));
}

TEST_CASE("what people typed is text, wherever it stands") {
    const std::string evil = "<script>alert(1)</script>\"'&{{7*7}}%n\r\n\xe2\x80\xaex";
    Letter letter({.title = evil, .sender = evil, .footer = evil});
    letter.paragraph(evil).heading(evil).rows({{"Label", evil}}).quote(evil).link(evil, evil);
    CHECK_FALSE(holds(letter.html(), "<script"));
    CHECK_FALSE(holds(letter.html(), "\xe2\x80\xae"));
    CHECK_FALSE(holds(letter.text(), "\xe2\x80\xae"));
    CHECK(holds(letter.text(), "Label: <script>alert(1)</script>\"'&{{7*7}}%n x\n"));
}

TEST_CASE("a link leads to the web, a mailbox or a telephone, or nowhere") {
    for (const char* address : {"javascript:alert(1)", "JaVa\tScript:x", "data:text/html,x", "/r/7TQ2",
                                "//evil.example", "file:///etc", ""}) {
        CAPTURE(address);
        Letter letter(some_layout());
        letter.link("Go on", address);
        CHECK_FALSE(holds(letter.html(), "<a "));
        CHECK(holds(letter.text(), "\n\nGo on\n\n"));
    }
    for (const char* address : {"https://x.example/", "HTTP://x.example", "mailto:a@x.example", "tel:01611234567"}) {
        Letter letter(some_layout());
        letter.link("Go on", address);
        CHECK(holds(letter.html(), "<a "));
    }
}

TEST_CASE("a letter fetches nothing and names its language") {
    auto layout = some_layout();
    layout.language = base::Language::welsh;
    Letter letter(layout);
    letter.paragraph("Diolch");
    const auto page = letter.html();
    for (const char* fetched : {"<img", "<link", "<script", "src=", "url(", "@import"})
        CHECK_FALSE(holds(page, fetched));
    CHECK(holds(page, "<html lang=\"cy\">"));
    CHECK(holds(page, "<div role=\"main\" lang=\"cy\""));
}
