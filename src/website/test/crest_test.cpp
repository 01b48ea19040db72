#include "website/crest.h"

#include <doctest/doctest.h>

#include <string>

using website::is_sound_drawing;

namespace {

std::string around(const std::string& inside, const std::string& attributes = "") {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"" + attributes + ">" + inside + "</svg>";
}

}  // namespace

TEST_CASE("a crest of shapes, gradients and titles is a drawing") {
    CHECK(is_sound_drawing(around("<title>Ambleford</title><path d=\"M1 1h8v8z\" fill=\"#0e4d3a\"/>")));
    CHECK(is_sound_drawing("<?xml version=\"1.0\"?>\n<!-- drawn by hand -->\n" + around("<g fill='url(#a)'><circle cx='5' cy='5' r='4'/></g>") + "\n"));
    CHECK(is_sound_drawing(around("<defs><linearGradient id=\"a\"><stop offset=\"0\"/></linearGradient></defs><use href=\"#b\"/>")));
}

TEST_CASE("what could run, load, link or style is no drawing") {
    for (const auto* inside : {"<script>alert(1)</script>", "<SCRIPT/>", "<path onload=\"alert(1)\"/>", "<g OnClick='x'/>", "<style>@import 'x'</style>",
                               "<foreignObject><p/></foreignObject>", "<image href=\"https://example.com/x.png\"/>", "<use href=\"https://example.com/x.svg#a\"/>",
                               "<use xlink:href=\"javascript:alert(1)\"/>", "<path fill=\"url(https://example.com/x)\"/>", "<path fill=\"url(#a) url(https://e)\" style=\"x\"/>",
                               "<a href=\"#x\"><path/></a>", "<animate attributeName=\"href\"/>", "<set/>", "<path d=\"&x;\"/>", "<path d='<'/>", "<path d=M1/>", "<g>"})
        CHECK_MESSAGE(!is_sound_drawing(around(inside)), inside);
    CHECK_FALSE(is_sound_drawing("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + around("")));
    CHECK_FALSE(is_sound_drawing(around("", " onload=\"alert(1)\"")));
    CHECK_FALSE(is_sound_drawing(around("") + "<script/>"));
    CHECK_FALSE(is_sound_drawing("<?xml-stylesheet href=\"x.css\"?>" + around("")));
    CHECK_FALSE(is_sound_drawing("<p/>"));
    CHECK_FALSE(is_sound_drawing(""));
    CHECK_FALSE(is_sound_drawing(around(std::string(website::largest_crest, ' '))));
    CHECK_FALSE(is_sound_drawing(around("\xff")));
}
