#pragma once
// The National Grid of Great Britain (OSGB36 eastings and northings) in WGS84.

#include "places/gazetteer.h"

#include <optional>

namespace places {

/// A point of the grid, in metres; nothing for one that is off it. By the formulae and the seven parameters that Ordnance Survey
/// publishes in "A guide to coordinate systems in Great Britain" (annexes C.2, B.2 and section 6.6). They smooth over what the
/// grid OSTN15 corrects point by point: against the 40 test points of OSTN15 the error is 1.8 m in the median and 4.9 m at
/// most (St Kilda), 2.7 m at most in England and Wales away from Cornwall (test/grid_test.cpp).
std::optional<Point> from_national_grid(double easting, double northing);

}  // namespace places
