#include "bpmn/metamodel.h"

#include <doctest/doctest.h>

#include <set>

using bpmn::Type;

TEST_CASE("every type of the table has a name, a tag and what its base has") {
    std::set<std::string> names;
    for (const auto& rule : bpmn::all_types()) {
        REQUIRE_FALSE(rule.name.empty());
        CHECK(names.insert(rule.name).second);
        CHECK(&bpmn::rule_of(rule.type) == &rule);
        if (rule.base == Type::none) continue;
        const auto& base = bpmn::rule_of(rule.base);
        CHECK(rule.attributes.size() >= base.attributes.size());
        for (const auto& attribute : base.attributes) CHECK(rule.attribute(attribute.name) != nullptr);
    }
    CHECK(names.size() > 140);
}

TEST_CASE("a kind is what it stands on") {
    CHECK(bpmn::is_a(Type::user_task, Type::activity));
    CHECK(bpmn::is_a(Type::user_task, Type::base_element));
    CHECK(bpmn::is_a(Type::potential_owner, Type::resource_role));
    CHECK_FALSE(bpmn::is_a(Type::data_object, Type::flow_node));
    CHECK_FALSE(bpmn::is_a(Type::foreign, Type::base_element));
    CHECK(bpmn::name_of(Type::multi_instance_loop_characteristics) == "MultiInstanceLoopCharacteristics");
}

TEST_CASE("children have places, those of the base first") {
    const auto& task = bpmn::rule_of(Type::script_task);
    const auto incoming = task.place_of(bpmn::space::model, "incoming"),
               script = task.place_of(bpmn::space::model, "script");
    CHECK(task.place_of(bpmn::space::model, "documentation") < incoming);
    CHECK(incoming < script);
    CHECK(task.place_of(bpmn::space::model, "potentialOwner") < script);
    CHECK(task.place_of(bpmn::space::model, "lane") == task.children.size());
}
