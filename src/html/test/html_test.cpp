#include "html/html.h"

#include <doctest/doctest.h>

using namespace html;

TEST_CASE("what wants an escape gets one wherever it stands, and nothing else does") {
    const std::string marks = "&<>\"'`";
    for (std::size_t at = 0; at < 20; ++at)
        for (int code = 1; code < 256; ++code) {
            std::string text(20, 'x');
            text[at] = static_cast<char>(code);
            html::Html in_text, in_value;
            in_text << text;
            in_value.value(text);
            const bool marked = marks.find(text[at]) != marks.npos;
            CHECK((in_value.str() != text) == marked);
            CHECK((in_text.str() != text) == (marked && marks.find(text[at]) < 3));
            CHECK(in_text.str().starts_with(text.substr(0, at)));
            CHECK(in_value.str().ends_with(text.substr(at + 1)));
        }
    html::Html many;
    many << "a'b<c&\"d\"e>f";
    CHECK(many.str() == "a'b&lt;c&amp;\"d\"e&gt;f");
}

TEST_CASE("text is escaped as it is appended, and a literal of ours is not") {
    Html page;
    page << "<p>"_html
         << "<script>alert('1 & 2')</script>"
         << "</p>"_html;
    CHECK(page.str() == "<p>&lt;script&gt;alert('1 &amp; 2')&lt;/script&gt;</p>");
}

TEST_CASE("markup is not escaped a second time") {
    Html inner = text("R&D");
    Html outer;
    outer << inner << inner;
    CHECK(outer.str() == "R&amp;DR&amp;D");
}

TEST_CASE("an attribute's value cannot leave its quotes") {
    Html page;
    page.attribute("title", "\" onload='x' `y` <&>");
    CHECK(page.str() == " title=\"&quot; onload=&#39;x&#39; &#96;y&#96; &lt;&amp;&gt;\"");
}

TEST_CASE("an attribute without a value can be left out") {
    Html page;
    page.attribute_if("id", "").flag("hidden", false).flag("open", true);
    CHECK(page.str() == " open");
}

TEST_CASE("numbers are appended as digits") {
    Html page;
    page << 42 << " of "_html << std::size_t{1000};
    CHECK(page.str() == "42 of 1000");
}

TEST_CASE("a link leads to the web, to mail, to a telephone, to a spot on the globe, or within the site") {
    for (const char* address :
         {"https://example.org/a?b=c#d", "http://example.org", "HTTPS://EXAMPLE.ORG", "mailto:help@example.org",
          "tel:+441612345678", "geo:53.48,-2.29", "/staff/cases/7", "#main", "?page=2", "next", "../up", "a/b:c", "#a:b", "?a:b", ""})
        CHECK(safe_url(address) == address);
}

TEST_CASE("a link never runs a script, however the scheme is disguised") {
    for (const char* address :
         {"javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)",
          "java\tscript:alert(1)", "java\nscript:alert(1)", "\r\njavascript:alert(1)", "vbscript:x", "data:text/html,x",
          "blob:x", "file:///etc/passwd", "javascript&colon;:x", ":x", "view-source:x"})
        CHECK(safe_url(address) == "#");
}

TEST_CASE("an address is cleaned of what a browser would drop") {
    CHECK(safe_url(" /a\n/b ") == "/a/b");
    Html page;
    page.url("href", "/search?a=1&b=\"x\"");
    CHECK(page.str() == " href=\"/search?a=1&amp;b=&quot;x&quot;\"");
}

TEST_CASE("JSON in a script element cannot end it") {
    const auto out = json_in_script(R"({"name":"</script><!--<b>&"})").str();
    CHECK(out == R"({"name":"\u003c/script\u003e\u003c!--\u003cb\u003e\u0026"})");
}
