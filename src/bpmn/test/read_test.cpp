#include "bpmn/read.h"

#include <doctest/doctest.h>

namespace {

constexpr std::string_view head =
    R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:t">)";

bpmn::Model given_model(const std::string& inside) {
    auto model = bpmn::read(std::string(head) + inside + "</definitions>");
    REQUIRE(model.has_value());
    return std::move(*model);
}

}  // namespace

TEST_CASE("every element gets the type it has in its place") {
    const auto model = given_model(R"(<process id="p"><startEvent id="s"><outgoing>f</outgoing></startEvent>
        <sequenceFlow id="f" sourceRef="s" targetRef="e"/><endEvent id="e"><incoming>f</incoming></endEvent></process>)");
    const auto* start = model.find("s");
    REQUIRE(start != nullptr);
    CHECK(start->type() == bpmn::Type::start_event);
    CHECK(start->is(bpmn::Type::flow_node));
    REQUIRE(start->outgoing().size() == 1);
    CHECK(start->outgoing()[0]->target("targetRef") == model.find("e"));
    CHECK(start->child("outgoing")->target() == model.find("f"));
    CHECK(start->line() == 1);
    CHECK(model.find("f")->line() == 2);
}
