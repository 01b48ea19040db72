#include "html/page.h"

#include "html/markdown.h"
#include "html/pattern_book.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <doctest/doctest.h>

using namespace html;

namespace {

const std::string hostile_text = "\"'><script>alert(1)</script>";

bool says(const Html& markup, std::string_view what) { return markup.str().find(what) != std::string::npos; }

std::size_t count(const Html& markup, std::string_view what) {
    std::size_t found = 0;
    for (auto at = markup.str().find(what); at != std::string::npos; at = markup.str().find(what, at + 1)) ++found;
    return found;
}

Dress a_dress() {
    return {.name = "Ambleford",
            .stylesheet = "/assets/guildhall.css",
            .script = "/assets/guildhall.js",
            .navigation = {{.text = "Home", .href = "/"}, {.text = "Help", .href = "/help"}}};
}

}  // namespace

TEST_CASE("a page names itself, then the tenant, and says its language") {
    CHECK(says(page(a_dress(), {.title = "Help"}), "<title>Help – Ambleford</title>"));
    CHECK(says(page(a_dress(), {}), "<title>Ambleford</title>"));
    CHECK(says(page(a_dress(), {}), "<html class=\"govuk-template\" lang=\"en\">"));
    CHECK(says(page(a_dress(), {.language = base::Language::welsh}), "lang=\"cy\""));
}

TEST_CASE("a page with problems says so first of all in its title") {
    CHECK(says(page(a_dress(), {.title = "Help", .has_errors = true}), "<title>Error: Help – Ambleford</title>"));
    CHECK(says(page(a_dress(), {.title = "Help", .language = base::Language::welsh, .has_errors = true}),
              "<title>Gwall: Help"));
}

TEST_CASE("the first thing a keyboard reaches leads to the content") {
    const auto markup = page(a_dress(), {.main = text("Hello")});
    CHECK(markup.str().find("href=\"#main-content\"") < markup.str().find("<header"));
    CHECK(says(markup, "<main class=\"govuk-main-wrapper\" id=\"main-content\">Hello</main>"));
}

TEST_CASE("the navigation marks the page one is on, and the part of the site it belongs to") {
    CHECK(says(page(a_dress(), {.path = "/help"}), "href=\"/help\" aria-current=\"page\""));
    CHECK(says(page(a_dress(), {.path = "/help/more"}), "href=\"/help\" aria-current=\"true\""));
    CHECK_FALSE(says(page(a_dress(), {.path = "/helpless"}), "aria-current"));
}

TEST_CASE("every inline script and style carries the answer's nonce") {
    const auto markup = page(a_dress(), {.nonce = "abc123", .scripts = {"/assets/live.js"}});
    CHECK(count(markup, "<script") == count(markup, "nonce=\"abc123\"") - count(markup, "<style nonce=\"abc123\""));
    CHECK(count(markup, "<style") == 1);
    CHECK(says(markup, "<script type=\"module\" src=\"/assets/live.js\" nonce=\"abc123\"></script>"));
}

TEST_CASE("a tenant's colours are data, and the words on them stay readable") {
    auto dress = a_dress();
    dress.colours = {.brand = "#fde047", .accent = "#112233"};
    const auto markup = page(dress, {});
    CHECK(says(markup, "--gh-brand:#fde047;"));
    CHECK(says(markup, "--gh-on-brand:#14211c;"));
    CHECK(says(markup, "--gh-accent:#112233"));
    CHECK(readable_on("#0e4d3a") == "#ffffff");
}

TEST_CASE("a colour that is none is passed over") {
    auto dress = a_dress();
    for (const char* colour : {"red", "#12345", "#12345g", "#123456;}body{display:none", "</style>", ""}) {
        dress.colours = {.brand = colour, .accent = colour};
        CHECK(says(page(dress, {}), "--gh-brand:#0e4d3a;"));
        CHECK_FALSE(says(page(dress, {}), "display:none"));
    }
}

TEST_CASE("nothing handed to the page template can break out of it") {
    const Dress dress{.name = hostile_text,
                      .home_url = "javascript:x",
                      .stylesheet = hostile_text,
                      .script = "javascript:x",
                      .icon = hostile_text,
                      .navigation = {{.text = hostile_text, .href = "javascript:x"}},
                      .footer_links = {{.text = hostile_text, .href = "javascript:x"}},
                      .footer_note = hostile_text};
    const auto markup = page(dress, {.title = hostile_text,
                                     .nonce = hostile_text,
                                     .path = hostile_text,
                                     .scripts = {"javascript:x"},
                                     .body_attributes = {{"onload", "x"}, {"data-x", hostile_text}}});
    CHECK_FALSE(says(markup, "<script>alert"));
    CHECK_FALSE(says(markup, "javascript:"));
    CHECK_FALSE(says(markup, "\"'>"));
    CHECK_FALSE(says(markup, "onload"));
}

TEST_CASE("our own patterns keep hostile text as text") {
    const std::string& h = hostile_text;
    const std::string link = "javascript:x";
    const Html all[] = {hero({h, h}),
                        cards({.items = {{h, link, h}}}),
                        steps({.items = {{h, h}}}),
                        figures({.items = {{h, h}}}),
                        tab_links({.items = {{h, link, true}}, .label = h}),
                        badge({h, h}),
                        search({link, h, h, h, h}),
                        progress({.text = h, .of = h, .done = 1, .all = 2}),
                        back_button({h, h, h, h, link, h}),
                        answers({.rows = {{h, h, h, {}, h, {h, h, h, h, link}}}}),
                        standing({.title = h, .text = h}),
                        tags({.items = {{.text = h}}}),
                        identity({.name = h, .facts = {{h, h}}}),
                        timeline({.items = {{.title = h, .by = h, .time = h, .datetime = h, .text = h}}}),
                        filter({.action = link, .chosen = {{h, link}}, .clear_href = link}),
                        empty_state({h}),
                        wide_table({.rows = {{{.text = h}}}, .caption = h})};
    for (const auto& markup : all) {
        INFO(markup.str());
        CHECK_FALSE(says(markup, "<script"));
        CHECK_FALSE(says(markup, "javascript:"));
        CHECK_FALSE(says(markup, "\"'>"));
    }
}

