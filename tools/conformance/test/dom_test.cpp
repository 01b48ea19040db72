// The comparison must forgive what a browser forgives, and nothing else.

#include "dom.h"

#include <doctest/doctest.h>

using conformance::normal_form;

namespace {
bool same(const char* one, const char* other) { return normal_form(one) == normal_form(other); }
}  // namespace

TEST_CASE("layout in the source does not count") {
    CHECK(same("<div>\n  <p>\n    a\n  b\n </p>\n</div>", "<div><p>a b</p></div>"));
    CHECK(same("<p class=\"a\n  b\">x</p>", "<p class=\"a b\">x</p>"));
    CHECK(same("<p id=\"i\" class=\"a\">x</p>", "<p class=\"a\" id=\"i\">x</p>"));
    CHECK(same("<input disabled>", "<input disabled=\"\">"));
    CHECK(same("<p>&quot;&#39;&copy;</p>", "<p>\"'\u00a9</p>"));
    CHECK(same("<svg><path d=\"x\"/></svg>", "<svg><path d=\"x\"></path></svg>"));
}

TEST_CASE("anything that a browser would show or say differently counts") {
    CHECK_FALSE(same("<p>a</p>", "<p>b</p>"));
    CHECK_FALSE(same("<p>a</p>", "<div>a</div>"));
    CHECK_FALSE(same("<p class=\"a b\">x</p>", "<p class=\"b a\">x</p>"));
    CHECK_FALSE(same("<p id=\"i\">x</p>", "<p>x</p>"));
    CHECK_FALSE(same("<p title=\"a  b\">x</p>", "<p title=\"a b\">x</p>"));
    CHECK_FALSE(same("<p><b>a</b><i>b</i></p>", "<p><i>b</i><b>a</b></p>"));
    CHECK_FALSE(same("<p><b>a</b> <i>b</i></p>", "<p><b>a</b><i>b</i></p>"));
    CHECK_FALSE(same("<p><b>a</b> b</p>", "<p><b>a</b>b</p>"));
    CHECK_FALSE(same("<p>&lt;b&gt;</p>", "<p><b></b></p>"));
    CHECK_FALSE(same("<textarea>a\n b</textarea>", "<textarea>a b</textarea>"));
}

TEST_CASE("markup that is not well-formed is never called the same") {
    for (const char* broken : {"<p>", "</p>", "<p><b></p></b>", "<p id=x></p>", "<p>&nosuch;</p>", "<!-- open"})
        CHECK_THROWS(normal_form(broken));
}
