#pragma once
// The same as the drawing, in words and in order, for who cannot see it.

#include "bpmn/flow.h"

#include <string>
#include <vector>

namespace bpmn {

struct OutlineStep {
    const Element* element = nullptr;
    std::string number;  // 1, 2, 2.1: as the steps that lead here refer to it
    int level = 1;       // 2 inside a sub-process
    std::string kind;    // user task
    std::string name;    // may be empty
    std::string lane;    // who does it; may be empty
    std::vector<std::string>
        then;  // "If “Yes”, go to 4 (Approve).", one for each way on that is not simply the next step
};

/// The steps of a process or sub-process, what leads before what follows; at most most_outlined.
std::vector<OutlineStep> outline(const Element& process);
inline constexpr std::size_t most_outlined = 5000;

/// What a person calls the kind, with what its marks say: `user task, repeated`, `timer event on a border`.
std::string kind_in_words(const Element&);

}  // namespace bpmn
