#pragma once
// Inside designer only: a map changed in a list of steps, without drawing: a step is put behind another one, or taken out. The drawing moves along.

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace designer {

/// Something somebody has to do.
struct NewStep {
    std::string name, team, skill, form, not_by, plain;  // not_by: the id of the step whom somebody else must have done
};

/// A step as the list shows it.
struct ListedStep {
    std::string id, number, kind, name, lane;
    std::vector<std::string> then;
    bool can_follow = false;  // a step can be put behind it
    bool can_go = false;      // it can be taken out
    bool is_task = false;     // somebody does it
};
/// Empty where the map cannot be read.
std::vector<ListedStep> steps_of(std::string_view process);

/// The map with that step behind `after`. Refuses (invalid, field "after") where that is no place for it.
Result<std::string> with_step(std::string_view process, std::string_view after, const NewStep& step);
/// The map without it: what came before leads to what came behind.
Result<std::string> without_step(std::string_view process, std::string_view id);

}  // namespace designer
