#include "forms/on_paper.h"

#include <doctest/doctest.h>

using namespace forms;

namespace {

Form form_of(const char* questions) {
    auto form = read_form(questions);
    if (!form) FAIL(form.error().log);
    return *form;
}

const char* skip_or_pod = R"([
    {"code": "ground", "type": "choice", "label": "Where will it stand?", "required": true,
     "choices": [{"code": "drive", "label": "On my drive"}, {"code": "road", "label": "On the road"}, {"code": "verge", "label": "On grass", "stop": "Ring us first."}]},
    {"code": "bay", "type": "choice", "label": "Is it a parking bay?", "when": "ground = \"road\"", "choices": [{"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}]},
    {"code": "bays", "type": "number", "label": "How many bays?", "when": "bay = \"yes\"", "least": 1, "most": 4},
    {"code": "from", "type": "date", "label": "From when?", "required": true},
    {"code": "why", "type": "long_text", "label": "Why so early?", "when": "from != null"}])";

}  // namespace

TEST_CASE("on paper a tick says to which question it leads, and a question that not everybody answers says who does") {
    const auto form = form_of(skip_or_pod);
    const auto sheet = on_paper(form, 2);
    REQUIRE(sheet.size() == 5);
    CHECK(sheet[0].number == 2);
    CHECK(sheet[0].only_if.empty());
    CHECK(sheet[0].goes_to == std::vector<int>{4, 0, 0});  // whether there are bays may hang on what is not asked here
    CHECK(sheet[1].only_if == "Answer this question only if you ticked “On the road” at question 2.");
    CHECK(sheet[1].goes_to == std::vector<int>{0, 5});
    CHECK(sheet[2].only_if == "Answer this question only if you ticked “Yes” at question 3.");
    CHECK(sheet[3].goes_to.empty());
    CHECK(sheet[4].only_if == "Answer this question only if you answered question 5.");
}

TEST_CASE("who does not answer a question is said where that is shorter") {
    const auto form = form_of(R"([
        {"code": "kind", "type": "choice", "label": "What is it?", "choices": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}, {"code": "c", "label": "C"}]},
        {"code": "why", "type": "text", "label": "Why?", "when": "kind != \"b\""}])");
    CHECK(on_paper(form)[1].only_if == "Answer this question unless you ticked “B” at question 1.");
}
