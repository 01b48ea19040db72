#pragma once
// The river, the railway and the canal: which sides of quarters they take.

#include "borough/quarters.h"

namespace borough {

/// From edge to edge: the river past the middle, the railway past its other side, a canal from the middle outwards. What they take
/// is no road.
void draw_courses(Draw& draw, Plan& plan);

}  // namespace borough
