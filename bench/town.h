#pragma once
// A town to report from: 60,000 addresses in 1,200 streets and 20 wards, ten kilometres square. Always the same.

#include "vocabulary.h"
#include "places/gazetteer.h"

namespace bench {

places::Gazetteer draw_town(const Vocabulary& vocabulary);

}  // namespace bench
