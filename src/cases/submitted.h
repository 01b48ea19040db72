#pragma once
// Inside cases only: what a submission becomes.

#include "cases/cases.h"

namespace cases {

/// A request on this case, made now and not kept yet.
Request request_of(db::Tx& tx, Random& random, const Case& the_case, const Submission& submission);

}  // namespace cases
