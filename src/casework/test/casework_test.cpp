#include "casework/casework.h"

#include <doctest/doctest.h>

TEST_CASE("say here what a person would notice") { FAIL("the first promise of casework is not written yet"); }