TEST_CASE("a wide table repeats the columns' names in its cells where a phone will need them") {
    const govuk::Table table{.rows = {{{.text = "7"}, {.text = hostile_text}}},
                             .head = {{.text = "Number"}, {.text = hostile_text}},
                             .caption = "Waiting",
                             .name_cells = true};
    CHECK(says(wide_table(table), "<td data-column=\"Number\" class=\"govuk-table__cell\">7</td>"));
    CHECK_FALSE(says(wide_table(table), "<script"));
}

TEST_CASE("a long list links its first and last page and those around the current one") {
    const auto markup = pages({.current = 5, .last = 9, .href = "?words=a&page="});
    for (const char* number : {"1", "4", "5", "6", "9"})
        CHECK(says(markup, std::string("page=") + number + "\" aria-label"));
    for (const char* number : {"2", "3", "7", "8"})
        CHECK_FALSE(says(markup, std::string("page=") + number + "\" aria-label"));
    CHECK(count(markup, "&ctdot;") == 2);
    CHECK(count(markup, "aria-current=\"page\"") == 1);
}

TEST_CASE("a list of one page has no links to pages, and a wrong page number is brought inside") {
    CHECK(pages({.current = 1, .last = 1, .href = "?page="}).empty());
    CHECK(says(pages({.current = 99, .last = 2, .href = "?page="}), "page=1\" rel=\"prev\""));
}

TEST_CASE("problems are listed at the top and said at their field") {
    const std::vector<Problem> problems{{"postcode", "Enter a postcode"}, {"", "Try again later"}};
    const auto summary = problem_summary(problems);
    CHECK(says(summary, "There is a problem"));
    CHECK(says(summary, "<a href=\"#postcode\">Enter a postcode</a>"));
    CHECK(says(summary, "<li>Try again later</li>"));
    CHECK(problem_at(problems, "postcode").text == "Enter a postcode");
    CHECK(problem_at(problems, "street").empty());
    CHECK(problem_summary({}).empty());
}

TEST_CASE("a problem that is a key is said in words") {
    const std::vector<Problem> problems{{"x", "html.menu"}};
    CHECK(problem_at(problems, "x").text == "Menu");
    CHECK(problem_at(problems, "x", base::Language::welsh).text == "Dewislen");
    CHECK(problem_at(problems, "x", base::Language::welsh).visually_hidden_text == "Gwall");
}

TEST_CASE("written text becomes paragraphs, lists, links and headings below the page's own") {
    const auto markup = markdown("# How\n\nSee *this* [page](/help).\n\n- one\n- two\n\n## Then");
    CHECK(says(markup, "<h2>How</h2>"));
    CHECK(says(markup, "<h3>Then</h3>"));
    CHECK(says(markup, "<em>this</em> <a href=\"/help\">page</a>"));
    CHECK(says(markup, "<li>one</li>"));
}

TEST_CASE("written text cannot bring markup, scripts or foreign pictures") {
    for (const char* source :
         {"<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "[x](javascript:alert(1))",
          "[x](JaVaScript:alert(1))", "![x](https://evil.example/p.png)", "[x](data:text/html,y)",
          "<javascript:alert(1)>", "[a]: javascript:x\n\n[a]", "[x](java&#10;script:alert(1))",
          "![![a](javascript:x)](javascript:y)"}) {
        const auto markup = markdown(source);
        INFO(markup.str());
        CHECK_FALSE(says(markup, "<script"));
        CHECK_FALSE(says(markup, "<img"));
        CHECK_FALSE(says(markup, "href=\"javascript:"));
        CHECK_FALSE(says(markup, "href=\"data:"));
    }
}

TEST_CASE("a text that is too long is shown as it was written") {
    const std::string brackets(longest_markdown + 1, '[');
    CHECK(says(markdown(brackets), "<p>[[["));
}

TEST_CASE("the pattern book shows every component but the two that are reserved for GOV.UK") {
    const auto markup = pattern_book();
    for (const char* block : {"govuk-accordion",
                              "govuk-back-link",
                              "govuk-breadcrumbs",
                              "govuk-button",
                              "govuk-character-count",
                              "govuk-checkboxes",
                              "govuk-cookie-banner",
                              "govuk-date-input",
                              "govuk-details",
                              "govuk-error-message",
                              "govuk-error-summary",
                              "govuk-exit-this-page",
                              "govuk-feedback",
                              "govuk-fieldset",
                              "govuk-file-upload",
                              "govuk-generic-header",

                              "govuk-hint",
                              "govuk-input",
                              "govuk-inset-text",
                              "govuk-label",
                              "govuk-language-navigation",
                              "govuk-notification-banner",
                              "govuk-pagination",
                              "govuk-panel",
                              "govuk-password-input",
                              "govuk-phase-banner",
                              "govuk-radios",
                              "govuk-select",
                              "govuk-service-navigation",
                              "govuk-skip-link",
                              "govuk-summary-list",
                              "govuk-table",
                              "govuk-tabs",
                              "govuk-tag",
                              "govuk-task-list",
                              "govuk-textarea",
                              "govuk-warning-text"}) {
        INFO(std::string(block));
        CHECK((says(markup, std::string("class=\"") + block) || says(markup, std::string("form-group ") + block)));
    }
}
