// pattern_book > book.html
//
// The pattern book as a file, to look at beside the assets: build/<preset>/pattern_book > build/<preset>/assets/book.html
// An argument is taken as the tenant's brand colour, e.g. pattern_book '#5b2a86'.

#include "html/page.h"
#include "html/pattern_book.h"

#include <iostream>

using html::operator""_html;

int main(int argc, char** argv) {
    const html::Dress dress{.name = "Ambleford",
                            .colours = {.brand = argc > 1 ? argv[1] : ""},
                            .stylesheet = "guildhall.css",
                            .script = "guildhall.js",
                            .icon = "mark.svg",
                            .navigation = {{.text = "Home", .href = "#home"},
                                           {.text = "Pattern book", .href = "#book"},
                                           {.text = "Help", .href = "#help"}},
                            .footer_links = {{.text = "Accessibility", .href = "#a"}, {.text = "Privacy", .href = "#p"}},
                            .footer_note = "Made for looking at."};
    html::Page book{.title = "Pattern book", .path = "#book", .scripts = {"patterns.js"}};
    book.main << "<link rel=\"stylesheet\" href=\"patterns.css\">"_html << html::pattern_book();
    std::cout << html::page(dress, book).str();
}
