#pragma once
// A resident's form, filled in and sent again and again.

#include "client.h"
#include "load.h"

#include "base/random.h"

namespace bench {

/// The value of a hidden field. Throws std::runtime_error where the page has none.
std::string field(const std::string& page, const std::string& name);
/// A one-time number as a form would have it (see web::Context::new_operation).
std::string fresh_operation(Random& random);
/// Percent signs for all but letters and digits.
std::string in_address(const std::string& text);

/// Each client asks for the form once, then posts with a fresh operation every time, as somebody else every time.
Errand submitter(const Served& served);

}  // namespace bench
