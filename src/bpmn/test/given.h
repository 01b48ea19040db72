#pragma once
// Models for the tests of this room.

#include "bpmn/read.h"

#include <doctest/doctest.h>

#include <string>

namespace given {

inline std::string document(const std::string& inside) {
    return R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance")"
           R"( targetNamespace="urn:t" xmlns:t="urn:t" xmlns:x="urn:x">)" +
           inside + "</definitions>";
}

inline bpmn::Model model(const std::string& inside) {
    auto model = bpmn::read(document(inside));
    REQUIRE(model.has_value());
    return std::move(*model);
}

inline std::string flow(const std::string& id, const std::string& from, const std::string& to,
                        const std::string& more = "") {
    return "<sequenceFlow id=\"" + id + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"" + more;
}

/// Start, a user task, an end.
inline std::string simple_process(const std::string& attributes = "", const std::string& task_inside = "") {
    return "<process id=\"p\" name=\"Missed bin\"" + attributes +
           "><startEvent id=\"s\" name=\"Reported\"><outgoing>f1</outgoing></startEvent>"
           "<userTask id=\"check\" name=\"Check the bin\"><incoming>f1</incoming><outgoing>f2</outgoing>" +
           task_inside + "</userTask><endEvent id=\"e\"><incoming>f2</incoming></endEvent>" +
           flow("f1", "s", "check", "/>") + flow("f2", "check", "e", "/>") + "</process>";
}

}  // namespace given
