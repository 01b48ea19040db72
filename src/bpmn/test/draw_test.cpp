#include "bpmn/draw.h"
#include "bpmn/lettering.h"
#include "bpmn/outline.h"
#include "bpmn/test/given.h"

#include <algorithm>

using bpmn::Type;

namespace {

const bpmn::Shape* shape_of(const bpmn::Picture& picture, std::string_view id) {
    for (const auto& shape : picture.shapes)
        if (shape.element->id() == id) return &shape;
    return nullptr;
}

bool overlap(const bpmn::Bounds& one, const bpmn::Bounds& other) {
    return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height &&
           other.y < one.y + one.height;
}

/// A diamond: s to g, g to a and b, both to j, j to e; and back from j to g.
const std::string branching =
    "<process id=\"p\" name=\"Branching\"><startEvent id=\"s\"/><exclusiveGateway id=\"g\" name=\"Ours?\"/>"
    "<userTask id=\"a\" name=\"Repair\"/><userTask id=\"b\" name=\"Pass on\"/><exclusiveGateway id=\"j\"/><endEvent "
    "id=\"e\"/>" +
    given::flow("f1", "s", "g", "/>") + given::flow("f2", "g", "a", " name=\"Yes\"/>") +
    given::flow("f3", "g", "b", " name=\"No\"/>") + given::flow("f4", "a", "j", "/>") +
    given::flow("f5", "b", "j", "/>") + given::flow("f6", "j", "e", "/>") +
    given::flow("f7", "j", "g", " name=\"Again\"/>") + "</process>";

}  // namespace

TEST_CASE("a model without a diagram is laid out from left to right, nothing on top of another") {
    const auto model = given::model(branching);
    const auto pictures = bpmn::pictures(model);
    REQUIRE(pictures.size() == 1);
    const auto& picture = pictures[0];
    CHECK(picture.shapes.size() == 6);
    CHECK(picture.edges.size() == 7);
    CHECK(shape_of(picture, "s")->box.x < shape_of(picture, "g")->box.x);
    CHECK(shape_of(picture, "g")->box.x < shape_of(picture, "a")->box.x);
    CHECK(shape_of(picture, "b")->box.x < shape_of(picture, "j")->box.x);
    for (const auto& one : picture.shapes)
        for (const auto& other : picture.shapes)
            if (&one != &other) CHECK_FALSE(overlap(one.box, other.box));
}

TEST_CASE("every flow of a laid out process ends where its target stands") {
    const auto model = given::model(branching);
    const auto picture = bpmn::pictures(model).front();
    for (const auto& edge : picture.edges) {
        const auto& box = shape_of(picture, bpmn::target(*edge.element)->id())->box;
        const auto end = edge.points.back();
        CHECK(end.x >= box.x - 0.5);
        CHECK(end.x <= box.x + box.width + 0.5);
        CHECK(end.y >= box.y - 0.5);
        CHECK(end.y <= box.y + box.height + 0.5);
    }
}

TEST_CASE("names are escaped, and cannot leave the place they stand in") {
    const auto model = given::model(
        R"(<process id="p" name="&lt;/title>&lt;script>alert(1)&lt;/script>"><task id="a&quot;&gt;" name="&lt;img src=x onerror=&quot;1&quot;>"/></process>)");
    const auto svg = bpmn::draw(model).str();
    CHECK(svg.find("<script") == std::string::npos);
    CHECK(svg.find("<img") == std::string::npos);
    CHECK(svg.find("id=\"bpmn-a&quot;&gt;\"") != std::string::npos);
}

TEST_CASE("a state is said in a word as well as shown") {
    const auto model = given::model(given::simple_process());
    const auto svg = bpmn::draw(model, {.states = {{"check", bpmn::State::here}, {"s", bpmn::State::done}}}).str();
    CHECK(svg.find("aria-label=\"user task: Check the bin, here now\"") != std::string::npos);
    CHECK(svg.find(">Here now<") != std::string::npos);
    CHECK(svg.find("aria-label=\"start event: Reported, done\"") != std::string::npos);
    CHECK(svg.find("<style") == std::string::npos);
}

TEST_CASE("the drawing has a title and a description that it is labelled by") {
    const auto svg =
        bpmn::draw(given::model(given::simple_process()), {.description = "As of today.", .prefix = "m1-"}).str();
    CHECK(svg.find("aria-labelledby=\"m1-title\"") != std::string::npos);
    CHECK(svg.find("<title id=\"m1-title\">Missed bin</title>") != std::string::npos);
    CHECK(svg.find("A process map with 3 steps, from left to right. As of today.") != std::string::npos);
}

TEST_CASE("where nothing can be drawn, the drawing says so") {
    CHECK(bpmn::draw(given::model("")).str().find("There is nothing to draw.") != std::string::npos);
}

TEST_CASE("a very large process is drawn in part, and says so") {
    std::string inside;
    for (std::size_t i = 0; i < bpmn::most_drawn + 10; ++i) inside += "<task id=\"t" + std::to_string(i) + "\"/>";
    const auto model = given::model("<process id=\"p\">" + inside + "</process>");
    const auto picture = bpmn::pictures(model).front();
    CHECK(picture.cut);
    CHECK(picture.shapes.size() == bpmn::most_drawn);
    CHECK(bpmn::draw(picture).str().find("Only the first part of it is shown.") != std::string::npos);
}

TEST_CASE("words break into lines, long ones in themselves") {
    CHECK(bpmn::wrap("Check the bin", 58, 11, 4) == std::vector<std::string>{"Check the", "bin"});
    for (const auto& line : bpmn::wrap("Donaudampfschifffahrtsgesellschaft ends", 60, 11, 9))
        CHECK(bpmn::width_of(line, 11) <= 60);
    const auto cut = bpmn::wrap("one two three four five six", 25, 11, 2);
    REQUIRE(cut.size() == 2);
    CHECK(cut[1].ends_with("…"));
    CHECK(bpmn::wrap("", 50, 11, 4).empty());
}

TEST_CASE("the outline says the same in words and in order") {
    const auto model = given::model(branching);
    const auto steps = bpmn::outline(*model.find("p"));
    REQUIRE(steps.size() == 6);
    CHECK(steps[0].kind == "start event");
    CHECK(steps[1].name == "Ours?");
    REQUIRE(steps[1].then.size() == 2);
    CHECK(steps[1].then[0] == "If “Yes”, go to " + steps[2].number + " (Repair).");
    const auto& join = *std::ranges::find(steps, model.find("j"), &bpmn::OutlineStep::element);
    CHECK(std::ranges::find(join.then, "If “Again”, go to 2 (Ours?).") != join.then.end());
}

TEST_CASE("the steps inside a sub-process are numbered under it") {
    const auto model =
        given::model("<process id=\"p\"><subProcess id=\"sub\" name=\"Visit\"><task id=\"a\"/></subProcess></process>");
    const auto steps = bpmn::outline(*model.find("p"));
    REQUIRE(steps.size() == 2);
    CHECK(steps[1].number == "1.1");
    CHECK(steps[1].level == 2);
}
