#include "bpmn/write.h"
#include "bpmn/read.h"
#include "bpmn/test/given.h"

#include <rapidcheck.h>

using bpmn::Element;
using bpmn::Type;

namespace {

/// What a model says, in a form to compare: types, names, attributes, text, order.
std::string said(const Element& element) {
    std::string out = "(" + std::string(bpmn::name_of(element.type())) + " " + element.prefix() + ":" + element.tag();
    for (const auto& each : element.attributes()) out += " " + each.prefix + ":" + each.name + "=" + each.value;
    out += "|" + element.words();
    for (const auto& each : element.children()) out += said(*each);
    return out + ")";
}

rc::Gen<std::string> any_text() {
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                            "a", "Z", " ", "\n", "\t", "<", ">", "&", "\"", "'", "é", "“", "]]>", "&amp;", "漢")),
                        [](const std::vector<std::string>& parts) {
                            std::string out;
                            for (const auto& part : parts) out += part;
                            return out;
                        });
}

/// Anything the metamodel allows in its place, down to a few levels.
void grow(Element& parent, int level) {
    const auto& rule = bpmn::rule_of(parent.type());
    for (const auto& attribute : rule.attributes)
        if (attribute.name != "id" && *rc::gen::inRange(0, 4) == 0) parent.set(attribute.name, *any_text());
    if (rule.mixed) return parent.set_words(*any_text());
    if (level == 0) return;
    for (const auto& child : rule.children) {
        if (*rc::gen::inRange(0, 5) != 0 || child.space != bpmn::space::model) continue;
        if (child.type == Type::reference) {
            parent.add(child.name, Type::reference).set_words("r" + std::to_string(*rc::gen::inRange(0, 9)));
            continue;
        }
        std::vector<Type> kinds;
        for (const auto& each : bpmn::all_types())
            if (bpmn::is_a(each.type, child.type) && !each.abstract && each.space == bpmn::space::model)
                kinds.push_back(each.type);
        if (!child.name.empty()) kinds = {child.type};
        if (kinds.empty() || child.type == Type::base_element) continue;
        const auto type = *rc::gen::elementOf(kinds);
        auto& made = parent.add(child.name.empty() ? bpmn::rule_of(type).tag : child.name, type);
        grow(made, level - 1);
    }
}

bpmn::Model any_model() {
    bpmn::Model model;
    auto root = std::make_unique<Element>(Type::definitions, bpmn::space::model, "b", "definitions");
    root->add_attribute({.prefix = "xmlns", .name = "b", .value = std::string(bpmn::space::model)});
    grow(*root, 5);
    model.set_definitions(std::move(root));
    return model;
}

}  // namespace

TEST_CASE("what is written is read as the same model") {
    rc::check([] {
        const auto made = any_model();
        const auto once = bpmn::write(made);
        const auto read = bpmn::read(once);
        RC_ASSERT(read.has_value());
        RC_ASSERT(said(read->definitions()) == said(made.definitions()));
        RC_ASSERT(bpmn::write(*read) == once);
    });
}

TEST_CASE("prefixes, foreign elements, mixed text and order outlive reading and writing") {
    const auto document =
        R"(<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="urn:x" targetNamespace="urn:t" x:by="us">
      <b:process id="p" x:colour="a &quot;b&quot; &#10;c">
        <b:documentation textFormat="text/html"> two <i xmlns="urn:h">words</i> &amp; more </b:documentation>
        <b:extensionElements><x:a> <x:b/>tail </x:a></b:extensionElements>
        <b:unheardOf><b:task id="inside"/></b:unheardOf>
        <b:scriptTask id="s" scriptFormat="text/x"><b:script><![CDATA[ if (a < b) ]]></b:script></b:scriptTask>
      </b:process></b:definitions>)";
    const auto first = bpmn::read(document);
    REQUIRE(first.has_value());
    const auto written = bpmn::write(*first);
    const auto second = bpmn::read(written);
    REQUIRE(second.has_value());
    CHECK(said(second->definitions()) == said(first->definitions()));
    CHECK(second->find("p")->attribute_of("urn:x", "colour") == "a \"b\" \nc");
    CHECK(second->find("s")->child("script")->text() == " if (a < b) ");
    CHECK(written.find("<x:a> <x:b/>tail </x:a>") != std::string::npos);
    CHECK(written.find("<b:unheardOf>") != std::string::npos);
}
